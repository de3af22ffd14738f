"""The words of a text, as a set and as stretches: the cheap gate that stands before everything costlier.

A word is a run of letters; digits, blanks and marks end it. Scripts that write without blanks, or whose vowel signs are marks
(Thai, Lao, Khmer, Burmese, the Indic scripts, Chinese, Japanese, Korean), have no words here: they are searched by substring.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, filterfalse, islice
from typing import Final

from features.spans import Span

LETTERS: Final = re.compile(r"[^\W\d_]+")
"""A run of letters."""

UNSPACED: Final = re.compile(r"[\u0900-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A run of a script that is searched by substring."""


MOST_OCCURRENCES: Final = 150
"""How often one word is looked at: only hostile texts repeat one that is looked for more often."""
MOST_NUMBERS: Final = 1_000
"""Runs of digits that are looked at; the longest posting met, with a table of hours, holds half as many."""
MOST_ANCHORS: Final = 100
"""Words near which something is looked for: ordinary postings hold thirty of a kind at most."""
MOST_CHARACTERS: Final = 3_000
"""Characters near such words that costly patterns see."""
MOST_MATCHES: Final = 40
"""Statements of one kind that are read: ordinary postings make ten at most, and only hostile ones go on and on."""

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
    """Where the first `MOST_NUMBERS` runs of digits stand, in order; remembered for the last few texts."""
    latin = _latin(folded)
    if latin is None:
        return tuple(Span(*run.span()) for run in islice(_DIGITS.finditer(folded), MOST_NUMBERS))
    found: list[Span] = []
    outline, end = latin.translate(_CLASSES), 0
    while len(found) < MOST_NUMBERS and (start := outline.find(b"0", end)) >= 0:
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
    """Where a word stands by itself, in order, the first `MOST_OCCURRENCES` times."""
    found: list[int] = []
    length, at = len(word), folded.find(word)
    while at >= 0 and len(found) < MOST_OCCURRENCES:
        after = folded[at + length : at + length + 1]
        if (not after.isalnum() or after.isdecimal()) and (at == 0 or not is_letter(folded[at - 1])):
            found.append(at)
        at = folded.find(word, at + length)
    return found


def stretches_around(anchors: Iterable[Span], folded: str, *, before: int, after: int, most: int = MOST_CHARACTERS) -> list[Span]:
    """The parts of a text that lie near an anchor, merged where they meet, so that costly patterns see no more than they must.

    They hold no more than `most` characters together; what is beyond is left out.
    """
    found: list[Span] = []
    start = end = held = 0
    for anchor in sorted(anchors, key=lambda span: span.start):
        if anchor.start - before > end:
            found.append(Span(start, end))
            held += end - start
            start = anchor.start - before
        end = min(max(end, anchor.end + after), len(folded), start + most - held)
        if end - start + held >= most:
            break
    return [span for span in (*found, Span(start, end)) if span.start < span.end]


def places_of(wanted: frozenset[str], folded: str) -> list[Span]:
    """Where any of the words stands, in order, the first `MOST_ANCHORS` places."""
    found = sorted((at, at + len(word)) for word in wanted & word_set(folded) for at in occurrences(word, folded))
    return [Span(*place) for place in found[:MOST_ANCHORS]]


def matches_near(
    wanted: frozenset[str], patterns: Iterable[re.Pattern[str]], folded: str, *, before: int, after: int
) -> Iterator[re.Match[str]]:
    """The first `MOST_MATCHES` matches of patterns that cannot match far from one of the words."""
    stretches = stretches_around(places_of(wanted, folded), folded, before=before, after=after)
    found = (pattern.finditer(folded, stretch.start, stretch.end) for stretch in stretches for pattern in patterns)
    return islice(chain.from_iterable(found), MOST_MATCHES)
