"""What calibration is told of a posting is what the service hears of it."""

from __future__ import annotations

import pytest

from experiments.dataset import Example
from experiments.training.scoring import ASKED_OF_ALL, EVIDENCE, Scored, scored, scored_row
from features.indicators import catalogue
from features.posting import Posting
from models.bundle_models import BundleModels
from models.cascade import Cascade
from models.evidence_model import EvidenceModel, weights_from
from models.gate import Border, Gate
from models.linear import LinearModel
from models.policy import PolicyName

TEXT = "You pay the visa fee, 450 USD, before you start. We will keep your passport at the office for the time of the contract."
LINEAR = LinearModel(0.5, {"passport": (1.0, 1.0), "fee": (1.0, 1.0)}, frozenset({"en"}), 1)
RISKY = Example(Posting(id="1", description=TEXT, language="en"), "alpha", "fraud", "a", "dev")
PARCEL = "The parcel is here and the fee was paid. There is pizza at the window for all of you who were waiting for it."
SPAM = Example(Posting(id="2", description=PARCEL, language="en"), "alpha", "other_spam", "b", "dev")
NOTHING = Example(Posting(id="3", description="", language="en"), "alpha", "other_spam", "c", "dev")


def gate(intercept: float) -> Gate:
    """Says of every text that it knows the same."""
    return Gate(LinearModel(intercept, {"the": (0.0, 1.0)}, frozenset({"en"}), 1), {"en": Border(0.0, 0.0)})


def models(gate: Gate | None = None) -> BundleModels:
    """Those of a bundle with this linear model."""
    weights, settings = weights_from(EVIDENCE), dict.fromkeys(PolicyName, (0.5, ASKED_OF_ALL))
    evidence, cascade = EvidenceModel(weights, catalogue()), Cascade(LINEAR, None, [ASKED_OF_ALL])
    return BundleModels("made", None, catalogue(), settings, weights, evidence, LINEAR, cascade, gate)


def test_of_a_posting_that_offers_no_work_nothing_is_known() -> None:
    gated = scored_row(SPAM, models(gate(-5.0)))
    nothing = scored_row(NOTHING, models()).evidence
    assert gated == Scored("2", "alpha", "other_spam", "en", nothing, None)
    assert gated.evidence == EVIDENCE["prior"]


@pytest.mark.parametrize("gate", [None, gate(5.0)])
def test_what_a_gate_lets_through_is_scored_as_without_one(gate: Gate | None) -> None:
    found = scored_row(SPAM, models(gate))
    assert found.text == pytest.approx(1.5)
    assert found.encoder is None


def test_a_gate_cannot_silence_many_indicators() -> None:
    found = scored_row(RISKY, models(gate(-5.0)))
    assert found == scored_row(RISKY, models())
    assert found.evidence > EVIDENCE["prior"] + 1
    assert found.text is not None


def test_a_posting_is_scored_in_the_language_that_it_is_heard_in_whatever_it_declares() -> None:
    declared = Example(Posting(id="1", description=TEXT, language="ru"), "alpha", "fraud", "a", "dev")
    assert scored_row(declared, models()) == scored_row(RISKY, models())
    assert scored_row(declared, models()).language == "en"


def test_a_language_that_nobody_learned_has_no_words_that_tell() -> None:
    spanish = "Pagas la visa antes de empezar. Guardamos tu pasaporte en la oficina durante todo el contrato de trabajo."
    found = scored_row(Example(Posting(id="4", description=spanish), "alpha", "fraud", "d", "dev"), models())
    assert (found.language, found.text) == ("es", None)


def test_rows_of_dev_alone_are_scored() -> None:
    learned = Example(RISKY.posting, "alpha", "fraud", "a", "train")
    assert [item.id for item in scored([learned, SPAM, learned], models())] == ["2"]
