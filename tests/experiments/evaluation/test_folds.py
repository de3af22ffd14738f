from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from experiments.dataset import Example
from experiments.evaluation.figures import Floats
from experiments.evaluation.folds import FOLDS, as_markdown, fold_of, out_of_fold, sides
from features.posting import Posting


def row(group: str, dataset: str, split: str, number: int = 0, label: str = "benign") -> Example:
    return Example(Posting(id=f"{group}{number}", language="en"), dataset, label, group, split)


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from("abcdefghijklm"),
        st.sampled_from(["emscad", "boards"]),
        st.sampled_from(["train", "dev"]),
        st.integers(),
    ),
    max_size=40,
)


@given(ROWS)
def test_every_row_of_emscad_is_tested_in_exactly_one_fold(rows: list[Example]) -> None:
    tested = [item for fold in range(FOLDS) for item in sides(rows, fold)[1]]
    assert sorted(map(id, tested)) == sorted(id(item) for item in rows if item.dataset == "emscad")


@given(ROWS, st.integers(0, FOLDS - 1))
def test_no_group_is_on_both_sides_and_no_dev_row_of_others_is_trained_on(rows: list[Example], fold: int) -> None:
    trained, tested = sides(rows, fold)
    assert not {item.group for item in trained} & {item.group for item in tested}
    assert all(item.dataset == "emscad" or item.split == "train" for item in trained)


@given(st.text())
def test_a_group_has_one_fold(group: str) -> None:
    assert fold_of(group) == fold_of(group) in range(FOLDS)


def test_the_folds_stay_what_they_were() -> None:
    assert [fold_of(f"group-{number}") for number in range(8)] == [0, 1, 0, 4, 1, 2, 3, 0]


def test_groups_spread_evenly() -> None:
    counts = np.bincount([fold_of(str(number)) for number in range(5_000)], minlength=FOLDS)
    assert counts.min() > 900


class Remembering:
    """Says 1 of rows that it was trained on, otherwise their number in the last place."""

    name = "remembering"

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def fit(self, rows: Sequence[Example]) -> None:
        self.seen = {item.posting.id for item in rows}

    def score(self, rows: Sequence[Example]) -> Floats:
        return np.array([1.0 if item.posting.id in self.seen else float(item.is_risky) - 2 for item in rows])


def test_a_row_is_scored_by_a_model_that_never_saw_it() -> None:
    rows = [row(str(number), "emscad", "train", label="fraud" if number % 3 else "benign") for number in range(60)]
    found = out_of_fold(Remembering(), [*rows, row("x", "boards", "dev"), row("y", "boards", "train")])
    assert len(found.rows) == 60
    assert (found.scores < 0).all()
    assert found.ranking.average_precision.value == 1.0
    assert as_markdown([found]).splitlines()[2].startswith("| remembering | 1.000 (1.000 to 1.000) |")
