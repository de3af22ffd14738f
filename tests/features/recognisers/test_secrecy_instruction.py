"""Told to keep quiet or to tell a story."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "secrecy_instruction"

SHOWN = [
    "Do not tell your family about this job.",
    "Keep this between us.",
    "At the border say you are going on holiday.",
    "Tell the officer you are visiting a friend.",
    "Don't tell anyone where you are going.",
    "If immigration asks, say you are a tourist.",
    "Please be discreet and don't share with your parents.",
    "Delete this chat after reading.",
    "Never mention work at the airport.",
    "Your husband doesn't need to know.",
    "Don't talk to anybody about the offer.",
    "Tell your bank that the money is a gift from a friend.",
    "You will be given answers for the immigration interview.",
    "Keep it secret until you arrive.",
    "Say you are travelling with your boyfriend if police stop you.",
    "dont tell ur mum u are coming",
]

NOT_SHOWN = [
    "Never share patient information with anyone.",
    "You sign a non-disclosure agreement about our clients.",
    "Applications are handled in strict confidence.",
    "Tell us about yourself.",
    "Do not share your password with anyone.",
    "Confidential search for a finance director; your present employer will not be contacted.",
    "Tell your friends about this job!",
    "Please tell your family about the job before you decide.",
    "Show and tell every Friday.",
    "Guide visitors through customs and immigration formalities.",
    "If someone says do not tell your family, that is a warning sign.",
    "Don't let anyone tell you that you can't code.",
]

DENIED = [
    "Talk to your family about the offer first.",
    "Show the contract to someone you trust and share it with your family.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_being_told_to_keep_quiet_or_to_tell_a_story_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_confidence_in_business_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", DENIED)
def test_an_invitation_to_tell_others_contradicts(text: str) -> None:
    assert denies(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
