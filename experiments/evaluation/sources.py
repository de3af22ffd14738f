"""One source left out: what a model says of a dataset when it was trained without it.

The honest guess of what it says of the next source. Where a dataset has both sides, its average precision; for each label the
share flagged, which is recall or false positives, at thresholds that the remaining datasets' `dev` splits give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from experiments.dataset import Example
from experiments.evaluation.figures import Figure, Flags, Floats, average_precision, interval, share_flagged
from experiments.evaluation.scorer import Scorer
from experiments.evaluation.thresholds import least_flagging
from experiments.progress import track

FEWEST_RISKY: Final = 10
"""An average precision is not read off fewer risky rows than these."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a model that never saw a dataset says of all its rows."""

    scorer: str
    dataset: str
    label: str
    rows: int
    flagged: Figure
    """The share flagged: recall of a risky label, false positives of any other."""
    average_precision: Figure
    """Of the whole dataset; NaN where it has one side only."""


def left_out(scorer: Scorer, rows: Sequence[Example]) -> list[LeftOut]:
    """Leave out each dataset in turn; one entry a label of it."""
    names = sorted({row.dataset for row in rows})
    bar = track(names, f"{scorer.name}: sources", len(names))
    return [found for name in bar for found in _without(scorer, rows, name)]


def _without(scorer: Scorer, rows: Sequence[Example], dataset: str) -> list[LeftOut]:
    held_out = [row for row in rows if row.dataset == dataset]
    groups = {row.group for row in held_out}
    rest = [row for row in rows if row.group not in groups]
    scorer.fit([row for row in rest if row.split == "train"])
    dev = [row for row in rest if row.split == "dev"]
    thresholds = least_flagging(dev, scorer.score(dev))
    return _said(scorer.name, held_out, scorer.score(held_out), thresholds)


def _said(name: str, rows: Sequence[Example], scores: Floats, thresholds: dict[str, float]) -> list[LeftOut]:
    strictest = max(thresholds.values(), default=np.inf)
    flags = scores >= np.array([thresholds.get(row.posting.language, strictest) for row in rows])
    labels = np.array([row.label for row in rows])
    precision = _precision(rows, scores)
    return [
        LeftOut(name, rows[0].dataset, label, int((labels == label).sum()), share_flagged(flags[labels == label]), precision)
        for label in sorted(set(labels.tolist()))
    ]


def _precision(rows: Sequence[Example], scores: Floats) -> Figure:
    risky: Flags = np.array([row.is_risky for row in rows])
    if risky.sum() < FEWEST_RISKY:
        return Figure(np.nan, np.nan, np.nan)
    return interval(average_precision, risky, scores, [row.group for row in rows])


def as_markdown(found: Sequence[LeftOut]) -> str:
    """One line a dataset, label and model."""
    lines = ["| left out | label | rows | model | flagged (95 %) | average precision (95 %) |", "|---|---|--:|---|--:|--:|"]
    return "\n".join([*lines, *map(_line, sorted(found, key=lambda item: (item.dataset, item.label)))])


def _line(item: LeftOut) -> str:
    shown = (item.dataset, item.label, f"{item.rows:,}", item.scorer, item.flagged.as_share(), item.average_precision)
    return f"| {' | '.join(map(str, shown))} |"
