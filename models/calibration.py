"""From log-odds to probabilities that mean what they say, fitted on postings that no training saw."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp


def probability_of(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    if log_odds >= 0:
        return 1 / (1 + exp(-min(log_odds, 700.0)))
    return exp(max(log_odds, -700.0)) / (1 + exp(max(log_odds, -700.0)))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Joins the evidence's and the text model's log-odds: probability = logistic(intercept + evidence * e + text * t)."""

    intercept: float = 0.0
    evidence: float = 1.0
    text: float = 0.0

    def log_odds(self, evidence: float, text: float | None) -> float:
        """The joined log-odds; without a word from the text model, the evidence's alone."""
        return evidence if text is None else self.intercept + self.evidence * evidence + self.text * text
