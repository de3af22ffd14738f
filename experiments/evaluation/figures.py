"""The figures that text models are compared by, with 95 % intervals.

Intervals are bootstrapped over near-duplicate groups: twins are drawn together, since they are no two observations. Scores are
log-odds (any increasing scale does), shape (n,); `risky` are booleans of the same shape; counts are how often each row was drawn,
shape (draws, n).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.intervals import wilson

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

EMSCAD_PREVALENCE: Final = 0.0484
"""The published share of frauds in EMSCAD, of which the data holds only part of the ordinary adverts."""
MOST_FALSE: Final = 0.01
"""The share of false positives at which recall is read."""
DRAWS: Final = 500
SEED: Final = 20_261_122


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and the ends of its 95 % interval; all NaN where there is nothing to measure."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if np.isnan(self.value):
            return "-"
        value, low, high = (f"{number:.3f}".removeprefix("0") for number in (self.value, self.low, self.high))
        return f"{value} ({low} to {high})"

    def as_share(self) -> str:
        """In per cent."""
        return "-" if np.isnan(self.value) else f"{self.value:.1%} ({self.low:.1%} to {self.high:.1%})"


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well scores put risky rows first."""

    average_precision: Figure
    at_prevalence: Figure
    """The same, as if risky rows were `EMSCAD_PREVALENCE` of all."""
    recall: Figure
    """At no more than `MOST_FALSE` of the ordinary rows flagged."""


def ranking(risky: Flags, scores: Floats, groups: Sequence[str]) -> Ranking:
    """All figures of one set of rows."""
    return Ranking(
        interval(average_precision, risky, scores, groups),
        interval(average_precision_at_prevalence, risky, scores, groups),
        interval(recall_at_false_positives, risky, scores, groups),
    )


Measure: TypeAlias = Callable[[Flags, Floats, Floats], Floats]
"""From risky (n,), scores (n,) and counts (draws, n) to one value a draw, shape (draws,)."""


def interval(measure: Measure, risky: Flags, scores: Floats, groups: Sequence[str], draws: int = DRAWS) -> Figure:
    """The measure of the rows as they are, and the middle 95 % of what it is when groups are drawn with replacement."""
    if risky.all() or not risky.any():
        return Figure(nan, nan, nan)
    value = float(measure(risky, scores, np.ones((1, len(scores))))[0])
    drawn = measure(risky, scores, group_counts(groups, draws))
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Figure(value, float(low), float(high))


def group_counts(groups: Sequence[str], draws: int = DRAWS, seed: int = SEED) -> Floats:
    """How often each row is drawn when whole groups are drawn with replacement, shape (draws, n)."""
    names, places = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    drawn = np.random.default_rng(seed).multinomial(len(names), np.full(len(names), 1 / len(names)), size=draws)
    return drawn[:, places].astype(np.float64)


def average_precision(risky: Flags, scores: Floats, counts: Floats) -> Floats:
    """Mean precision over the risky rows; equal scores are one step. Shape (draws,), NaN where a draw has no risky row."""
    caught, false = _steps(risky, scores, counts)
    return _area(caught, false)


def average_precision_at_prevalence(
    risky: Flags, scores: Floats, counts: Floats, prevalence: float = EMSCAD_PREVALENCE
) -> Floats:
    """The same after weighing the sides so that risky rows are `prevalence` of all."""
    caught, false = _steps(risky, scores, counts)
    with np.errstate(invalid="ignore", divide="ignore"):
        caught, false = caught / caught[:, -1:] * prevalence, false / false[:, -1:] * (1 - prevalence)
    return _area(caught, false)


def recall_at_false_positives(risky: Flags, scores: Floats, counts: Floats, most: float = MOST_FALSE) -> Floats:
    """The largest share of risky rows above a threshold that at most a share `most` of the ordinary ones reaches."""
    caught, false = _steps(risky, scores, counts)
    with np.errstate(invalid="ignore", divide="ignore"):
        recall, share = caught / caught[:, -1:], false / false[:, -1:]
    return np.asarray(np.where(share <= most, recall, 0.0).max(axis=1), dtype=np.float64)


def _steps(risky: Flags, scores: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Risky and ordinary rows drawn at or above each distinct score, highest first, each of shape (draws, steps)."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    drawn, is_risky = counts[:, order], risky[order]
    return np.cumsum(drawn * is_risky, axis=1)[:, ends], np.cumsum(drawn * ~is_risky, axis=1)[:, ends]


def _area(caught: Floats, false: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.nan_to_num(caught / (caught + false))
        gained = np.diff(caught, axis=1, prepend=0.0) / caught[:, -1:]
    return np.asarray((precision * gained).sum(axis=1), dtype=np.float64)


def share_flagged(flags: Flags) -> Figure:
    """The share of rows that are flagged, with its Wilson interval; NaN of no rows."""
    if not len(flags):
        return Figure(nan, nan, nan)
    share = float(flags.mean())
    return Figure(share, *wilson(share, len(flags)))


def calibration_error(risky: Flags, chances: Floats, weights: Floats | None = None, bins: int = 10) -> float:
    """Expected calibration error: how far probabilities of equal bins stand from the shares seen there, on the weighted mean."""
    weights = np.ones(len(chances)) if weights is None else weights
    places = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = np.bincount(places, weights=weights * (risky - chances), minlength=bins)
    return float(np.abs(gaps).sum() / weights.sum())


def brier_score(risky: Flags, chances: Floats, weights: Floats | None = None) -> float:
    """The weighted mean of squared differences between probabilities and what was the case."""
    return float(np.average((chances - risky) ** 2, weights=weights))
