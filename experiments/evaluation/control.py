"""Models beside the control that reads no words: recall and false positives of each `dev` dataset at one threshold.

The threshold is chosen where the product would have to choose it, without a look at `dev`: a fold of the `train` groups is kept
back from training, and at most `MOST_FALSE` of its ordinary rows, all datasets together, are flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from experiments.dataset import ORDINARY, RISKY, Example
from experiments.evaluation.figures import MOST_FALSE, Figure, share_flagged
from experiments.evaluation.folds import fold_of
from experiments.evaluation.scorer import Scorer
from experiments.evaluation.thresholds import flagging_at_most

KEPT_BACK: Final = 0
"""The fold of `train` groups on which the threshold is chosen."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """One dataset and label of `dev`: how many rows, and the share flagged."""

    dataset: str
    label: str
    rows: int
    share: Figure


@dataclass(frozen=True, slots=True)
class Control:
    """What one model flags at one threshold."""

    scorer: str
    flagged: tuple[Flagged, ...]

    @property
    def macro_recall(self) -> float:
        """The mean recall of the risky datasets, each counting the same."""
        return float(np.mean([item.share.value for item in self.flagged if item.label in RISKY]))

    @property
    def false_positives(self) -> Figure:
        """The share flagged of all ordinary rows together."""
        ordinary = [item for item in self.flagged if item.label in ORDINARY]
        hits = [np.arange(item.rows) < round(item.share.value * item.rows) for item in ordinary]
        return share_flagged(np.concatenate([np.zeros(0, dtype=bool), *hits]))


def control(scorer: Scorer, rows: Sequence[Example]) -> Control:
    """Train on the `train` rows but those kept back, choose the threshold on these, and flag the `dev` rows."""
    train = [row for row in rows if row.split == "train"]
    scorer.fit([row for row in train if fold_of(row.group) != KEPT_BACK])
    ordinary = [row for row in train if fold_of(row.group) == KEPT_BACK and row.label in ORDINARY]
    threshold = flagging_at_most(scorer.score(ordinary), MOST_FALSE)
    dev = [row for row in rows if row.split == "dev"]
    flags = scorer.score(dev) >= threshold
    names = np.array([(row.dataset, row.label) for row in dev])
    return Control(
        scorer.name,
        tuple(
            Flagged(dataset, label, int(chosen.sum()), share_flagged(flags[chosen]))
            for dataset, label in sorted({(row.dataset, row.label) for row in dev})
            for chosen in [(names == (dataset, label)).all(axis=1)]
        ),
    )


def as_markdown(found: Sequence[Control]) -> str:
    """One line a dataset and label with a column a model; then the means."""
    lines = [
        "| dataset | label | postings | " + " | ".join(f"{item.scorer}, flagged (95 %)" for item in found) + " |",
        "|---|---|--:|" + "--:|" * len(found),
    ]
    for parts in zip(*(item.flagged for item in found), strict=True):
        shares = " | ".join(part.share.as_share() for part in parts)
        lines.append(f"| {parts[0].dataset} | {parts[0].label} | {parts[0].rows:,} | {shares} |")
    recalls = " | ".join(f"{item.macro_recall:.1%}" for item in found)
    lines.append(f"| macro recall | risky | | {recalls} |")
    lines.append(f"| pooled false positives | benign | | {' | '.join(item.false_positives.as_share() for item in found)} |")
    return "\n".join(lines)
