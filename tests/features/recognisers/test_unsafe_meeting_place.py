"""Meeting in a private or odd place."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "unsafe_meeting_place"

SHOWN = [
    "Interview will be in my apartment.",
    "Meet me at the hotel room at 10pm.",
    "Come to my house for the interview.",
    "We will pick you up in the car park at night.",
    "The interview takes place in my car.",
    "Come alone to the interview.",
    "Meeting at night behind the station.",
    "We'll meet at a motel to discuss the job.",
    "Casting takes place in a private flat.",
    "I'll meet you at the petrol station and hand you the documents.",
    "Interview at the director's villa, in the evening.",
    "come to hotel, room 214, for interview",
    "Meet the driver near the bus stop at 11 pm.",
]

NOT_SHOWN = [
    "Interviews are held in our office in Cardiff.",
    "Meet us for a coffee at Café Tati between 3 and 5.",
    "Hiring day in the conference hall of the Hotel Backwater.",
    "You visit clients in their own homes.",
    "Room attendant in a hotel with 200 rooms.",
    "Suite 200, 12 Commerce Drive.",
    "Night shift from 10 pm to 6 am.",
    "Car park attendant, evenings.",
    "Pick up passengers at the railway station at night.",
    "Work from home; equipment is sent to your house.",
    "The family shows you their home before you decide.",
    "Beware of an interview in a hotel room, says the embassy.",
]

DENIED = [
    "The interview is held at our main office.",
    "You are welcome to bring a friend to the interview.",
    "Interviews take place in the public library.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_a_meeting_in_a_private_or_odd_place_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_offices_cafes_and_work_at_night_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", DENIED)
def test_a_meeting_in_an_open_place_contradicts(text: str) -> None:
    assert denies(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
