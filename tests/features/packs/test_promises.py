"""What honest employers promise for the first day is no demand for money before it."""

from __future__ import annotations

import pytest

from features.evidence import EvidenceState
from features.gathering import evidence_of
from features.posting import Posting
from features.reading import Reading

PROMISED = (
    "Cook wanted, 1,900 EUR a month, contract from the first day.",
    "Waiter for the season, 1500 EUR, contract from the first month, insured from day one.",
    "Drivers: 2,400 EUR net, registered and insured from your first day.",
    "Căutăm bucătar, 1.900 EUR pe lună, contract din prima zi.",
)
DEMANDED = (
    "Cook wanted. Pay 300 EUR first, then you get the contract.",
    "Send 200 EUR before the contract is signed.",
    "Trimiteți 200 EUR înainte de contract.",
)


def asks_for_a_fee(text: str) -> bool:
    found = evidence_of(Reading(Posting(id="1", description=text)))
    return any(item.indicator == "worker_pays_fee" and item.state is EvidenceState.PRESENT for item in found)


@pytest.mark.parametrize("text", PROMISED)
def test_a_contract_from_the_first_day_is_no_fee(text: str) -> None:
    assert not asks_for_a_fee(text)


@pytest.mark.parametrize("text", DEMANDED)
def test_money_before_the_contract_is_one(text: str) -> None:
    assert asks_for_a_fee(text)
