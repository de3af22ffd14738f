"""What becomes of a target after an attempt to fetch it: kept, passed over, gone, to be tried later, or given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final

MAX_ATTEMPTS: Final = 6
LONGEST_PAUSE: Final = 60.0
"""Seconds that a crawl waits within itself for a host; for longer the frontier puts the host off."""
LONGEST_BACK_OFF: Final = 600.0
"""Seconds; a server may ask for more by Retry-After."""

_TRANSIENT: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_TAKEN_DOWN: Final = frozenset({404, 410})


class Verdict(StrEnum):
    """What became of a target."""

    KEPT = "kept"
    PASSED_OVER = "passed_over"
    """The site, or the border of the crawl, says no: nobody's fault."""
    GONE = "gone"
    """There is no such page (any more)."""
    LATER = "later"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, why, for `LATER` after how many seconds, and for how many the whole host wants to be left alone."""

    verdict: Verdict
    reason: str = ""
    wait: float = 0.0
    leave_host: float = 0.0


KEPT: Final = Judgement(Verdict.KEPT)


def of_status(status: int, headers: Mapping[str, str], *, attempts: int, base: float, now: datetime) -> Judgement:
    """What a status says. `base` is the first back-off in seconds, doubled with every attempt."""
    if 200 <= status < 300:
        return KEPT
    if status in _TAKEN_DOWN:
        return Judgement(Verdict.GONE, f"status {status}")
    if status in _TRANSIENT:
        asked = seconds_until(headers.get("retry-after", ""), now)
        return replace(again(f"status {status}", attempts=attempts, base=base, at_least=asked), leave_host=asked)
    return Judgement(Verdict.DEAD, f"status {status}")


def again(reason: str, *, attempts: int, base: float, at_least: float = 0.0) -> Judgement:
    """Another attempt after a while, as long as there were not too many."""
    if attempts + 1 >= MAX_ATTEMPTS:
        return Judgement(Verdict.DEAD, f"{reason}, {attempts + 1} times")
    return Judgement(Verdict.LATER, reason, max(at_least, min(base * 2**attempts, LONGEST_BACK_OFF)))


def seconds_until(retry_after: str, now: datetime) -> float:
    """What a Retry-After header asks for (RFC 9110, 10.2.3), as seconds or a date; 0 where it says neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or now.tzinfo) - now).total_seconds())
    except (ValueError, OverflowError, TypeError):
        return 0.0
