"""From log-odds to probabilities that mean what they say, fitted on postings that no training saw.

Evidence and words are joined as two independent reasons: a posting is clear of a policy only if both leave it clear. So words may
raise what the evidence says and never talk it down: an advert that asks for a fee in the best prose still asks for a fee.

Words are heard by a linear model and, where that one is in doubt, by an encoder too; the log-odds of both are weighed into one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log
from typing import Any, Final

_MOST: Final = 30.0


def probability_of(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    bounded = max(-_MOST, min(_MOST, log_odds))
    return 1 / (1 + exp(-bounded))


def log_odds_of(probability: float) -> float:
    """Its inverse, bounded at both ends."""
    if probability <= 0:
        return -_MOST
    if probability >= 1:
        return _MOST
    return max(-_MOST, min(_MOST, log(probability / (1 - probability))))


@dataclass(frozen=True, slots=True)
class Band:
    """The linear model's log-odds, both ends included, at which it is in doubt."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fusion:
    """How the log-odds of linear model and encoder become those of the text."""

    linear_weight: float
    encoder_weight: float
    bias: float = 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """How one policy hears the text models, and how the joined log-odds become a probability.

    A policy hears the text model only in the languages for which a shift is given.
    """

    text_scale: float = 0.0
    text_shifts: Mapping[str, float] = field(default_factory=dict)
    """By language, how much has to be added for the text model to flag as seldom in each."""
    scale: float = 1.0
    shift: float = 0.0
    cascade: Band | None = None
    """Where the encoder is heard; None: nowhere."""
    fusion: Mapping[str, Fusion] = field(default_factory=dict)
    """By language; in any other the encoder is not heard."""

    def hears_encoder(self, linear: float | None, language: str) -> bool:
        """Whether the encoder is asked about a text of which the linear model says this."""
        if self.cascade is None or linear is None or language not in self.fusion:
            return False
        return self.cascade.low <= linear <= self.cascade.high

    def text(self, linear: float | None, encoder: float | None, language: str) -> float | None:
        """Log-odds of the text by both models, by the linear one alone where the encoder is not heard or did not speak.

        A policy that gives the linear model no weight does not hear it alone either.
        """
        fusion = self.fusion.get(language)
        if fusion is None:
            return linear
        if linear is not None and encoder is not None and self.hears_encoder(linear, language):
            return fusion.linear_weight * linear + fusion.encoder_weight * encoder + fusion.bias
        return linear if fusion.linear_weight else None

    def joined(self, evidence: float, text: float | None, language: str) -> float:
        """Log-odds from both; without a word from the text model, the evidence's alone."""
        if text is None or language not in self.text_shifts:
            return evidence
        said = self.text_scale * text + self.text_shifts[language]
        clear = (1 - probability_of(evidence)) * (1 - probability_of(said))
        return log_odds_of(1 - clear)

    def probability(self, joined: float) -> float:
        """The calibrated probability of joined log-odds."""
        return probability_of(self.scale * joined + self.shift)


def calibration_from(part: Mapping[str, Any]) -> Calibration:
    """A calibration as a bundle writes it; `asdict` of it is such a mapping."""
    band, fusion = part.get("cascade"), part.get("fusion") or {}
    plain = {name: value for name, value in part.items() if name not in {"cascade", "fusion"}}
    return Calibration(
        **plain,
        cascade=Band(**band) if band else None,
        fusion={language: Fusion(**weights) for language, weights in fusion.items()},
    )
