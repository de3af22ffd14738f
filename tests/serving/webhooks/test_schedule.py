"""A delivery is tried again ever more rarely, for three days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from serving.webhooks.schedule import TRIED_FOR, next_attempt
from serving.webhooks.sending import retry_after
from tests.factories import NOON

HOUR = timedelta(hours=1)


def attempts(spread: float) -> list[datetime]:
    """Every attempt at a receiver that never answers."""
    made = [NOON]
    while again := next_attempt(len(made), NOON, made[-1], spread=spread):
        made.append(again)
    return made


@pytest.mark.parametrize("spread", [0.0, 0.5, 1.0])
def test_attempts_grow_rarer_and_the_last_is_after_three_days(spread: float) -> None:
    made = attempts(spread)
    gaps = [later - earlier for earlier, later in pairwise(made)]
    assert gaps[:-1] == sorted(gaps[:-1])
    assert made[-1] == NOON + TRIED_FOR
    assert gaps[0] < timedelta(seconds=10)
    assert 12 < len(made) < 20


def test_what_failed_together_is_not_tried_together() -> None:
    assert next_attempt(3, NOON, NOON, spread=0.1) != next_attempt(3, NOON, NOON, spread=0.9)


def test_a_receiver_is_left_alone_as_long_as_it_asks_within_bounds() -> None:
    def asking(asked_for: timedelta | None) -> datetime | None:
        return next_attempt(1, NOON, NOON, spread=0, asked_for=asked_for)

    assert asking(HOUR) == NOON + HOUR
    assert asking(timedelta(days=400)) == NOON + timedelta(days=1)
    assert asking(-HOUR) == asking(None) == NOON + timedelta(seconds=5)
    assert next_attempt(1, NOON, NOON + TRIED_FOR - HOUR, spread=0, asked_for=20 * HOUR) == NOON + TRIED_FOR


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("120", timedelta(seconds=120)),
        (" 7 ", timedelta(seconds=7)),
        ("Fri, 20 Nov 2026 13:00:00 GMT", HOUR),
        ("Fri, 20 Nov 2026 13:00:00", HOUR),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("9" * 5_000, timedelta(seconds=10**7)),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str, asked: timedelta | None) -> None:
    assert retry_after(header, NOON.astimezone(UTC)) == asked
