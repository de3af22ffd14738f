"""The words of a text, as a set and as stretches: the cheap gate that stands before everything costlier.

A word is a run of letters; digits, blanks and marks end it. Scripts that write without blanks, or whose vowel signs are marks
(Thai, Lao, Khmer, Burmese, the Indic scripts, Chinese, Japanese, Korean), have no words here: they are searched by substring.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from features.spans import Span

LETTERS: Final = re.compile(r"[^\W\d_]+")
"""A run of letters."""

UNSPACED: Final = re.compile(r"[\u0900-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A run of a script that is searched by substring."""


_BLANKS: Final = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalpha()})
_MARKS: Final = "’‘“”–—•·…\u00a0"
"""The marks beyond ASCII that English texts are full of."""


_BLANKS_AND_ZEROS: Final = str.maketrans(
    {char: "0" if char.isdecimal() else " " for char in map(chr, range(128)) if not char.isalpha()}
)
_WORD_OR_NUMBER: Final = re.compile(r"[^\W\d_]+|\d+")
_ZEROS: Final = re.compile("0+")


def words_and_numbers(folded: str) -> list[str]:
    """The words of a lower-cased text and its runs of digits, in order; in a text of ASCII, every digit reads 0."""
    text = _without_marks(folded)
    if not text.isascii():
        return _WORD_OR_NUMBER.findall(folded)
    plain = text.translate(_BLANKS_AND_ZEROS)
    return (_ZEROS.sub(r" \g<0> ", plain) if "0" in plain else plain).split()


def _without_marks(text: str) -> str:
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    return text


@lru_cache(maxsize=4)
def word_set(folded: str) -> frozenset[str]:
    """The distinct words of a lower-cased text; remembered for the last few texts, since several readers ask."""
    text = _without_marks(folded)
    return frozenset(text.translate(_BLANKS).split() if text.isascii() else LETTERS.findall(folded))


def is_letter(character: str) -> bool:
    """Whether a character is one of `LETTERS`; the empty string, beyond either end of a text, is not."""
    return character.isalnum() and not character.isdecimal()


def is_word_at(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands by itself, with no letter before or after it."""
    return not is_letter(text[end : end + 1]) and (start == 0 or not is_letter(text[start - 1]))


def occurrences(word: str, folded: str) -> list[int]:
    """Where a word stands by itself, in order."""
    found, at = [], folded.find(word)
    while at >= 0:
        if is_word_at(folded, at, at + len(word)):
            found.append(at)
        at = folded.find(word, at + len(word))
    return found


def stretches_around(anchors: Iterable[Span], folded: str, *, before: int, after: int) -> list[Span]:
    """The parts of a text that lie near an anchor, merged where they meet, so that costly patterns see no more than they must."""
    found: list[Span] = []
    for anchor in sorted(anchors, key=lambda span: span.start):
        start, end = max(0, anchor.start - before), min(len(folded), anchor.end + after)
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def places_of(wanted: frozenset[str], folded: str) -> Iterator[Span]:
    """Where any of the words stands."""
    for word in wanted & word_set(folded):
        yield from (Span(at, at + len(word)) for at in occurrences(word, folded))


def matches_near(
    wanted: frozenset[str], patterns: Iterable[re.Pattern[str]], folded: str, *, before: int, after: int
) -> Iterator[re.Match[str]]:
    """The matches of patterns that cannot match far from one of the words."""
    for stretch in stretches_around(places_of(wanted, folded), folded, before=before, after=after):
        for pattern in patterns:
            yield from pattern.finditer(folded, stretch.start, stretch.end)
