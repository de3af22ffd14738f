"""Recruiting abroad past the licence."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "recruiter_unlicensed"

SHOWN = [
    "Direct hire, no agency and no POEA processing needed.",
    "You can skip the DMW, we send you as a tourist and the employer fixes papers there.",
    "No need to pass by the labour ministry, we go direct to the employer.",
    "Our travel agency offers jobs in Canada with visa.",
    "We do not have a licence but we have sent many people.",
    "No OEC, no agency, direct to employer abroad.",
    "You don't need to register with POEA for this job abroad.",
    "Training centre guarantees work in Japan to all students.",
    "Bypass the agencies, no clearance from the overseas employment office required.",
    "Fly without emigration clearance, we handle everything.",
    "Travel & tours company: hiring workers for Poland and Romania.",
    "No DMW no POEA, pure direct hiring abroad.",
    "Leave without passing through the ministry of labour.",
    "Direct hiring abroad, no agency, no OWWA.",
]

NOT_SHOWN = [
    "Driving licence needed. No agencies please.",
    "You do not need a nursing licence for this post.",
    "DMW licence 000-LB-051522. No placement fee.",
    "Direct hire position with full benefits after 90 days.",
    "Strictly no recruitment agencies.",
    "Travel agency seeks a ticketing clerk for its office in Accra.",
    "Language school hires teachers for Hanoi.",
    "Applicants must be registered with POEA and hold an OEC.",
    "Without a valid SIA licence you cannot apply.",
    "We are licensed by the ministry of labour and charge nothing.",
    "No real estate license is required.",
    "Beware of agents who say that no POEA clearance is needed.",
]

DENIED = [
    "We are a licensed recruitment agency, POEA licence number 123.",
    "DMW accredited agency with approved job orders.",
    "Agency licensed by the ministry of labour.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_ways_round_the_licence_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_licences_of_other_kinds_and_agencies_not_wanted_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", DENIED)
def test_a_licence_that_is_given_contradicts(text: str) -> None:
    assert denies(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
