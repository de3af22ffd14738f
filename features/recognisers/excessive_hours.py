"""Working time beyond what the law lets anybody work as a rule.

The Working Time Directive 2003/88/EC sets 48 hours a week on average and a day of rest; the thresholds here lie well above it, since
long shifts with days of rest, rotations with time off and on-call time are lawful: seventy-two hours a week, three hundred a month, twelve a day
on every day of the week, or no day of rest. Times by the clock ("6 am to 10 pm, every day") are read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.context import Finding
from features.evidence import Evidence
from features.reading import Reading
from features.schedule import Schedule, ScheduleKind
from features.spans import Span

INDICATOR: Final = "excessive_hours"
_EVERY_DAY: Final = "every_day"
_DAY: Final = 12
_WEEK: Final = 72
_MONTH: Final = 300
_REST: Final = frozenset({ScheduleKind.ROTATION, ScheduleKind.REST_DAYS})
_CLOCK: Final = re.compile(
    r"\b(?P<a>1[0-2]|0?[4-9])(?:[:.](?P<am>[0-5]\d))? ?(?:am|a\.m\.|in the morning|o'clock in the morning)?,? ?(?:-|–|to|till|until) ?"
    r"(?P<b>1[0-9]|2[0-3]|0?[4-9])(?:[:.](?P<bm>[0-5]\d))? ?(?P<pm>pm|p\.m\.|in the evening|at night|in the night)?"
)
_OPENING: Final = re.compile(
    r"\b(?:open|opening|opens|reception|office|customers?|shop|hours of|call|phone|lines|contact|available between)\b[^.\n]{0,40}$"
)
_NEAR: Final = 60


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Statements that are too much, where none of rest stands beside them."""
    items = reading.schedule
    every_day = reading.phrases.shown(_EVERY_DAY)
    if not items and not every_day:
        return
    rests = any(item.kind in _REST or _is_short_week(item) for item in items)
    for item in items:
        if reason := _too_much(item, rests=rests, daily=_is_near(item, every_day)):
            yield reading.evidence(Span(item.start, item.end), indicator=INDICATOR, rule=f"schedule_{item.kind}", note=reason)
    if every_day and not rests:
        yield from _by_the_clock(reading, every_day)


def _is_short_week(item: Schedule) -> bool:
    return (item.kind is ScheduleKind.DAYS_PER_WEEK and (item.high or 0) <= 5) or (
        item.kind is ScheduleKind.HOURS_PER_WEEK and (item.high or 0) <= 60
    )


def _too_much(item: Schedule, *, rests: bool, daily: bool) -> str:
    """Why a statement is too much; empty where it is not."""
    low = item.low or 0
    if item.kind is ScheduleKind.HOURS_PER_WEEK and low >= _WEEK:
        return f"{low:g} hours a week"
    if item.kind is ScheduleKind.HOURS_PER_MONTH and (item.high or low) >= _MONTH:
        return f"{item.high or low:g} hours a month"
    if item.kind is ScheduleKind.HOURS_PER_DAY and not rests and (low > _DAY + 1 or (low >= _DAY and daily)):
        return f"{low:g} hours a day"
    return ""


def _is_near(item: Schedule, found: tuple[Finding, ...]) -> bool:
    return any(other.span.start - item.end < _NEAR and item.start - other.span.end < _NEAR for other in found)


def _by_the_clock(reading: Reading, every_day: tuple[Finding, ...]) -> Iterator[Evidence]:
    for found in every_day:
        start, end = max(0, found.span.start - _NEAR), found.span.end + _NEAR
        for match in _CLOCK.finditer(reading.folded, start, end):
            hours = _hours(match)
            if hours >= _DAY and not _OPENING.search(reading.folded[max(0, match.start() - 50) : match.start()]):
                span = Span(match.start(), match.end())
                yield reading.evidence(span, indicator=INDICATOR, rule="by_the_clock", note=f"{hours:g} hours on every day")
                return


def _hours(match: re.Match[str]) -> float:
    """From the first time to the second, an evening one if it says so or must be."""
    first = int(match["a"]) + int(match["am"] or 0) / 60
    second = int(match["b"]) + int(match["bm"] or 0) / 60
    if second <= 12 and (match["pm"] or second <= first):
        second += 12
    return second - first
