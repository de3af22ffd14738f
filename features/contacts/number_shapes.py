"""Shapes of runs of digits: dates, ranges, hours, sums of money, and the ways countries write numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from features.contacts.numbering import trunk_of
from features.contacts.telephone_words import Surroundings

_DATE: Final = re.compile(r"(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}([-./ ])\d{1,2}\1(?:\d{4}|\d{2}))(?!\d)")
_YEARS: Final = re.compile(r"(?:19|20)\d\d\D+(?:19|20)\d\d")
_RANGE: Final = re.compile(r"[1-9]\d{1,6}\s*[-–/]\s*\d{2,7}|[1-9]\d{0,2}[ .]\d{3}\s*[-–]\s*[1-9]\d{0,2}[ .]\d{3}")
_HOURS: Final = re.compile(
    r"\d{1,2}[.:]\d{2}\s*[-–/]\s*\d{1,2}[.:]\d{2}|[012]?\d[.:]?[0-5]\d(?:\s*[-–/]\s*|\s+)[012]?\d[.:]?[0-5]\d"
)
_ROUND: Final = re.compile(r"00\s*[-–/]\s*\d+00$")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}([ .])\d{3}(?:\1\d{3})+")
_GROUPED_NINE: Final = re.compile(
    r"[2-9]\d{2}[ -]\d{3}[ -]\d{3}|[2-9]\d{2} \d{2} \d{2} \d{2}|\d{2} \d{2} \d{2} \d{2}|[3689]\d{3} \d{4}"
)
_NORTH_AMERICAN: Final = re.compile(r"(?:1[ .-])?\(?[2-9]\d{2}(?:\)[ .-]{0,2}|[-.])[2-9]?\d{2,3}[ .-]\d{4}")
_CHINESE_MOBILE: Final = re.compile(r"1[3-9]\d{9}|1[3-9]\d[ -]\d{4}[ -]\d{4}")
_STAND_IN: Final = re.compile(r"(\d)\1+|0?1234567(?:8(?:90?)?)?|9876543(?:210?)?")
_BREAKS: Final = re.compile(r"\s?/\s?|\s{2,}|\s[-–]\s|\s")


def groups_to_try(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The whole run first, then without what may be a neighbour of the number: its last groups, its first ones."""
    yield start, end
    breaks = [(found.start(), found.end()) for found in _BREAKS.finditer(text, start, end)]
    for left, _ in reversed(breaks[-4:]):
        yield start, left
    if text[start] not in "+(":
        for _, right in breaks[:3]:
            yield right, end


def could_be_called(written: str, regions: Sequence[str], said: Surroundings) -> bool:
    """Whether digits as written may be a telephone number, given what is said before them."""
    digits = re.sub(r"\D", "", written)
    bare = written.strip("() ")
    if not 7 <= len(digits) <= 15 + 2 * written.startswith("00") or _STAND_IN.fullmatch(digits.removeprefix("00")):
        return False
    if bare.startswith("+") or (written.startswith("00") and len(digits) >= 11):
        return len(digits) >= 8
    if _DATE.match(bare) or _YEARS.fullmatch(bare) or _HOURS.fullmatch(bare):
        return False
    if said.labelled and not _looks_like_a_sum(bare, close=said.close):
        return True
    return len(digits) >= 8 and _has_local_shape(bare, regions)


def _looks_like_a_sum(bare: str, *, close: bool) -> bool:
    """Ranges and thousands: a label must stand close to outweigh them, and round ones are sums whatever stands there."""
    return bool(_RANGE.fullmatch(bare) or _THOUSANDS.fullmatch(bare)) and (not close or bool(_ROUND.search(bare)))


def _has_local_shape(bare: str, regions: Sequence[str]) -> bool:
    """Whether digits that nothing announces are written as numbers are in these countries."""
    trunks = trunk_of(regions)
    if _NORTH_AMERICAN.fullmatch(bare):
        return True
    if _CHINESE_MOBILE.fullmatch(bare):
        return "CN" in regions
    if _RANGE.fullmatch(bare) or ("/" in bare and "-" in bare):
        return False
    if bare.lstrip("(").startswith("0"):
        return "0" in trunks or "06" in trunks or "IT" in regions
    return ("" in trunks or "8" in trunks) and bool(
        _GROUPED_NINE.fullmatch(bare) or re.fullmatch(r"8[ (-]{1,2}\d{3}\)?[ -]?\d{3}[ -]\d\d[ -]\d\d", bare)
    )
