"""A workplace that is unsaid, told later or changing."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "workplace_vague_or_shifting"

SHOWN = [
    "Work abroad, the country will be told later.",
    "Waitress in Europe, exact place after you agree.",
    "You will be told where the job is when you arrive at the airport.",
    "Location is confirmed after the deposit.",
    "Address of the workplace is sent one day before.",
    "Hiring cleaners for abroad. We decide the city for you.",
    "Job overseas, we send you where you are needed.",
    "We first bring you to Thailand and then move you to another place of work.",
    "Work in one of the European countries, driver will take you to the place.",
    "The exact address is not given in advance.",
    "You may be moved to a different country after arrival.",
    "Place of work: abroad.",
    "Location will be disclosed after the interview.",
    "girls needed for work abroad, place depends on the boss",
]

NOT_SHOWN = [
    "Remote work from any European country.",
    "You work at several client sites in Greater Manchester.",
    "The interview location will be sent by e-mail.",
    "Experience abroad is a plus.",
    "Work abroad scheme: two weeks a year from anywhere in the EU.",
    "Patients are moved to another ward by our porters.",
    "You may be asked to work at our other shops in Cork.",
    "The salary depends on the location.",
    "Flight attendants are based in Vienna and fly across Europe.",
    "Address: 12 Mill Lane, Stow. Start at 7.",
    "Remote; location depends on you.",
    "Goods are sent to another country by sea.",
]

DENIED = [
    "The workplace is given in your contract.",
    "You can visit the site before signing.",
    "You are never transferred to another employer.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_a_workplace_unsaid_or_changing_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_remote_travelling_and_several_sites_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", DENIED)
def test_a_workplace_that_is_certain_contradicts(text: str) -> None:
    assert denies(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


def test_a_text_that_names_another_country_than_the_field_shows_it() -> None:
    text = "Waitress for a beach bar. You work in Thailand, six days a week."
    assert shows(INDICATOR, text, job_location="Rome, Italy")
    assert not shows(INDICATOR, text, job_location="Bangkok, Thailand")
    assert not shows(INDICATOR, text + " Travel to other countries is part of it.", job_location="Rome, Italy")
