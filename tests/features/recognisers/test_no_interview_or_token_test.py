"""Hired unseen."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "no_interview_or_token_test"

SHOWN = [
    "No interview needed, start tomorrow.",
    "You are already hired, just send your name.",
    "No interview, no CV, 100% job guaranteed.",
    "We hire without interview.",
    "Interview is only a short chat on Telegram.",
    "The test is only a formality and everyone passes.",
    "Job guaranteed to all who apply.",
    "Congratulations, you have been selected for the position, no interview required.",
    "We take everybody.",
    "Simple typing test, all pass.",
    "Instant hire, no questions asked.",
    "100% selection guaranteed.",
    "Hired on the spot without any interview.",
    "We don't do interviews, send a photo and you start.",
    "Interview skipped for first 50 people",
    "Everyone who applies gets hired.",
]

NOT_SHOWN = [
    "Two interviews and a trial shift.",
    "If you are selected for the position you will hear from us.",
    "All qualified applicants will receive consideration.",
    "We cannot guarantee a job to every applicant.",
    "Guaranteed hours and guaranteed interview scheme.",
    "Background checks will be carried out.",
    "Walk-in interviews on Saturday.",
    "You will be selected after a practical test and an interview.",
    "Our agency has a 95% placement rate.",
    "Everyone is welcome here, whatever their background.",
    "No one will be hired without an interview.",
    "Hands-on manager who is 100% committed.",
]

DENIED = [
    "Every hire goes through two interview rounds.",
    "The interview is held with our manager in Leeds.",
    "We cannot guarantee any job to applicants.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_a_place_that_is_sure_without_selection_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_selection_and_guarantees_of_other_things_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", DENIED)
def test_selection_that_takes_place_contradicts(text: str) -> None:
    assert denies(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
