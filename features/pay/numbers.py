"""Numbers as people write them: 1,500 and 1.500, 1 500, 1'500, 1,50,000, Arabic and Persian digits, and a few English words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.text.words import digit_runs

NUMBER: Final = re.compile(r"\d(?:\d{0,2}(?:[ \u00a0\u202f]\d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?|\d*(?:[.,'’٬٫]\d+)*)")
"""A run of digits with its separators; `value_of` says whether it is an amount at all."""

_SEPARATOR: Final = re.compile(r"[.,'’٬٫ \u00a0\u202f]")
_MAX_DIGITS: Final = 13
_MAX_RAW: Final = 24

_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = (
    {"a": 1}
    | {word: number for number, word in enumerate(_ONES.split(), 1)}
    | {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
)
_LARGE: Final = {"hundred": 100, "thousand": 1000}
_WORD: Final = "|".join(sorted(_SMALL, key=len, reverse=True))
WORDED: Final = re.compile(rf"\b(?:{_WORD})(?:[ -](?:{_WORD}|hundred|thousand)){{1,6}}\b")
"""A worded English amount, from "two hundred" on; meant to be tried only where one of those words stands."""


def numbers_in(folded: str) -> Iterator[re.Match[str]]:
    """Every number, in order: each begins at a run of digits that is no part of the one before."""
    end = 0
    for run in digit_runs(folded):
        if run.start >= end and (found := NUMBER.match(folded, run.start)):
            end = found.end()
            yield found


def value_of(raw: str) -> float | None:
    """The number that these digits and separators stand for, or nothing for dates, addresses, phone and reference numbers."""
    if len(raw) > _MAX_RAW:
        return None
    groups = _SEPARATOR.split(raw)
    if len(groups) == 1:
        return float(raw) if len(raw) <= _MAX_DIGITS and (raw[0] != "0" or len(raw) == 1) else None
    return _grouped(groups, [mark for mark in raw if not mark.isdigit()])


def _grouped(groups: list[str], marks: list[str]) -> float | None:
    if _is_fraction(groups, marks):
        whole = _whole(groups[:-1], marks[:-1])
        return None if whole is None else float(f"{whole}.{groups[-1]}")
    whole = _whole(groups, marks)
    return None if whole is None else float(whole)


def _is_fraction(groups: list[str], marks: list[str]) -> bool:
    """Whether the last group is a fraction: one or two digits, or any after a mark that is new or the Arabic decimal one."""
    if marks[-1] == "٫" or groups[0] == "0":
        return True
    if marks[-1] not in ".,":
        return False
    return len(groups[-1]) != 3 or (len(marks) > 1 and marks[-1] not in marks[:-1] and len(groups[-1]) < 3)


def _whole(groups: list[str], marks: list[str]) -> int | None:
    """Thousands in threes, or in the Indian manner (twos, then a three); nothing for any other grouping."""
    if len(groups) == 1:
        return int(groups[0]) if groups[0][0] != "0" or len(groups[0]) == 1 else None
    inner = groups[1:-1]
    western = all(len(group) == 3 for group in inner)
    indian = marks[0] == "," and all(len(group) == 2 for group in inner)
    if len(set(marks)) > 1 or len(groups[-1]) != 3 or len(groups[0]) > 3 or not (western or indian) or groups[0][0] == "0":
        return None
    return int("".join(groups))


def worded_value(words: str) -> float | None:
    """The value of worded English, "two thousand five hundred" for one; nothing below a hundred."""
    total = current = 0
    for word in re.split("[ -]", words):
        if word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word == "hundred":
            current = max(current, 1) * 100
        else:
            current += _SMALL[word]
    return float(total + current) if total + current >= 100 else None
