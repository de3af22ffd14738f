from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import numpy as np
import pytest

from experiments.dataset import Example
from experiments.evaluation.figures import Floats
from experiments.evaluation.sources import as_markdown, left_out
from features.posting import Posting


def rows(dataset: str, label: str, loudness: Sequence[float], split: str = "dev") -> list[Example]:
    return [
        Example(
            Posting(id=f"{dataset} {label} {split} {number}", language="en", title=str(loud)),
            dataset,
            label,
            f"{dataset}{label}{number}",
            split,
        )
        for number, loud in enumerate(loudness)
    ]


class Loudness:
    """Says what a posting's title says, and remembers what each training held."""

    name = "loudness"

    def __init__(self) -> None:
        self.trainings: list[set[tuple[str, str]]] = []

    def fit(self, rows: Sequence[Example]) -> None:
        self.trainings.append({(row.dataset, row.split) for row in rows})

    def score(self, rows: Sequence[Example]) -> Floats:
        return np.array([float(row.posting.title) for row in rows])


ROWS = [
    *rows("adverts", "benign", [0.1] * 30 + [0.9] * 10),
    *rows("adverts", "fraud", [1.0] * 12),
    *rows("board", "benign", [0.5] * 40),
    *rows("board", "benign", [0.2] * 5, "train"),
    *rows("lures", "fraud", [0.7] * 3 + [2.0] * 3, "train"),
]


def test_a_dataset_is_never_trained_on_when_it_is_left_out() -> None:
    scorer = Loudness()
    left_out(scorer, ROWS)
    assert scorer.trainings == [{("board", "train"), ("lures", "train")}, {("lures", "train")}, {("board", "train")}]


def test_thresholds_come_from_the_remaining_datasets() -> None:
    found = {(item.dataset, item.label): item for item in left_out(Loudness(), ROWS)}
    assert found["adverts", "benign"].flagged.value == pytest.approx(0.25)
    assert found["adverts", "fraud"].flagged.value == 1.0
    assert found["lures", "fraud"].flagged.value == 0.5
    assert found["board", "benign"].flagged.value == 0.0
    assert found["adverts", "fraud"].rows == 12


def test_only_a_dataset_with_both_sides_is_ranked() -> None:
    found = {(item.dataset, item.label): item for item in left_out(Loudness(), ROWS)}
    assert found["adverts", "fraud"].average_precision.value == 1.0
    assert isnan(found["lures", "fraud"].average_precision.value)
    assert as_markdown(list(found.values())).splitlines()[-1].endswith("50.0% (18.8% to 81.2%) | - |")
