"""Where to flag: the log-odds at which hardly any ordinary posting is flagged, in the worst dataset or in all together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from experiments.dataset import ORDINARY, Example
from experiments.evaluation.figures import MOST_FALSE, Floats

ALLOWED: Final[Mapping[str, float]] = {"zh_58_orfd": 0.05}
"""The share that may be flagged where it is not `MOST_FALSE`: this set's annotators themselves found it hard to tell apart."""
FEWEST: Final = 30
"""A share is not read off fewer postings than these."""


def least_flagging(rows: Sequence[Example], scores: Floats) -> dict[str, float]:
    """By language, the lowest threshold (inclusive) at which no dataset of ordinary postings has more than its share flagged.

    A language without a dataset of `FEWEST` ordinary rows has no entry.
    """
    ordinary: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for row, score in zip(rows, scores, strict=True):
        if row.label in ORDINARY:
            ordinary[row.posting.language, row.dataset].append(float(score))
    found: dict[str, float] = {}
    for (language, dataset), values in ordinary.items():
        if len(values) >= FEWEST:
            threshold = flagging_at_most(np.array(values), ALLOWED.get(dataset, MOST_FALSE))
            found[language] = max(threshold, found.get(language, -np.inf))
    return found


def flagging_at_most(scores: Floats, share: float) -> float:
    """The lowest threshold (inclusive) that at most `share` of these scores reach."""
    flagged = int(share * len(scores) + 1e-9)
    return float(np.nextafter(np.sort(scores)[::-1][flagged], np.inf)) if flagged < len(scores) else float("-inf")
