from __future__ import annotations

from functools import cache
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.posting import Posting
from features.profile import Profile
from models.assessor import Assessor
from models.bundle import read_bundle
from models.calibration import Calibration
from models.evidence_model import Contribution, EvidenceScore
from models.explanation import Explainer, StepKind, steps_of
from models.policy import PolicyName

LURE = (
    "Housemaid abroad. You pay the visa fee, 450 USD. The office keeps your passport. Work from home, earn money every day, "
    "no experience needed, contact our manager on WhatsApp."
)
TEXTS = (
    LURE,
    "We never ask for a fee. Bakery, 37 hours a week, pension, holidays paid, written contract, apply on our website by post.",
    "Police warn: never pay a fee for a job. Scammers promise easy money and take your passport.",
    "",
)


@cache
def models() -> tuple[Explainer, Assessor]:
    bundle = read_bundle()
    return Explainer(bundle, Profile.LIGHT), Assessor(bundle, Profile.LIGHT)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_steps_of_each_policy_lead_to_the_probability_that_is_assessed(text: str) -> None:
    explainer, assessor = models()
    posting = Posting(id="1", description=text)
    said, assessed = explainer.explain(posting), assessor.assess(posting)
    assert {item.policy: item.probability for item in said.policies} == {
        item.policy: item.probability for item in assessed.policies
    }
    assert (said.model_version, said.packs_version) == (assessed.model_version, assessed.packs_version)


def test_evidence_words_and_calibration_are_told_apart() -> None:
    said = models()[0].explain(Posting(id="1", description=LURE))
    steps = {item.policy: item.steps for item in said.policies}
    fraud = {step.kind for step in steps[PolicyName.RECRUITMENT_FRAUD]}
    assert fraud == {StepKind.PRIOR, StepKind.INDICATOR, StepKind.WORDS, StepKind.CALIBRATION}
    exploitation = steps[PolicyName.EXPLOITATION_RISK]
    assert {step.kind for step in exploitation} == {StepKind.PRIOR, StepKind.INDICATOR}
    assert {"worker_pays_fee", "passport_retention"} <= {step.indicator for step in exploitation}


numbers = st.floats(-8, 8)


@given(numbers, st.lists(numbers, max_size=4), st.none() | numbers, numbers, numbers, st.floats(0.1, 2), numbers)
def test_the_steps_add_up_to_the_calibrated_log_odds(
    prior: float, pulls: list[float], text: float | None, text_scale: float, text_shift: float, scale: float, shift: float
) -> None:
    score = EvidenceScore(prior + fsum(pulls), tuple(Contribution("worker_pays_fee", pull) for pull in pulls))
    calibration = Calibration(text_scale, {"en": text_shift}, scale, shift)
    steps = list(steps_of(score, text, calibration, "en"))
    expected = scale * calibration.joined(score.log_odds, text, "en") + shift
    assert fsum(step.log_odds for step in steps) == pytest.approx(expected, abs=1e-9)
    assert [step.kind for step in steps] == sorted((step.kind for step in steps), key=list(StepKind).index)
    assert steps[0].log_odds == pytest.approx(prior, abs=1e-9)


def test_a_policy_that_does_not_hear_the_words_has_no_step_of_them() -> None:
    steps = list(steps_of(EvidenceScore(-4.0, ()), 5.0, Calibration(0.7, {"en": 0.0}), "ru"))
    assert [(step.kind, step.log_odds) for step in steps] == [(StepKind.PRIOR, -4.0)]
