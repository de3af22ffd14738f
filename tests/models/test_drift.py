from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drift import BINS, EDGES, Drift, bin_of, stability_index

Counts = st.lists(st.integers(0, 10_000), min_size=BINS, max_size=BINS)


def test_there_are_ten_bins_and_every_probability_has_one() -> None:
    assert BINS == 10
    assert sorted(EDGES) == list(EDGES)
    assert [bin_of(probability) for probability in (0.0, 0.0049, 0.005, 0.3, 0.899, 0.9, 1.0)] == [0, 0, 1, 6, 8, 9, 9]


@given(Counts)
def test_what_spreads_alike_has_an_index_of_nought(counts: list[int]) -> None:
    assert stability_index(counts, counts) == 0


@given(Counts, Counts)
def test_the_index_is_never_negative_and_asks_not_which_came_first(one: list[int], other: list[int]) -> None:
    assert stability_index(one, other) >= 0
    assert stability_index(one, other) == pytest.approx(stability_index(other, one))


def test_the_index_is_the_one_that_textbooks_give() -> None:
    # Two bins that swap .9 and .1 of very many: (.8 * ln 9) twice; the empty bins add next to nothing.
    assert stability_index([900_000, 100_000, *[0] * 8], [100_000, 900_000, *[0] * 8]) == pytest.approx(3.5156, abs=0.01)


def test_a_bin_that_was_never_met_before_is_strange_but_not_infinitely() -> None:
    assert 0.25 < stability_index([1_000, *[0] * 9], [800, *[0] * 8, 200]) < 3


def test_nothing_is_said_until_there_is_something_to_compare() -> None:
    drift = Drift(window=3)
    said = []
    for probability in (0.01, 0.02, 0.01, 0.01, 0.02, 0.01):
        said.append(drift.index)
        drift.add(probability)
    assert said == [None] * 6
    assert drift.index == 0


def test_the_reference_stays_while_the_window_moves_on() -> None:
    drift = Drift(window=4)
    for probability in [0.01] * 4 + [0.95] * 4:
        drift.add(probability)
    moved = drift.index
    assert moved is not None
    assert moved > 0.25
    for _ in range(4):
        drift.add(0.01)
    assert drift.index == 0
