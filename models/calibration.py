"""From log-odds to probabilities that mean what they say, fitted on postings that no training saw.

Evidence and words are joined as two independent reasons: a posting is clear of a policy only if both leave it clear. So words may
raise what the evidence says and never talk it down: an advert that asks for a fee in the best prose still asks for a fee.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log
from typing import Final

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
class Calibration:
    """How one policy hears the text model, and how the joined log-odds become a probability.

    A policy hears the text model only in the languages for which a shift is given.
    """

    text_scale: float = 0.0
    text_shifts: Mapping[str, float] = field(default_factory=dict)
    """By language, how much has to be added for the text model to flag as seldom in each."""
    scale: float = 1.0
    shift: float = 0.0

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
