"""What phrases name that is no word: amounts, shares, currency signs, emoji. Told by their shape."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Final, Protocol, TypeAlias

from features.pay.lexicon import UNSPACED, money_words
from features.spans import Span

_PLAIN: Final = re.compile(r"\*?'?\w[\w'.:/,\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e00-\u0eff-]*\*?")
_NUMBER: Final = re.compile(r"\d[\d.,' ]{0,12}(?:\d|k\b)|\d ?k\b|\d")
_PERCENT: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,2})? ?(?:[%٪]|per ?cent|posto\b|проц|одсто)")
_SCALE: Final = (
    r"(?: ?(?:k|m|rb|ribu|jt|juta|tr|triệu|trieu|tys|tis|тыс|тис|хил|mii|mil|mille|bin|ezer|e|tisuća|hiljada|万|萬|千|百"
    r"|ألف|الف|ہزار|لاکھ|lakhs?|crores?|thousand|million)\.?(?![a-zа-я]))?"
)
"""What may stand between a figure and its currency."""
_INFLECTED: Final = (
    r"(?:euro(?!p)|evr(?!op)|dolar|dollar|dólar|lira|złot|forint|dinar|korun|dirham|riyal|rupi"
    r"|евр(?!оп)|долл?ар|злот|гривн|рубл|динар|форинт|дирхам|риял|тенге|лева)[^\W\d_]{0,5}(?!\w)"
)
"""Currencies as languages bend them: "1.800 euroya", "50 евриков"."""
_IN_SHORT: Final = r" ?(?:tr(?:iệu|ieu)?\d?|củ|cu|jt|juta|rb)(?!\w)"
"""Vietnamese and Indonesian figures that say money by their scale alone: "15tr", "2tr5", "5 jt"."""
_JOINT: Final = r"(?:[ \u00a0\u202f/+-]|[.,]-){0,2}"
_MOST_NUMBERS: Final = 60
"""Only hostile sentences and tables name more."""
_NOT_AN_AGE: Final = re.compile(r" ?(?:[%€$£₽₴]|[.,:]\d|k\b|000|eur|usd|km|kg|кг|км)")
_CURRENCY_WIDTH: Final = 16
_SMALL_NUMBERS: Final = re.compile(
    r"(?<![\d.,:/$€£+-])(\d{2,3})(?: ?(?:-|–|—|to|до|do|à|a|bis|ila|至|到|~|إلى|تا|سے) ?(\d{2,3}))?(?!\d)"
)
_ANY_LETTERS: Final = re.compile(r"\w{0,14}")

Characters: TypeAlias = tuple[int, int]


def is_plain(word: str) -> bool:
    """Whether it is found among the words of a text; if not, by its signs."""
    return _PLAIN.fullmatch(word) is not None


def numbers_in(folded: str, within: Span) -> list[Characters]:
    """The figures in a stretch of a text; the first ones, if there are very many."""
    return [match.span() for match in islice(_NUMBER.finditer(folded, within.start, within.end), _MOST_NUMBERS)]


class Stretch(Protocol):
    """Some of a text, with its figures."""

    folded: str
    span: Span

    @property
    def numbers(self) -> list[Characters]:
        """The characters of its figures."""


class Sign(ABC):
    """One thing that is told by its shape."""

    @abstractmethod
    def spans(self, stretch: Stretch) -> Iterator[Characters]:
        """Where it stands."""


class _Number(Sign):
    def spans(self, stretch: Stretch) -> Iterator[Characters]:
        for start, end in stretch.numbers:
            if not (_is_inside_word(stretch.folded, start) or _is_inside_word(stretch.folded, end)):
                yield start, end


class _Money(Sign):
    def spans(self, stretch: Stretch) -> Iterator[Characters]:
        before, after = _currencies()
        last = stretch.span.start
        for start, end in stretch.numbers:
            behind = after.match(stretch.folded, end, end + _CURRENCY_WIDTH)
            ahead = before.search(stretch.folded[max(last, start - _CURRENCY_WIDTH) : start])
            if behind or ahead:
                first = start - (len(ahead[0]) if ahead else 0)
                last = behind.end() if behind else end
                yield first, last


class _Percent(Sign):
    def spans(self, stretch: Stretch) -> Iterator[Characters]:
        for start, end in stretch.numbers:
            match = _PERCENT.search(stretch.folded, start, end + _CURRENCY_WIDTH)
            if match is not None:
                yield match.span()


class Literal(Sign):
    """A word with signs in it, exactly as it is written; `*` for any letters behind it."""

    def __init__(self, word: str) -> None:
        self._bare = word.rstrip("*")
        self._is_open = word.endswith("*")

    def may_stand(self, folded: str) -> bool:
        """Whether it can be in a text at all; cheap."""
        return self._bare in folded

    def spans(self, stretch: Stretch) -> Iterator[Characters]:
        """Where it stands."""
        folded = stretch.folded
        at = folded.find(self._bare, stretch.span.start, stretch.span.end)
        while at >= 0:
            end = at + len(self._bare)
            if self._is_open and (match := _ANY_LETTERS.match(folded, end)):
                end = match.end()
            if not (folded[at - 1 : at].isalnum() or folded[end : end + 1].isalnum()):
                yield at, end
            at = folded.find(self._bare, end, stretch.span.end)


class _Range(Sign):
    """A number, or one of a range, within some bounds."""

    def __init__(self, lowest: int, highest: int, range_to: int) -> None:
        self._lowest, self._highest, self._range_to = lowest, highest, range_to

    def spans(self, stretch: Stretch) -> Iterator[Characters]:
        """Where one stands."""
        for match in islice(_SMALL_NUMBERS.finditer(stretch.folded, stretch.span.start, stretch.span.end), _MOST_NUMBERS):
            low, high = int(match[1]), int(match[2] or match[1])
            fits = self._lowest <= low <= self._highest and low <= high <= self._range_to
            if fits and not _NOT_AN_AGE.match(stretch.folded, match.end()):
                yield match.span()


def _is_inside_word(folded: str, place: int) -> bool:
    if place < 1 or UNSPACED.match(folded[place - 1 : place + 1]) or UNSPACED.match(folded[place : place + 1]):
        return False
    return folded[place - 1].isalnum() and folded[place : place + 1].isalnum()


@cache
def _currencies() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A currency before a figure, and one behind it."""
    before, after = money_words()
    return re.compile(rf"(?:{before}{_JOINT}|(?<!\w)[nr])$"), re.compile(rf"{_SCALE}{_JOINT}(?:{after}|{_INFLECTED})|{_IN_SHORT}")


_KINDS: Final[Mapping[str, Sign]] = {
    "number": _Number(),
    "percent": _Percent(),
    "money": _Money(),
    "young": _Range(16, 30, 35),
    "teen": _Range(10, 17, 19),
    "long_day": _Range(12, 20, 24),
    "long_week": _Range(72, 126, 126),
}


def kind(name: str) -> Sign:
    """A kind that is built in, by its name in phrases."""
    return _KINDS[name]


@cache
def literal(word: str) -> Literal:
    """A word that is found by its signs."""
    return Literal(word)
