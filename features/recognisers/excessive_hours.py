"""Working time beyond what the law lets anybody work as a rule.

The Working Time Directive 2003/88/EC sets 48 hours a week on average and a day of rest. The thresholds here lie well above it:
long shifts with days of rest, rotations with time off and on-call time are lawful. Seventy-two hours a week count, three
hundred a month, twelve a day on every day of the week, fourteen a day in any case. Times by the clock ("6 am to 10 pm, every
day") are read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.schedule import Schedule, ScheduleKind, names_long_hours
from features.spans import Span

INDICATOR: Final = "excessive_hours"
_EVERY_DAY: Final = "every_day"
_DAY: Final = 12
_LONGEST_DAY: Final = 14
_WEEK: Final = 72
_MONTH: Final = 300
_REST: Final = frozenset({ScheduleKind.ROTATION, ScheduleKind.REST_DAYS})
_WORDS: Final = ("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_NUMBERS: Final = {word: float(number) for number, word in enumerate(_WORDS, start=12)}
_N: Final = rf"(?:1[2-9]|20|{'|'.join(_WORDS)})"
_TO: Final = r" ?(?:-|–|to|or) ?"
_HOURS: Final = re.compile(
    rf"(?<![\d.,:-])\b(?:1\d{_TO})?(?P<n>{_N})(?:{_TO}{_N})? ?(?:hours?|hrs?|h)\b(?! ?(?:per|a|each|/) ?(?:week|month))"
)
_CLOCK: Final = re.compile(
    r"\b(?P<a>1[0-2]|0?[4-9])(?:[:.](?P<am>[0-5]\d))? ?(?:am\b|a\.m\.|in the morning)?,? ?"
    r"(?:-|–|to|till|until|and closes(?: at)?) ?(?:about )?(?:(?P<late>midnight)"
    r"|(?P<b>1\d|2[0-3]|0?[1-9])(?:[:.](?P<bm>[0-5]\d))? ?(?P<pm>pm\b|p\.m\.|in the evening|at night|in the night)?)"
)
_OPENING: Final = re.compile(
    r"\b(?:open|opening|reception|office|customers?|patients?|clinic|cent(?:re|er)|services?|shifts of"
    r"|any shift|rotating|rotas?|rosters?"
    r"|store|hours of|call|phone|lines|contact|available|availability|between|flexib\w+|schedules?|restaurant hours)\b"
)
_NEAR: Final = 70


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Statements that are too much, where none of rest stands beside them."""
    every_day = [found.span for found in reading.phrases.shown(_EVERY_DAY)]
    if not every_day and not names_long_hours(reading.folded):
        return
    items = reading.schedule
    if not items and not every_day:
        return
    rests = any(item.kind in _REST or _is_short_week(item) for item in items)
    for item in items:
        if reason := _too_much(reading.folded, item, rests=rests):
            yield reading.evidence(Span(item.start, item.end), indicator=INDICATOR, rule=f"schedule_{item.kind}", note=reason)
    if not rests:
        yield from _every_day(reading, every_day)


def _is_short_week(item: Schedule) -> bool:
    most = item.high or 0
    return (item.kind is ScheduleKind.DAYS_PER_WEEK and most <= 5) or (item.kind is ScheduleKind.HOURS_PER_WEEK and most <= 60)


def _too_much(folded: str, item: Schedule, *, rests: bool) -> str:
    """Why a statement is too much; empty where it is not. "18.75 hours" is no seventy-five."""
    low = item.low or 0
    if folded[max(0, item.start - 1) : item.start] in {".", ","}:
        return ""
    if item.kind is ScheduleKind.HOURS_PER_WEEK and low >= _WEEK:
        return f"{low:g} hours a week"
    if item.kind is ScheduleKind.HOURS_PER_MONTH and (item.high or low) >= _MONTH:
        return f"{item.high or low:g} hours a month"
    if item.kind is ScheduleKind.HOURS_PER_DAY and low >= _LONGEST_DAY and not rests:
        return f"{low:g} hours a day"
    return ""


def _every_day(reading: Reading, every_day: list[Span]) -> Iterator[Evidence]:
    """Twelve hours or more, beside words for every day of the week."""
    for day in every_day:
        start, end = max(0, day.start - _NEAR), day.end + _NEAR
        for match in (*_HOURS.finditer(reading.folded, start, end), *_CLOCK.finditer(reading.folded, start, end)):
            hours = _hours(match)
            if hours >= _DAY and not _OPENING.search(reading.folded, max(0, match.start() - 50), match.end() + 25):
                span = Span(match.start(), match.end())
                yield reading.evidence(span, indicator=INDICATOR, rule="every_day", note=f"{hours:g} hours on every day")
                return


def _hours(match: re.Match[str]) -> float:
    """Hours that are named; by the clock, from the first time to the second, an evening one if it says so or must be."""
    parts = match.groupdict()
    if number := parts.get("n"):
        return _NUMBERS.get(number) or float(number)
    first = int(parts["a"]) + int(parts["am"] or 0) / 60
    if parts["late"]:
        return 24 - first
    second = int(parts["b"]) + int(parts["bm"] or 0) / 60
    if second <= 12 and (parts["pm"] or second <= first):
        second += 12
    return second - first
