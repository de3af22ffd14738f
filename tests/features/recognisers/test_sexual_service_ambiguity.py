from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "sexual_service_ambiguity"
POSITIVES = [
    "Massage girl, no experience, high tips, live in.",
    "Hostess: drink commission and tips, extra for friendly girls.",
    "Companion for businessmen, dinners and more, 500 a night.",
    "You sit with the guests, they buy you drinks, you get half.",
    "Open-minded lady as assistant, discreet gentleman pays well.",
    "Entertainer in karaoke bar abroad, percentage of drinks.",
    "Generous clients, girls earn as much as they want.",
    "Relaxing massage for gentlemen, no diploma, 300 a day, hotel visits.",
    "Girls for VIP parties, evening only, what you agree with guests is your affair.",
    "Housekeeper for a lonely man, intimate friendship possible.",
    "Extra services are paid extra.",
    "bar girls, lady drinks, bar fine",
    "Travel companion for wealthy man, allowance, sharing the cabin",
    "Free room for a girl in exchange for company in the evenings",
    "Private dancers, guests may ask for more, you decide and earn double",
    "consummation bonus on champagne, hostess club",
    "Sugar baby wanted for generous sponsor, monthly allowance",
    "be nice to the customers and you will be paid more, girls only",
]
NEGATIVES = [
    "Licensed massage therapist, state licence needed, day spa.",
    "Restaurant hostess: greet and seat guests, take bookings.",
    "Escort services by adults, independent, erotic massage, own prices.",
    "Companion for an elderly lady: shopping, cooking, walks.",
    "Sports massage therapist with level 4 diploma for a football club.",
    "Waiter, tips shared among the team.",
    "Executive assistant to the chairman, travel to client dinners.",
    "Commission on drinks sales for our wine importer's sales force.",
    "Extra pay for weekend shifts.",
    "Striptease dancers, adults, licensed club, no contact with guests.",
    "Air hostess, Larkspur Airways.",
    "Friendly girls and boys wanted for ice cream stand, tips are yours.",
    "We offer generous holiday and a friendly team.",
    "Security escort for cash transports.",
    "Private carer and companion for a gentleman with dementia.",
    "Bartender: mix drinks, entertain guests with your charm, share of tips.",
    "An open-minded team with a generous budget for clients' events.",
]
CONTRADICTED = [
    "You serve at the bar and do not sit with customers.",
    "Hostess in a restaurant. Strictly no extras, no sitting with guests.",
    "Massage in a licensed spa; no sexual services.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_hint_at_more_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_open_adult_work_care_and_service_are_not(text: str) -> None:
    assert not shows(INDICATOR, text)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_denial_contradicts(text: str) -> None:
    assert denies(INDICATOR, text)
