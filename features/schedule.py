"""When the work is: hours a day, a week or a month, working days, rest, rotation, shifts.

Opening hours of a shop or a help line are not hours of work. What is too much is for the recognisers to say; for comparison, the
Working Time Directive 2003/88/EC sets 48 hours a week on average, 11 hours' daily and 24 hours' weekly rest, and ILO Convention
189 gives domestic workers 24 consecutive hours of rest a week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from features.text.words import LETTERS, digit_runs, places_of, stretches_around, word_set


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
    found = sorted(_all(folded), key=lambda item: (item.start, -item.end, item.kind is not ScheduleKind.NO_REST))
    return tuple(_without_overlaps(found))


def _without_overlaps(found: list[Schedule]) -> Iterator[Schedule]:
    end = 0
    for item in found:
        if item.start >= end:
            end = item.end
            yield item


def names_long_hours(folded: str) -> bool:
    """Whether fourteen hours a day, or seventy-two hours of anything, may be named: a cheap look before all is read."""
    if "fourteen" in folded:
        return True
    for run in digit_runs(folded):
        if 2 <= run.end - run.start <= 3 and (number := int(folded[run.start : run.end])) >= 14:
            follows = _HOURS_AFTER if number >= 72 else _DAILY_HOURS_AFTER
            if follows.match(folded, run.end):
                return True
    return False


_UP_TO_FOURTEEN: Final = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_NUMBERS: Final = {word: float(number) for number, word in enumerate(LETTERS.findall(_UP_TO_FOURTEEN), start=1)}
_N: Final = rf"(\d{{1,3}}(?:\.\d)?|{'|'.join(_NUMBERS)})"
_RANGE: Final = rf"\b{_N}(?: ?(?:-|–|to|or|/) ?{_N})?\+?"
_HOURS: Final = rf"{_RANGE}[ -]?(?:hours?|hrs?|h)\b\.?(?: of work)?"
_EACH: Final = r" ?(?:/|a|an|per|each|every|in a|x)? ?"
_UNITS: Final = r"(?: (?:days?|weeks?|months?|nights?))?"
_NAMED: Final = r"(?:day|night|late|early|morning|evening|afternoon|rotating|split|graveyard|weekend|overnight|swing|double|back)"
_AFTER_NUMBER: Final = rf"(?:\.\d)?(?: ?(?:-|–|to|or|/) ?{_N})?\+?[ -]?(?:hours?|hrs?|h)\b"
_HOURS_AFTER: Final = re.compile(_AFTER_NUMBER)
_DAILY_HOURS_AFTER: Final = re.compile(rf"{_AFTER_NUMBER}\.?(?: of work)?{_EACH}(?:day|daily|shift|night|work)")
_ALL_DAY: Final = r"\b(?:24/7|24 ?x ?7|24[ -]hours?(?: a day)?|round[ -]the[ -]clock)\b"
_LIVING_IN: Final = r"\b(?:live[ -]?in|carer|caregiver|nanny|maid|housekeeper)\b"
_ANCHORS: Final = frozenset(LETTERS.findall("hour hours hr hrs h shift shifts day days off clock live weekly rest"))
"""No statement about working time stands far from one of these."""
_HOUR_WORDS: Final = frozenset(("hour", "hours", "hr", "hrs", "h"))
_DAY_WORDS: Final = frozenset(("day", "days"))
_WEEK_WORDS: Final = frozenset(("week", "wk", "workweek"))
_SHIFT_WORDS: Final = frozenset(("shift", "shifts"))
_LIVING_IN_WORDS: Final = frozenset(("live", "livein", "carer", "caregiver", "nanny", "maid", "housekeeper"))


def _each(*units: str) -> frozenset[str]:
    """The last words of `_EACH` with these units, blank or no blank between."""
    return frozenset(f"{each}{unit}" for each in ("", "a", "an", "per", "each", "every", "x") for unit in units)


_NEEDED: Final[Mapping[ScheduleKind, tuple[frozenset[str], ...]]] = {
    ScheduleKind.ROTATION: (frozenset(("on",)), frozenset(("off",))),
    ScheduleKind.HOURS_PER_MONTH: (_HOUR_WORDS, _each("month", "monthly")),
    ScheduleKind.HOURS_PER_WEEK: (_HOUR_WORDS, _each("week", "weekly", "wk", "w", "workweek")),
    ScheduleKind.HOURS_PER_DAY: (_HOUR_WORDS, _each("day", "days", "daily", "shift", "shifts", "night", "workday")),
    ScheduleKind.DAYS_PER_WEEK: (_DAY_WORDS, _WEEK_WORDS),
    ScheduleKind.DAYS_PER_MONTH: (_DAY_WORDS, frozenset(("month",))),
    ScheduleKind.ROUND_CLOCK: (_LIVING_IN_WORDS,),
    ScheduleKind.SHIFT: (_SHIFT_WORDS,),
}
"""Of each of these sets, a text must have a word before a pattern of that kind is tried."""
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (ScheduleKind.ROTATION, rf"\b{_N}{_UNITS} on[ ,/&-]{{1,3}}(?:and )?{_N}{_UNITS} off\b"),
        (ScheduleKind.HOURS_PER_MONTH, rf"{_HOURS}{_EACH}(?:month|monthly)\b"),
        (ScheduleKind.HOURS_PER_WEEK, rf"{_HOURS}{_EACH}(?:week|weekly|wk|w|work ?week)\b"),
        (ScheduleKind.HOURS_PER_DAY, rf"{_HOURS}{_EACH}(?:day|daily|shifts?|night|working days?|work ?day)\b"),
        (ScheduleKind.NO_REST, r"\b(?:no|without(?: any)?|zero) (?:days? off|off days?|rest days?|day of rest|weekly rest)\b"),
        (
            ScheduleKind.NO_REST,
            r"(?:\bwork(?:ing)?,? (?:up to |for )?|\b(?:[6-9]|1\d) ?(?:hours|hrs|h)\b[^.\n\d]{0,20})\b"
            r"((?:7|seven)[ -]days?(?: a | per | each |/)(?:week|wk)\b|(?:30|31|thirty) days? (?:a|per|"
            r"each) month\b)(?! ?\(?on a rota)",
        ),
        (
            ScheduleKind.DAYS_PER_WEEK,
            rf"{_RANGE}[ -]?days?(?: of work)?(?:[ -]|/| a | per | each | in a )(?:week|wk|work ?week)\b",
        ),
        (ScheduleKind.DAYS_PER_MONTH, rf"{_RANGE} days? (?:a|per|each) month\b"),
        (ScheduleKind.REST_DAYS, rf"\b{_N} (?:days? off|off days?|rest days?|days? of rest){_EACH}week\b"),
        (ScheduleKind.ROUND_CLOCK, rf"{_ALL_DAY}(?=[^.\n]{{0,40}}{_LIVING_IN})|{_LIVING_IN}[^.\n]{{0,30}}{_ALL_DAY}"),
        (ScheduleKind.SHIFT, rf"\b{_NAMED}[ -]shifts?\b"),
    )
)
_OPENING: Final = re.compile(
    r"\b(?:open|opening|opens|operates?|operating|operational|runs?|support|line|helpline|hotline|services?|reception|"
    r"emergency|facility|"
    r"access|coverage|cover|hours of operation|notice|within|out of|over|across|patients|customers|guests)\b[^.\n]{0,30}$"
)
_OPEN: Final = re.compile(r"\b(?:open|opens|opening hours|operates?|runs?)\b[^.\n]{0,30}$")
_LEFT_TO_OPENING: Final = frozenset({ScheduleKind.NO_REST, ScheduleKind.ROUND_CLOCK})
_MOST: Final = {
    ScheduleKind.HOURS_PER_DAY: 20,
    ScheduleKind.HOURS_PER_WEEK: 140,
    ScheduleKind.HOURS_PER_MONTH: 620,
    ScheduleKind.DAYS_PER_WEEK: 7,
    ScheduleKind.DAYS_PER_MONTH: 31,
    ScheduleKind.REST_DAYS: 6,
}
"""More than these a day, a week or a month is no one person's working time."""


