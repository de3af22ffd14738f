"""EMSCAD in five folds that keep near-duplicates together: each is scored by a model that saw none of it.

A model trains on the other four folds and on the `train` split of all other labelled sets in its languages. Half of EMSCAD's
frauds have a twin, so folds drawn by row say .98 where these say .85.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from experiments.dataset import NEVER_TRAINED_ON, Example, datasets, examples
from experiments.evaluation.figures import Flags, Floats, Ranking, ranking
from experiments.evaluation.scorer import Scorer
from experiments.progress import track
from experiments.train_linear import LANGUAGES

FOLDS: Final = 5
FOLDED: Final = "emscad"
_SEED: Final = 780
"""Of the first 2,000 the one at which the folds are most alike in frauds (98 to 109) and ordinary adverts (196 to 273; one group
alone has 107)."""


def fold_of(group: str) -> int:
    """The fold, from 0 to `FOLDS` - 1, in which a near-duplicate group is tested; the same for every model and for ever."""
    return int.from_bytes(hashlib.sha256(f"{_SEED}:{group}".encode()).digest()[:8], "big") % FOLDS


def labelled_rows(data: Path | None = None, languages: Sequence[str] = LANGUAGES) -> list[Example]:
    """The rows that models of these languages are trained and measured on. Raises DatasetError when there is no data."""
    found = (row for name, path in datasets(data).items() if name not in NEVER_TRAINED_ON for row in examples(path))
    return [row for row in found if row.label and row.posting.language in languages]


def sides(rows: Sequence[Example], fold: int) -> tuple[list[Example], list[Example]]:
    """What a model of this fold is trained on, and what it is tested on."""
    tested = [row for row in rows if row.dataset == FOLDED and fold_of(row.group) == fold]
    groups = {row.group for row in tested}
    trained = [row for row in rows if row.group not in groups and (row.dataset == FOLDED or row.split == "train")]
    return trained, tested


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Each row of EMSCAD with the log-odds of the model that did not see it."""

    scorer: str
    rows: tuple[Example, ...]
    scores: Floats

    @property
    def risky(self) -> Flags:
        """Which rows are frauds, shape (n,)."""
        return np.array([row.is_risky for row in self.rows])

    @property
    def ranking(self) -> Ranking:
        """The figures over all folds together."""
        return ranking(self.risky, self.scores, [row.group for row in self.rows])


def out_of_fold(scorer: Scorer, rows: Sequence[Example]) -> OutOfFold:
    """Train and test in each fold."""
    tested: list[Example] = []
    scores: list[Floats] = []
    for fold in track(range(FOLDS), f"{scorer.name}: folds", FOLDS):
        trained, held_out = sides(rows, fold)
        scorer.fit(trained)
        tested += held_out
        scores.append(scorer.score(held_out))
    return OutOfFold(scorer.name, tuple(tested), np.concatenate(scores))


def as_markdown(found: Sequence[OutOfFold]) -> str:
    """One line a scorer."""
    lines = ["| model | average precision (95 %) | at 4.84 % prevalence | recall at 1 % false positives |", "|---|--:|--:|--:|"]
    for item in found:
        figures = item.ranking
        lines.append(f"| {item.scorer} | {figures.average_precision} | {figures.at_prevalence} | {figures.recall} |")
    return "\n".join(lines)
