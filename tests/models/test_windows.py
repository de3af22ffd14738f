"""A long text is cut into windows of nearly the same length; nothing is lost between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.windows import windows


@given(st.lists(st.integers(3, 30_000), max_size=400), st.integers(3, 200))
def test_the_windows_of_a_text_are_the_text_and_no_longer_than_allowed(ids: list[int], window: int) -> None:
    parts = windows(ids, window, 1, 2)
    assert [token for part in parts for token in part[1:-1]] == ids
    assert all(part[0] == 1 and part[-1] == 2 and len(part) <= window for part in parts)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_text_that_fits_is_one_window() -> None:
    assert windows([7, 8, 9], 5, 1, 2) == [[1, 7, 8, 9, 2]]


def test_an_empty_text_is_one_window_of_its_marks() -> None:
    assert windows([], 5, 1, 2) == [[1, 2]]
