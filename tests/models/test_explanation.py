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
from models.bundle_models import BundleModels
from models.calibration import Band, Calibration, Fusion
from models.evidence_model import Contribution, EvidenceScore
from models.explanation import Explainer, StepKind, steps_of
from models.gate import OffersWork
from models.policy import PolicyName
from models.text_explanation import Unread

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
    assessor = Assessor(read_bundle(), Profile.LIGHT)
    return Explainer(assessor.models), assessor


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
says = st.none() | numbers
hearing = st.builds(
    Calibration,
    text_scale=numbers,
    text_shifts=st.builds(dict, en=numbers),
    scale=st.floats(0.1, 2),
    shift=numbers,
    cascade=st.none() | st.just(Band(-5, 5)),
    fusion=st.just({}) | st.builds(dict, en=st.builds(Fusion, numbers, numbers, numbers)),
)


@given(numbers, st.lists(numbers, max_size=4), hearing, says, says)
def test_the_steps_add_up_to_the_calibrated_log_odds(
    prior: float, pulls: list[float], calibration: Calibration, linear: float | None, encoder: float | None
) -> None:
    score = EvidenceScore(prior + fsum(pulls), tuple(Contribution("worker_pays_fee", pull) for pull in pulls))
    steps = list(steps_of(score, calibration, "en", linear, encoder))
    joined = calibration.joined(score.log_odds, calibration.text(linear, encoder, "en"), "en")
    assert fsum(step.log_odds for step in steps) == pytest.approx(calibration.scale * joined + calibration.shift, abs=1e-9)
    assert [step.kind for step in steps] == sorted((step.kind for step in steps), key=list(StepKind).index)
    assert steps[0].log_odds == pytest.approx(prior, abs=1e-9)


def test_a_policy_that_does_not_hear_the_words_has_no_step_of_them() -> None:
    steps = list(steps_of(EvidenceScore(-4.0, ()), Calibration(0.7, {"en": 0.0}), "ru", 5.0))
    assert [(step.kind, step.log_odds) for step in steps] == [(StepKind.PRIOR, -4.0)]


def test_what_the_encoder_adds_to_the_words_is_a_step_of_its_own() -> None:
    calibration = Calibration(1.0, {"en": 0.0}, cascade=Band(-9.0, 9.0), fusion={"en": Fusion(0.5, 0.5)})
    kinds = [step.kind for step in steps_of(EvidenceScore(-4.0, ()), calibration, "en", 1.0, 4.0)]
    assert kinds == [StepKind.PRIOR, StepKind.WORDS, StepKind.ENCODER]


def test_nothing_moves_a_posting_that_offers_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def offers_work(self, *_: object) -> OffersWork:
            return OffersWork.NO

    monkeypatch.setattr("models.bundle_models.gate_from", lambda _: Closed())
    said = Explainer(BundleModels.of(read_bundle(), Profile.LIGHT)).explain(Posting(id="1", description=LURE))
    assert (said.text.unread, said.text.terms) == (Unread.NO_OFFER_OF_WORK, ())
    for policy in said.policies:
        assert {step.kind for step in policy.steps} <= {StepKind.PRIOR, StepKind.CALIBRATION}
