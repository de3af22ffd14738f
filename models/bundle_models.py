"""The models of one bundle, loaded once, for all who judge and explain with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from features.indicators import Catalogue, catalogue
from features.profile import Profile, best_profile
from features.reading import Reading
from models.assessment import IndicatorAssessment
from models.bundle import Bundle
from models.calibration import Calibration, calibration_from
from models.cascade import Cascade, TextReading
from models.encoder import encoder_from
from models.evidence_model import EvidenceModel, EvidenceScore, EvidenceWeights, weights_from
from models.gate import Gate, OffersWork, gate_from
from models.linear import LinearModel, linear_from
from models.policy import PolicyName


@dataclass(frozen=True, slots=True)
class Joined:
    """One policy's log-odds as evidence and text are joined, before calibration."""

    words: float
    """From evidence and the linear model."""
    all: float
    """From these and the encoder, where it was asked."""


@dataclass(frozen=True, slots=True)
class BundleModels:
    """What a bundle judges with. Safe to share between threads."""

    version: str
    profile: Profile | None
    catalogue: Catalogue
    settings: Mapping[PolicyName, tuple[float, Calibration]]
    """Each policy's threshold and calibration."""
    weights: EvidenceWeights
    evidence: EvidenceModel
    linear: LinearModel
    cascade: Cascade
    gate: Gate | None
    familiar_from: Mapping[str, float] = field(default_factory=dict)
    """By language, the share of known words below which a text is unlike anything seen."""

    @classmethod
    def of(cls, bundle: Bundle, profile: Profile | None = None) -> BundleModels:
        """Load them. The encoder is asked in the full profile only: the light one stands on the standard library alone.

        Raises BundleError for an encoder or a gate that cannot be used.
        """
        known, settings = catalogue(), settings_from(bundle.part("policies.json"))
        weights, linear = weights_from(bundle.part("evidence.json")), linear_from(bundle.part("linear.json"))
        encoder = encoder_from(bundle) if (profile or best_profile()) is Profile.FULL else None
        cascade = Cascade(linear, encoder, [calibration for _, calibration in settings.values()])
        model = EvidenceModel(weights, known)
        familiar = bundle.part("policies.json").get("familiar_from", {})
        return cls(bundle.version, profile, known, settings, weights, model, linear, cascade, gate_from(bundle), familiar)

    def may_offer_work(self, reading: Reading, indicators: Sequence[IndicatorAssessment]) -> bool:
        """Whether the gate lets the posting pass; where it does not, neither words nor indicators are weighed."""
        return self.gate is None or self.gate.offers_work(reading, indicators) is not OffersWork.NO

    def is_unlike_anything_seen(self, text: TextReading | None, language: str) -> bool:
        """Whether the linear model learned the language and yet knows hardly a word of the text."""
        return text is not None and text.words.known_share < self.familiar_from.get(language, 0.0)

    def joined(self, policy: PolicyName, score: EvidenceScore, text: TextReading | None, language: str) -> Joined:
        """A policy's log-odds from what the evidence and the text models say."""
        linear, encoder = (text.words.log_odds, text.heads.get(policy)) if text else (None, None)
        return joined(self.settings[policy][1], score, language, linear, encoder)


def joined(
    calibration: Calibration, score: EvidenceScore, language: str, linear: float | None = None, encoder: float | None = None
) -> Joined:
    """Log-odds of evidence, linear model and encoder (None: it says nothing) as a policy hears them."""
    words = calibration.joined(score.log_odds, calibration.text(linear, None, language), language)
    if encoder is None:
        return Joined(words, words)
    return Joined(words, calibration.joined(score.log_odds, calibration.text(linear, encoder, language), language))


def settings_from(part: Mapping[str, Any]) -> Mapping[PolicyName, tuple[float, Calibration]]:
    """Each policy's threshold and calibration, as a bundle writes them."""
    policies = part["policies"]
    return {
        policy: (float(policies[policy]["threshold"]), calibration_from(policies[policy]["calibration"])) for policy in PolicyName
    }
