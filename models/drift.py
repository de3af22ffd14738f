"""Whether probabilities spread as they did before: the population stability index of a recent window against an earlier one.

It compares how often each of ten bins is met, nothing more. Other sources or another season move it as another model does, and it
does not say whether any judgement is right. By convention below .1 is steady, and above .25 somebody should look.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from math import fsum, log
from typing import Final

EDGES: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.9)
"""Where one bin ends and the next begins; narrow where ordinary adverts lie."""
BINS: Final = len(EDGES) + 1
WINDOW: Final = 1_000
"""Judgements in the reference, and in what is compared with it."""
_AT_LEAST: Final = 0.5
"""Added to every bin, so that one that nothing fell into does not count as infinitely strange."""


def bin_of(probability: float) -> int:
    """The bin a probability falls into, from nought."""
    return bisect_right(EDGES, probability)


def stability_index(reference: Sequence[int], recent: Sequence[int]) -> float:
    """How far two counts by bin lie apart: nought where they are alike, and the same whichever comes first."""
    pairs = zip(_shares(reference), _shares(recent), strict=True)
    return fsum((after - before) * log(after / before) for before, after in pairs)


def _shares(counts: Sequence[int]) -> list[float]:
    total = sum(counts) + _AT_LEAST * len(counts)
    return [(count + _AT_LEAST) / total for count in counts]


class Drift:
    """The first probabilities as a reference, and the latest beside them. Not for several threads at once."""

    def __init__(self, window: int = WINDOW) -> None:
        self._window = window
        self._reference = [0] * BINS
        self._recent: deque[int] = deque(maxlen=window)

    def add(self, probability: float) -> None:
        """One more judgement: it belongs to the reference until that is full."""
        met = bin_of(probability)
        if sum(self._reference) < self._window:
            self._reference[met] += 1
        else:
            self._recent.append(met)

    @property
    def index(self) -> float | None:
        """The index, or nothing until both windows are full."""
        if len(self._recent) < self._window:
            return None
        return stability_index(self._reference, [self._recent.count(one) for one in range(BINS)])
