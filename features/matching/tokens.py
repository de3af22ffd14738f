"""The words of a text, sentence by sentence.

Phrases and texts are cut by the same rule, so that what a phrase says in words is found in words. A run of letters and digits is
a word; an apostrophe or a hyphen ends one; in scripts that leave no blanks (Chinese, Japanese, Thai, Lao, Burmese, Khmer) each
character is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from features.spans import Span

LOOSE: Final = "."
"""Stands among the words where two of one sentence are no neighbours ("no.5", "a -- b")."""
_END: Final = "\x1e"
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SIGNS: Final = re.compile(r"[\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff]")
"""Signs that belong to the letter before them (accents, Arabic and Indic vowel signs), which `str.isalnum` does not hold."""
_COMMON: Final = "’‘“”–—•·…\u00a0"
"""The marks beyond ASCII that English texts are full of: without them, most are plain."""
_SHORT_WORDS: Final = ("a.m", "approx", "dr", "e.g", "i.e", "incl", "max", "min", "mr", "mrs", "ms", "p.m", "rs", "tel")
"""Words that are written with a stop which ends no sentence."""
_SHORT: Final = tuple(f" {word}. " for word in _SHORT_WORDS)
_TOO_FAR: Final = " " * 5


class _Outline(dict[int, str]):
    """What each character is: part of a word (itself), an end or a stop, or a blank."""

    def __missing__(self, code: int) -> str:
        self[code] = self._of(chr(code))
        return self[code]

    @staticmethod
    def _of(character: str) -> str:
        if character.isalnum() or character in "_\n" or _UNSPACED.match(character) or _SIGNS.match(character):
            return character
        if character in "。！？；।॥؟۔؛\x1e":
            return _END
        return LOOSE if character in ".!?;" else " "


_OUTLINE: Final = _Outline()


def sentences_in(folded: str) -> Iterator[tuple[Span, list[str]]]:
    """The sentences of a lower-case text and their words, with `LOOSE` wherever two of them are no neighbours."""
    start = 0
    is_unspaced = has_unspaced(folded)
    for sentence in _outline(folded).split(_END):
        end = start + len(sentence)
        apart = sentence
        if is_unspaced:
            apart = _UNSPACED.sub(r" \g<0> ", sentence)
        if words := apart.replace(LOOSE, " . ").split():
            yield Span(start, end), words
        start = end + 1


def has_unspaced(text: str) -> bool:
    """Whether a text holds characters of a script that leaves no blanks."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def _outline(folded: str) -> str:
    """The text with blanks, stops and ends for all that is no word, each character in its place."""
    if not folded.isascii():
        for mark in _COMMON:
            folded = folded.replace(mark, " ")
    outline = f" {_unwrapped(folded.translate(_OUTLINE))}"
    for short in _SHORT:
        if short in outline:
            outline = outline.replace(short, short.replace(". ", "  "))
    outline = outline[1:].replace(". ", _END + " ")
    return outline.replace(_TOO_FAR, LOOSE.ljust(len(_TOO_FAR))) if _TOO_FAR in outline else outline


def _unwrapped(outline: str) -> str:
    """Line breaks end sentences, but for single ones between two words: lines may be wrapped."""
    if "\n" not in outline:
        return outline
    lines = outline.split("\n")
    joined = [lines[0]]
    for before, after in pairwise(lines):
        is_wrapped = before[-2:].strip(" .") and after[:2].strip(" .")
        joined += [" " if is_wrapped else _END, after]
    return "".join(joined)


def words_in(text: str) -> tuple[str, ...]:
    """The words of a piece of text."""
    return tuple(word for _, words in sentences_in(text) for word in words)
