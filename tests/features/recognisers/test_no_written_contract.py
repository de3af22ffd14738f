"""No contract before one commits."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "no_written_contract"

SHOWN = [
    "No contract needed, we work on trust.",
    "The contract is signed after you arrive.",
    "You will get your contract when you land in Dubai.",
    "We have a verbal agreement, no papers.",
    "Without contract, cash.",
    "The contract is in Arabic, don't worry about it.",
    "No paperwork, no contract, start today.",
    "Contract will be given on the spot after the first month.",
    "We don't sign anything, just a handshake.",
    "You sign the papers there, not here.",
    "Off the books, nothing in writing.",
    "Oral agreement is enough between us.",
    "Employment contract only after trial month.",
    "contract sign at airport after landing",
]

NOT_SHOWN = [
    "You sign a written contract before you start.",
    "Six month contract, with the chance to extend.",
    "No contract to hire, no C2C.",
    "Resumes submitted by agencies without a signed agreement are our property.",
    "No contract phones on site.",
    "The contract is sent to your home before you travel.",
    "Zero hours contracts are not offered here.",
    "Good at paperwork and contract management.",
    "Contract and payslips from the first day.",
    "Beware of jobs without a contract, say the unions.",
    "Our service has no lock-in contract for customers.",
]

DENIED = [
    "You receive the written contract before travel.",
    "A signed employment contract is handed out in your own language.",
    "The contract is signed before travel.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_no_contract_before_one_commits_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_contracts_of_other_kinds_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", DENIED)
def test_a_contract_in_writing_beforehand_contradicts(text: str) -> None:
    assert denies(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
