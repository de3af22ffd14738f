"""Work that cannot be pictured."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import shows

INDICATOR = "vague_duties"

SHOWN = [
    "The work will be explained when you get here.",
    "Duties will be told after you sign up.",
    "Easy work, you just follow instructions.",
    "Details about the job in private.",
    "Simple tasks, nothing difficult, anyone can do it.",
    "I will tell you what you have to do once you arrive.",
    "Light work in a nice place, details later.",
    "You will do whatever the boss asks.",
    "Job description will be shared after selection.",
    "Various jobs abroad, all kinds of work.",
    "Different tasks for the client, more info in DM.",
    "The exact role is confirmed on arrival.",
    "It's not a hard job, message me and I explain.",
]

NOT_SHOWN = [
    "You answer calls, book appointments and file letters.",
    "Duties will be discussed in detail at the interview.",
    "Light duties such as dusting and ironing.",
    "If you have any questions, please contact our HR team.",
    "We make banking easy for everyone.",
    "You will do what it takes to help customers.",
    "Different tasks each day: invoices, stock, and the front desk.",
    "Easy to reach by bus. Apply with your CV.",
    "The full job description is attached.",
    "We can't say enough good things about our team.",
    "Assist the team with various tasks, including data entry.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_duties_that_are_put_off_or_left_open_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_duties_that_are_named_or_discussed_later_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
