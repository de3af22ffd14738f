from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from experiments.dataset import Example
from experiments.evaluation.control import KEPT_BACK, as_markdown, control
from experiments.evaluation.figures import Floats
from experiments.evaluation.folds import fold_of
from features.posting import Posting


def rows(dataset: str, label: str, split: str, loudness: Sequence[float]) -> list[Example]:
    return [
        Example(Posting(id=f"{dataset} {number}", language="en", title=str(loud)), dataset, label, f"{dataset} {number}", split)
        for number, loud in enumerate(loudness)
    ]


class Loudness:
    name = "loudness"

    def __init__(self) -> None:
        self.trained: list[Example] = []

    def fit(self, rows: Sequence[Example]) -> None:
        self.trained = list(rows)

    def score(self, rows: Sequence[Example]) -> Floats:
        return np.array([float(row.posting.title) for row in rows])


ROWS = [
    *rows("board", "benign", "train", [0.5] * 50),
    *rows("board", "benign", "dev", [0.4] * 18 + [0.6] * 2),
    *rows("lures", "fraud", "dev", [0.7] * 3 + [0.1]),
    *rows("chat", "recruitment_spam", "dev", [0.7] * 5 + [0.5] * 5),
    *rows("other", "other_spam", "dev", [0.7]),
]


def test_nothing_that_the_threshold_is_chosen_on_was_trained_on_and_nothing_of_dev() -> None:
    scorer = Loudness()
    control(scorer, ROWS)
    assert {fold_of(row.group) for row in scorer.trained} == set(range(5)) - {KEPT_BACK}
    assert {row.split for row in scorer.trained} == {"train"}


def test_every_dataset_is_flagged_at_one_threshold() -> None:
    found = control(Loudness(), ROWS)
    shares = {(item.dataset, item.label): item.share.value for item in found.flagged}
    assert shares == {
        ("board", "benign"): pytest.approx(0.1),
        ("chat", "recruitment_spam"): 0.5,
        ("lures", "fraud"): 0.75,
        ("other", "other_spam"): 1.0,
    }
    assert found.macro_recall == pytest.approx(0.625)
    assert found.false_positives.value == pytest.approx(0.1)


def test_the_table_has_a_column_for_each_model_and_ends_with_the_means() -> None:
    found = control(Loudness(), ROWS)
    lines = as_markdown([found, found]).splitlines()
    assert lines[2] == "| board | benign | 20 | 10.0% (2.8% to 30.1%) | 10.0% (2.8% to 30.1%) |"
    assert lines[-2] == "| macro recall | risky | | 62.5% | 62.5% |"
    assert lines[-1].startswith("| pooled false positives | benign | | 10.0% ")
