"""The words of a text, as a set and as stretches: the cheap gate that stands before everything costlier.

A word is a run of letters; digits, blanks and marks end it. Scripts that write without blanks, or whose vowel signs are marks
(Thai, Lao, Khmer, Burmese, the Indic scripts, Chinese, Japanese, Korean), have no words here: they are searched by substring.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import filterfalse
from typing import Final

from features.spans import Span

LETTERS: Final = re.compile(r"[^\W\d_]+")
"""A run of letters."""

UNSPACED: Final = re.compile(r"[\u0900-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A run of a script that is searched by substring."""


_MARKS: Final = "’‘“”–—•·…€™→✓●\u200b"
"""The marks beyond Latin-1 that English texts are full of."""

_DIGITS: Final = re.compile(r"\d+")
_WORD_OR_NUMBER: Final = re.compile(r"[^\W\d_]+|\d+")
_CLASSES: Final = b"".join(b"a" if LETTERS.match(char) else b"0" if char.isdecimal() else b" " for char in map(chr, range(256)))
"""A letter, a digit or neither, for each character of Latin-1."""
_WORDS: Final = bytes(code if kind == ord("a") else kind for code, kind in enumerate(_CLASSES))
"""A letter itself, nought for a digit, or a blank."""


@lru_cache(maxsize=4)
def words_and_numbers(folded: str) -> tuple[str, ...]:
    """The words of a lower-cased text and its runs of digits, in order; in a text of Latin letters, every digit reads 0.

    Remembered for the last few texts, since several readers ask.
    """
    latin = _latin(folded)
    if latin is None:
        return tuple(_WORD_OR_NUMBER.findall(folded))
    plain = latin.translate(_WORDS).decode("latin-1")
    pieces, at = [], 0
    for place in _touching(latin.translate(_CLASSES)):
        pieces.append(plain[at:place])
        at = place
    return tuple(" ".join((*pieces, plain[at:])).split())


def _touching(outline: bytes) -> list[int]:
    """Where a digit follows a letter at once or a letter a digit, in order."""
    found = []
    for pair in (b"a0", b"0a"):
        place = outline.find(pair)
        while place >= 0:
            found.append(place + 1)
            place = outline.find(pair, place + 1)
    return sorted(found)


def _latin(text: str) -> bytes | None:
    """A text of Latin-1 and the usual marks, one byte a character; nothing for any other."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


@lru_cache(maxsize=4)
def word_set(folded: str) -> frozenset[str]:
    """The distinct words of a lower-cased text; remembered for the last few texts, since several readers ask."""
    return frozenset(filterfalse(str.isdecimal, words_and_numbers(folded)))


@lru_cache(maxsize=4)
def digit_runs(folded: str) -> tuple[Span, ...]:
    """Where the runs of digits stand, in order; remembered for the last few texts."""
    latin = _latin(folded)
    if latin is None:
        return tuple(Span(*run.span()) for run in _DIGITS.finditer(folded))
    outline, found, end = latin.translate(_CLASSES), [], 0
    while (start := outline.find(b"0", end)) >= 0:
        end = start + 1
        while outline[end : end + 1] == b"0":
            end += 1
        found.append(Span(start, end))
    return tuple(found)


def is_letter(character: str) -> bool:
    """Whether a character is one of `LETTERS`; the empty string, beyond either end of a text, is not."""
    return character.isalnum() and not character.isdecimal()


def is_word_at(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands by itself, with no letter before or after it."""
    return not is_letter(text[end : end + 1]) and (start == 0 or not is_letter(text[start - 1]))


def occurrences(word: str, folded: str) -> list[int]:
    """Where a word stands by itself, in order."""
    found, length, at = [], len(word), folded.find(word)
    while at >= 0:
        after = folded[at + length : at + length + 1]
        if (not after.isalnum() or after.isdecimal()) and (at == 0 or not is_letter(folded[at - 1])):
            found.append(at)
        at = folded.find(word, at + length)
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
