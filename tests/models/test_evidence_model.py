from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.evidence import EvidenceState
from features.indicators import Strength, catalogue
from models.assessment import IndicatorAssessment
from models.evidence_model import EvidenceModel, EvidenceScore, EvidenceWeights
from models.policy import PolicyName

WEIGHTS = EvidenceWeights(
    prior=-4.0,
    strengths={Strength.WEAK: 0.8, Strength.MODERATE: 1.7, Strength.STRONG: 3.4},
    contradiction=0.5,
    most_contradiction=1.5,
    anchors={PolicyName.CRIMINAL_RECRUITMENT: frozenset({"account_or_parcel_handling"})},
    unanchored_share=0.5,
)
MODEL = EvidenceModel(WEIGHTS, catalogue())
FRAUD, EXPLOITATION, CRIME = PolicyName


def found(*shown: str, denied: tuple[str, ...] = ()) -> list[IndicatorAssessment]:
    states = [(name, EvidenceState.PRESENT) for name in shown] + [(name, EvidenceState.CONTRADICTED) for name in denied]
    return [IndicatorAssessment(name, state, catalogue()[name].strength, ()) for name, state in states]


def score(policy: PolicyName, *shown: str, denied: tuple[str, ...] = ()) -> EvidenceScore:
    return MODEL.score(policy, found(*shown, denied=denied))


def test_nothing_stated_leaves_the_prior() -> None:
    assert all(score(policy).log_odds == WEIGHTS.prior for policy in PolicyName)


@pytest.mark.parametrize("name", ["all_inclusive_package", "pay_terms_opaque", "excessive_hours", "vague_duties"])
def test_a_weak_or_moderate_indicator_alone_raises_nothing(name: str) -> None:
    assert score(EXPLOITATION, name).log_odds == WEIGHTS.prior


def test_beside_another_group_it_counts() -> None:
    assert score(EXPLOITATION, "excessive_hours", "pay_terms_opaque").log_odds == pytest.approx(-4 + 1.7 + 1.7)


def test_beside_its_own_group_it_does_not() -> None:
    assert score(EXPLOITATION, "pay_terms_opaque", "pay_above_market").log_odds == WEIGHTS.prior


def test_a_strong_indicator_counts_alone() -> None:
    assert score(EXPLOITATION, "passport_retention").log_odds == pytest.approx(-0.6)


def test_a_group_counts_once_with_its_strongest() -> None:
    two = score(FRAUD, "worker_pays_fee", "visa_or_slot_for_sale", "untraceable_payment")
    assert two.log_odds == score(FRAUD, "worker_pays_fee").log_odds
    assert len(two.contributions) == 1


def test_an_indicator_does_not_speak_for_another_policy() -> None:
    assert score(FRAUD, "passport_retention").log_odds == WEIGHTS.prior


def test_a_denial_lowers_and_says_so() -> None:
    lowered = score(EXPLOITATION, "passport_retention", denied=("worker_pays_fee",))
    assert lowered.log_odds == pytest.approx(-1.1)
    assert [item.indicator for item in lowered.contributions] == ["passport_retention", "worker_pays_fee"]


def test_denials_lower_only_so_far_and_never_in_a_group_that_is_shown() -> None:
    many = ("worker_pays_fee", "passport_retention", "secrecy_instruction", "body_photo_request", "excessive_hours")
    assert score(EXPLOITATION, denied=many).log_odds == pytest.approx(-5.5)
    assert score(EXPLOITATION, "debt_or_bond_condition", denied=("worker_pays_fee",)).log_odds == pytest.approx(-0.6)


def test_without_an_anchor_of_the_policy_the_rest_counts_half() -> None:
    rest = ("high_pay_no_requirements", "urgent_departure")
    assert score(CRIME, *rest).log_odds == pytest.approx(-4 + 1.7)
    assert score(CRIME, "account_or_parcel_handling", *rest).log_odds == pytest.approx(-4 + 3.4 + 1.7 + 1.7)


NAMES = st.sets(st.sampled_from(sorted(catalogue())), max_size=8)


@given(shown=NAMES, more=NAMES, policy=st.sampled_from(list(PolicyName)))
def test_showing_more_never_lowers(shown: set[str], more: set[str], policy: PolicyName) -> None:
    assert score(policy, *sorted(shown | more)).log_odds >= score(policy, *sorted(shown)).log_odds - 1e-9


@given(shown=NAMES, denied=NAMES, policy=st.sampled_from(list(PolicyName)))
def test_the_contributions_are_the_whole_of_the_score(shown: set[str], denied: set[str], policy: PolicyName) -> None:
    judged = score(policy, *sorted(shown), denied=tuple(sorted(denied - shown)))
    assert judged.log_odds == pytest.approx(WEIGHTS.prior + sum(item.log_odds for item in judged.contributions))