def _all(folded: str) -> Iterator[Schedule]:
    words = word_set(folded)
    patterns = [(kind, pattern) for kind, pattern in _PATTERNS if not any(map(words.isdisjoint, _NEEDED.get(kind, ())))]
    for stretch in stretches_around(places_of(_ANCHORS, folded), folded, before=40, after=45):
        for kind, pattern in patterns:
            for match in pattern.finditer(folded, stretch.start, stretch.end):
                item = _item(kind, match)
                if _is_one_persons(item) and not _is_opening(folded, item):
                    yield item


def _is_one_persons(item: Schedule) -> bool:
    """Whether one person can work so; seven days a week, said of no one, are a firm's."""
    if item.kind is ScheduleKind.DAYS_PER_WEEK and item.low == 7:
        return False
    return (item.high or 0) <= _MOST.get(item.kind, 1_000)


def _item(kind: ScheduleKind, match: re.Match[str]) -> Schedule:
    """A statement; days without rest stretch over the days alone, not over the hours that stand before them."""
    if kind is ScheduleKind.NO_REST:
        return Schedule(*match.span(match.lastindex or 0), kind)
    numbers = [_NUMBERS.get(group) or float(group) for group in match.groups() if group]
    return Schedule(*match.span(), kind, *((numbers[0], numbers[-1]) if numbers else ()))


def _is_opening(folded: str, item: Schedule) -> bool:
    """Whether the words before speak of when a shop, a line or a ward is open."""
    before = folded[max(0, item.start - 50) : item.start]
    if item.kind is ScheduleKind.HOURS_PER_DAY:
        return _OPEN.search(before) is not None
    return item.kind in _LEFT_TO_OPENING and _OPENING.search(before) is not None
