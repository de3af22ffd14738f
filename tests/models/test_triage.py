from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assessment import Band, PolicyAssessment
from models.policy import PolicyName
from models.triage import band_of, priority_of

SHARES = st.floats(0.0001, 0.9999)


def policies(*probabilities: float, threshold: float = 0.3) -> list[PolicyAssessment]:
    return [
        PolicyAssessment(policy, probability, threshold, probability >= threshold)
        for policy, probability in zip(PolicyName, probabilities, strict=True)
    ]


@given(SHARES, SHARES, SHARES, st.floats(0.01, 0.99))
def test_a_priority_lies_between_0_and_1(first: float, second: float, third: float, threshold: float) -> None:
    assert 0 <= priority_of(policies(first, second, third, threshold=threshold), ()) <= 1


@given(SHARES, SHARES, SHARES, SHARES)
def test_a_likelier_posting_comes_no_later(first: float, second: float, low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert priority_of(policies(first, second, low), ()) <= priority_of(policies(first, second, high), ())


def test_two_policies_come_before_one() -> None:
    assert priority_of(policies(0.6, 0.6, 0.1), ()) > priority_of(policies(0.6, 0.1, 0.1), ())


@pytest.mark.parametrize("name", ["minor_recruitment", "passport_retention", "movement_or_phone_restriction"])
def test_what_always_goes_to_a_person_stands_high_whatever_the_score(name: str) -> None:
    priority = priority_of(policies(0.01, 0.01, 0.01), (name,))
    assert priority >= 0.8
    assert band_of(priority, policies(0.01, 0.01, 0.01), (name,)) is Band.HIGH


def test_indications_of_minors_come_first() -> None:
    calm = policies(0.01, 0.01, 0.01)
    assert priority_of(calm, ("minor_recruitment",)) > priority_of(calm, ("passport_retention",))


def test_what_is_not_flagged_is_low() -> None:
    assert band_of(0.49, policies(0.29, 0.1, 0.1), ()) is Band.LOW


def test_what_is_just_flagged_is_for_review_and_what_is_clear_is_high() -> None:
    assert band_of(priority_of(policies(0.31, 0.1, 0.1), ()), policies(0.31, 0.1, 0.1), ()) is Band.REVIEW
    assert band_of(priority_of(policies(0.95, 0.1, 0.1), ()), policies(0.95, 0.1, 0.1), ()) is Band.HIGH
