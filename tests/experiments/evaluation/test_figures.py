from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, brier_score_loss, roc_curve

from experiments.evaluation.figures import (
    Figure,
    average_precision,
    average_precision_at_prevalence,
    brier_score,
    calibration_error,
    group_counts,
    interval,
    ranking,
    recall_at_false_positives,
    share_flagged,
)

ROWS = st.lists(st.tuples(st.booleans(), st.integers(-3, 3)), min_size=2, max_size=40).filter(
    lambda rows: 0 < sum(risky for risky, _ in rows) < len(rows)
)


def columns(rows: list[tuple[bool, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.array([risky for risky, _ in rows]), np.array([float(score) for _, score in rows]), np.ones((1, len(rows)))


@given(ROWS)
def test_average_precision_is_that_of_scikit_learn(rows: list[tuple[bool, int]]) -> None:
    risky, scores, once = columns(rows)
    assert average_precision(risky, scores, once)[0] == pytest.approx(average_precision_score(risky, scores))


@given(ROWS)
def test_average_precision_at_a_prevalence_weighs_the_ordinary_side(rows: list[tuple[bool, int]]) -> None:
    risky, scores, once = columns(rows)
    weights = np.where(risky, 0.0484 / risky.sum(), 0.9516 / (~risky).sum())
    expected = average_precision_score(risky, scores, sample_weight=weights)
    assert average_precision_at_prevalence(risky, scores, once)[0] == pytest.approx(expected)


@given(ROWS)
def test_recall_is_read_where_few_enough_ordinary_rows_are_flagged(rows: list[tuple[bool, int]]) -> None:
    risky, scores, once = columns(rows)
    false, caught, _ = roc_curve(risky, scores, drop_intermediate=False)
    assert recall_at_false_positives(risky, scores, once, most=0.3)[0] == pytest.approx(caught[false <= 0.3].max())


def test_recall_may_use_up_the_whole_share_of_false_positives() -> None:
    risky = np.array([True, False, True, False] + [False] * 98)
    recall = recall_at_false_positives(risky, -np.arange(102.0), np.ones((1, 102)))
    assert recall[0] == 1.0


@given(ROWS)
def test_a_row_drawn_twice_counts_as_two(rows: list[tuple[bool, int]]) -> None:
    risky, scores, once = columns(rows)
    twice = np.concatenate([risky, risky[:1]]), np.concatenate([scores, scores[:1]])
    once[0, 0] = 2
    assert average_precision(risky, scores, once)[0] == pytest.approx(average_precision_score(*twice))


def test_twins_are_drawn_together() -> None:
    counts = group_counts(["a", "b", "a", "c"], draws=50)
    assert (counts[:, 0] == counts[:, 2]).all()
    assert (counts[:, [0, 1, 3]].sum(axis=1) == 3).all()
    assert (counts[:, 0] != counts[:, 1]).any()


def test_an_interval_is_wider_when_rows_are_twins() -> None:
    risky = np.arange(400) % 2 == 0
    scores = np.random.default_rng(5).normal(size=400) + risky
    alone = interval(average_precision, risky, scores, [str(number) for number in range(400)])
    twins = interval(average_precision, risky, scores, [str(number // 20) for number in range(400)])
    assert alone.low < alone.value < alone.high
    assert twins.value == alone.value
    assert interval(average_precision, risky, scores, [str(number) for number in range(400)]) == alone
    clumped = np.sort(scores[risky])
    scores[risky] = clumped
    clumps = interval(average_precision, risky, scores, [str(number // 20) for number in range(400)])
    assert clumps.high - clumps.low > 1.3 * (alone.high - alone.low)


def test_a_perfect_ranking_reaches_one_and_one_side_alone_nothing() -> None:
    groups = ["a", "b", "c", "d"]
    perfect = ranking(np.array([True, True, False, False]), np.array([4.0, 3, 2, 1]), groups)
    assert perfect.average_precision.value == perfect.at_prevalence.value == perfect.recall.value == 1.0
    assert isnan(ranking(np.ones(4, dtype=bool), np.arange(4.0), groups).recall.value)


def test_a_share_is_written_in_per_cent_and_a_figure_without_its_nought() -> None:
    assert share_flagged(np.array([True, False, False, False])).as_share().startswith("25.0% (4.6% to ")
    assert share_flagged(np.zeros(0, dtype=bool)).as_share() == "-"
    assert str(Figure(0.8254, 0.8, 1.0)) == ".825 (.800 to 1.000)"


def test_calibration_error_is_the_gap_between_what_is_said_and_what_is_seen() -> None:
    risky = np.array([True, False, False, False] * 5)
    assert calibration_error(risky, np.full(20, 0.25)) == pytest.approx(0)
    assert calibration_error(risky, np.full(20, 0.95)) == pytest.approx(0.7)
    halves = np.where(risky, 3.0, 1.0)
    assert calibration_error(risky, np.full(20, 0.25), halves) == pytest.approx(0.25)


@given(ROWS)
def test_the_brier_score_is_that_of_scikit_learn(rows: list[tuple[bool, int]]) -> None:
    risky, scores, _ = columns(rows)
    chances, weights = (scores + 3) / 6, scores + 4
    expected = brier_score_loss(risky, chances, sample_weight=weights)
    assert brier_score(risky, chances, weights) == pytest.approx(expected)
