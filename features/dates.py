"""Days that an offer names: when the work starts, when one leaves, until when one may apply.

A day is a date ("3 March 2027", "03/03/2027", "2027-03-03") or counted from today ("tomorrow", "within 48 hours"). Read in
English and in figures; day before month, unless the second number cannot be a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from features.text.words import LETTERS, matches_near


class DateKind(StrEnum):
    """What happens on the day."""

    START = "start"
    DEPARTURE = "departure"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, order=True)
class DateMention:
    """A stretch of text that names a day. `value` where it is written out whole, `days` where it is counted from today."""

    start: int
    end: int
    kind: DateKind
    value: date | None = None
    days: int | None = None


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_COUNTED: Final = {
    "today": 0,
    "tonight": 0,
    "now": 0,
    "immediately": 0,
    "at once": 0,
    "asap": 0,
    "tomorrow": 1,
    "this week": 7,
    "next week": 7,
}
_RELATIVE: Final = (
    r"(today|tonight|tomorrow|immediately|at once|asap|this week|next week|now\b)"
    r"|(?:with)?in (?:the next )?(\d{1,2}) (days?|hours?|weeks?)|as soon as possible"
)
_DAY: Final = (
    r"(?:(20\d\d)-(\d\d)-(\d\d)\b|(\d{1,2})[./-](\d{1,2})[./-](20\d\d|\d\d)\b"
    rf"|(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? (20\d\d))?|{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (20\d\d))?"
    rf"|{_RELATIVE})"
)
_FILL: Final = (
    r"(?:[ :–-]{1,3}(?:on|is|from|at|the|by|in|of|date|before|until|no later than|for|work|planned|expected|to)\b){0,3}"
    r"[ :–-]{1,3}"
)
_WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
_CUES: Final = {
    DateKind.START: r"start(?:s|ing)?(?: date)?|commenc(?:e|es|ing)|begin(?:s|ning)?|join(?:ing)?(?: date)?",
    DateKind.DEPARTURE: r"depart(?:s|ure|ing)?(?: date)?|leav(?:e|es|ing)|fly(?:ing)?|flights?|travel(?:ling)?",
    DateKind.DEADLINE: r"deadline|closing date|apply|applications? (?:close|accepted|due)s?|closes|valid|offer ends|expires?",
}
_PATTERNS: Final = {kind: re.compile(rf"\b(?:{cue})\b{_FILL}{_WEEKDAY}{_DAY}") for kind, cue in _CUES.items()}
_ANCHORS: Final = frozenset(
    LETTERS.findall(
        "start starts starting commence commences commencing begin begins beginning join joining depart departs departure "
        "departing leave leaves leaving fly flying flight flights travel travelling traveling deadline closing apply "
        "applications closes valid ends expire expires"
    )
)


def dates_in(text: str, folded: str) -> tuple[DateMention, ...]:
    """The days a text names, in reading order."""
    del text
    return tuple(sorted(_all(folded)))


def _all(folded: str) -> Iterator[DateMention]:
    for kind, pattern in _PATTERNS.items():
        for match in matches_near(_ANCHORS, (pattern,), folded, before=15, after=75):
            yield DateMention(*match.span(), kind, _value(match), _days(match))


def _value(match: re.Match[str]) -> date | None:
    """The date, where day, month and year are all written and make one."""
    year, month, day, first, second, short, day_before, month_after, year_a, month_before, day_after, year_b, *_ = match.groups()
    if year:
        return _date(int(year), int(month), int(day))
    if first:
        return _numeric(int(first), int(second), int(short) % 100 + 2000)
    named, number, written = month_after or month_before, day_before or day_after, year_a or year_b
    return _date(int(written), _MONTHS.index(named[:3]) + 1, int(number)) if written else None


def _numeric(first: int, second: int, year: int) -> date | None:
    return _date(year, second, first) or _date(year, first, second)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(match: re.Match[str]) -> int | None:
    """How many days from today, where it is counted so."""
    *_, word, number, unit = match.groups()
    if number:
        return int(number) * 7 if unit.startswith("week") else int(number) if unit.startswith("day") else -(-int(number) // 24)
    return _COUNTED.get(word, 0) if word or match[0].endswith("as soon as possible") else None
