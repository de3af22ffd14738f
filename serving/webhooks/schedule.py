"""When a delivery that failed is tried again: soon at first, then ever more rarely, for three days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

TRIED_FOR: Final = timedelta(days=3)
"""From the first attempt; the last attempt is at its end."""
_DELAYS: Final = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1_800, 3_600, 2 * 3_600, 4 * 3_600, 8 * 3_600))
"""The last one goes on."""
_SPREAD: Final = 0.2
LONGEST_ASKED_FOR: Final = timedelta(hours=24)
"""The most that a receiver's Retry-After can put an attempt off."""


def next_attempt(
    failures: int, first_tried_at: datetime, now: datetime, *, spread: float, asked_for: timedelta | None = None
) -> datetime | None:
    """When to try again after so many failures (at least 1); None to give up.

    `spread`, from 0 to 1, moves the moment a little, so that what failed together is not tried together.
    """
    end = first_tried_at + TRIED_FOR
    if now >= end:
        return None
    delay = _DELAYS[min(failures, len(_DELAYS)) - 1] * (1 + _SPREAD * spread)
    asked = min(asked_for or timedelta(0), LONGEST_ASKED_FOR)
    return min(now + max(delay, asked), end)
