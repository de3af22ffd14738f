"""When the work is: hours a day, a week or a month, working days, rest, rotation, shifts.

Opening hours of a shop or a help line are not hours of work. What is too much is for the recognisers to say; for comparison, the
Working Time Directive 2003/88/EC sets 48 hours a week on average, 11 hours' daily and 24 hours' weekly rest, and ILO Convention
189 gives domestic workers 24 consecutive hours of rest a week.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_WEEKS_A_MONTH: Final = 52 / 12


class ScheduleKind(StrEnum):
    """What is said about the working time."""

    HOURS_PER_DAY = "hours_per_day"
    HOURS_PER_WEEK = "hours_per_week"
    HOURS_PER_MONTH = "hours_per_month"
    DAYS_PER_WEEK = "days_per_week"
    DAYS_PER_MONTH = "days_per_month"
    REST_DAYS = "rest_days"
    NO_REST = "no_rest"
    ROTATION = "rotation"
    ROUND_CLOCK = "round_clock"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True, order=True)
class Schedule:
    """A stretch of text about the working time: how much, as a range; for a rotation, `low` on and `high` off."""

    start: int
    end: int
    kind: ScheduleKind
    low: float | None = None
    high: float | None = None


def schedule_in(text: str, folded: str) -> tuple[Schedule, ...]:
    """What a text says about working time, in reading order."""
    del text
    if not _GATE.search(folded):
        return ()
    found = sorted(_all(folded), key=lambda item: (item.start, -item.end))
    kept: list[Schedule] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def weekly_hours(schedules: Iterable[Schedule]) -> float | None:
    """The most hours a week that the statements add up to, or `None` where they do not say."""
    most = _most(schedules)
    if weekly := most.get(ScheduleKind.HOURS_PER_WEEK):
        return weekly
    if monthly := most.get(ScheduleKind.HOURS_PER_MONTH):
        return round(monthly / _WEEKS_A_MONTH, 1)
    daily = most.get(ScheduleKind.HOURS_PER_DAY)
    days = _working_days(most, schedules)
    return round(daily * days, 1) if daily and days else None


def _most(schedules: Iterable[Schedule]) -> dict[ScheduleKind, float]:
    most: dict[ScheduleKind, float] = {}
    for item in schedules:
        most[item.kind] = max(most.get(item.kind, 0.0), item.high or item.low or 0.0)
    return most


def _working_days(most: dict[ScheduleKind, float], schedules: Iterable[Schedule]) -> float | None:
    """Days a week, as stated, or from the rotation, the rest or its lack."""
    for item in schedules:
        if item.kind is ScheduleKind.ROTATION and item.low and item.high:
            return 7 * item.low / (item.low + item.high)
    if ScheduleKind.NO_REST in most:
        return 7.0
    if days := most.get(ScheduleKind.DAYS_PER_WEEK):
        return days
    if monthly := most.get(ScheduleKind.DAYS_PER_MONTH):
        return monthly / _WEEKS_A_MONTH
    rest = most.get(ScheduleKind.REST_DAYS)
    return 7.0 - rest if rest else None


_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
        ],
        start=1,
    )
}
_N: Final = rf"(\d{{1,3}}(?:\.\d)?|{'|'.join(_NUMBERS)})"
_RANGE: Final = rf"\b{_N}(?: ?(?:-|–|to|or|/) ?{_N})?\+?"
_HOURS: Final = r"[ -]?(?:hours?|hrs?|h)\b\.?"
_EACH: Final = r" ?(?:/|a|an|per|each|every|in a|weekly|x)? ?"
_GATE: Final = re.compile(r"hour|\bhrs?\b|\dh\b|shift|\bdays?\b|24/7|24x7")
_OPENING: Final = re.compile(
    r"\b(?:open|opening|opens|operates?|operating|operational|store|shop|support|line|helpline|hotline|service|services|reception|emergency|"
    r"facility|customers?|clients?|residents?|patients?|care|access|coverage|cover|call us|contact us|hours of|notice|within|every|guests?)\W+(?:\w+\W+){0,3}$"
)
_PATTERNS: Final[tuple[tuple[ScheduleKind, re.Pattern[str]], ...]] = (
    (
        ScheduleKind.ROTATION,
        re.compile(
            rf"\b{_N}(?: days?| weeks?| months?| nights?)? on[ ,/&-]+(?:and )?{_N}(?: days?| weeks?| months?| nights?)? off\b"
        ),
    ),
    (ScheduleKind.HOURS_PER_MONTH, re.compile(rf"{_RANGE}{_HOURS}(?: of work)?{_EACH}(?:month|monthly)\b")),
    (ScheduleKind.HOURS_PER_WEEK, re.compile(rf"{_RANGE}{_HOURS}(?: of work)?{_EACH}(?:week\b|weekly\b|wk\b|w\b|work ?week)")),
    (
        ScheduleKind.HOURS_PER_DAY,
        re.compile(rf"{_RANGE}{_HOURS}(?: of work)?{_EACH}(?:day\b|daily\b|shifts?\b|night\b|working days?\b)"),
    ),
    (
        ScheduleKind.NO_REST,
        re.compile(
            r"\b(?:no|without(?: any)?|zero) (?:days? off|off days?|rest days?|day of rest|weekly rest)\b"
            r"|\b(?:7|seven)[ -]days?(?:[ -]| ?/ ?| a | per | each )(?:week|wk)\b(?! (?:trial|notice|course|free))"
            r"|\b(?:30|31|thirty) days? (?:a|per|each) month\b"
        ),
    ),
    (
        ScheduleKind.DAYS_PER_WEEK,
        re.compile(rf"{_RANGE}[ -]?days?(?: of work)?(?:[ -]|/| a | per | each | in a )(?:week|wk|work ?week)\b"),
    ),
    (ScheduleKind.DAYS_PER_MONTH, re.compile(rf"{_RANGE} days? (?:a|per|each) month\b")),
    (ScheduleKind.REST_DAYS, re.compile(rf"\b{_N} (?:days? off|off days?|rest days?|days? of rest)(?:{_EACH}(?:week|month))?")),
    (
        ScheduleKind.ROUND_CLOCK,
        re.compile(
            r"\b(?:24/7|24 ?x ?7|24[ -]hours?(?: a day)?|round[ -]the[ -]clock)\b(?=[^.\n]{0,40}\b(?:live[ -]?in|carer|caregiver|nanny|maid|housekeeper|availab|duty|work))"
            r"|\blive[ -]?in\b[^.\n]{0,30}\b(?:24/7|24 ?x ?7|24 hours?)\b"
        ),
    ),
    (
        ScheduleKind.SHIFT,
        re.compile(
            r"\b(?:day|night|late|early|morning|evening|afternoon|rotating|split|graveyard|weekend|overnight|swing|double|back)[ -]shifts?\b"
        ),
    ),
)


def _all(folded: str) -> Iterator[Schedule]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            item = Schedule(match.start(), match.end(), kind, *_range(match))
            if not _OPENING.search(folded, max(0, item.start - 40), item.start) and _is_plausible(item):
                yield item


def _range(match: re.Match[str]) -> tuple[float | None, float | None]:
    numbers = [_NUMBERS.get(group) or float(group) for group in match.groups() if group]
    return (numbers[0], numbers[-1]) if numbers else (None, None)


_MOST: Final = {
    ScheduleKind.HOURS_PER_DAY: 24,
    ScheduleKind.HOURS_PER_WEEK: 168,
    ScheduleKind.HOURS_PER_MONTH: 744,
    ScheduleKind.DAYS_PER_WEEK: 7,
    ScheduleKind.DAYS_PER_MONTH: 31,
    ScheduleKind.REST_DAYS: 31,
}


def _is_plausible(item: Schedule) -> bool:
    return (item.high or 0) <= _MOST.get(item.kind, 1_000)
