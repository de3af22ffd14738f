"""What comes first: the order of the queue and its three bands."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Final

from models.assessment import Band, PolicyAssessment

HIGH_FROM: Final = 0.75
_ALWAYS: Final = {"minor_recruitment": 0.9}
_ALWAYS_AT_LEAST: Final = 0.8


def priority_of(policies: Sequence[PolicyAssessment], always: Sequence[str]) -> float:
    """Between 0 and 1. A policy at its threshold stands at one half; what always goes to a person stands high.

    Postings that speak of several policies come before those that speak of one as much.
    """
    standings = [_standing(policy.probability, policy.threshold) for policy in policies]
    calm = prod(1.0 - 0.999 * standing for standing in standings)
    least = max((_ALWAYS.get(name, _ALWAYS_AT_LEAST) for name in always), default=0.0)
    standing = max(standings)
    return round(max(least + (1 - least) * standing * 0.999 if least else 0.0, 0.9 * standing + 0.1 * (1 - calm)), 6)


def band_of(priority: float, policies: Sequence[PolicyAssessment], always: Sequence[str]) -> Band:
    """High: first. Review: flagged by some policy. Low: nothing asked of a person."""
    if always or any(policy.flagged for policy in policies):
        return Band.HIGH if priority >= HIGH_FROM else Band.REVIEW
    return Band.LOW


def _standing(probability: float, threshold: float) -> float:
    """The probability on a scale on which the threshold is one half, straight on either side."""
    if probability < threshold:
        return 0.5 * probability / threshold
    return 0.5 + 0.5 * (probability - threshold) / (1 - threshold)
