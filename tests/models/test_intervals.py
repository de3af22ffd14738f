from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intervals import wilson


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_an_interval_of_a_share_holds_it_and_narrows_with_more_cases(count: int, share: float) -> None:
    low, high = wilson(share, count)
    more_low, more_high = wilson(share, 10 * count)
    assert 0.0 <= low <= share <= high <= 1.0
    assert more_high - more_low < high - low


@given(st.integers(1, 1_000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_what_is_confirmed_and_what_is_not_are_each_other_s_mirror(seen: tuple[int, int]) -> None:
    confirmed, count = seen
    low, high = wilson(confirmed / count, count)
    assert wilson(1 - confirmed / count, count) == pytest.approx((1 - high, 1 - low))


def test_an_interval_is_the_published_one() -> None:
    assert wilson(0.1, 10) == pytest.approx((0.0179, 0.4042), abs=1e-4)
    assert wilson(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
