"""What phrases name that is no word: amounts, shares, currency signs, emoji. Told by their shape."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Final, Protocol, TypeAlias

from features.matching.phrases import KINDS
from features.spans import Span

_PLAIN: Final = re.compile(r"\*?'?\w[\w'.:/,\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e00-\u0eff-]*\*?")
_NUMBER: Final = re.compile(KINDS["number"])
_MONEY: Final = re.compile(rf"(?<!\w){KINDS['money']}(?!\w)")
_PERCENT: Final = re.compile(KINDS["percent"])
_MOST_NUMBERS: Final = 60
"""Only hostile sentences and tables name more."""
_CURRENCY_WIDTH: Final = 9
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
        last = stretch.span.start
        for start, end in stretch.numbers:
            match = _MONEY.search(stretch.folded, max(last, start - _CURRENCY_WIDTH), end + _CURRENCY_WIDTH)
            if match is not None:
                last = match.end()
                yield match.span()


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


def _is_inside_word(folded: str, place: int) -> bool:
    return place > 0 and folded[place - 1].isalnum() and folded[place : place + 1].isalnum()


_KINDS: Final[Mapping[str, Sign]] = {"number": _Number(), "percent": _Percent(), "money": _Money()}


def kind(name: str) -> Sign:
    """A kind that is built in: `number`, `percent` or `money`."""
    return _KINDS[name]


@cache
def literal(word: str) -> Literal:
    """A word that is found by its signs."""
    return Literal(word)
