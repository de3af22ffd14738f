"""The words of a text, sentence by sentence.

Phrases and texts are cut by the same rule, so that what a phrase says in words is found in words. A run of letters and digits is
a word; an apostrophe or a hyphen ends one; in scripts that leave no blanks (Chinese, Japanese, Thai, Lao, Burmese, Khmer) each
character is one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

LOOSE: Final = "."
"""Stands among the words where two of one sentence are no neighbours ("no.5", "a -- b")."""
END: Final = "|"
"""Stands among the words behind each sentence."""
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
            return END
        return LOOSE if character in ".!?;" else " "


_OUTLINE: Final = _Outline()


def outline(folded: str) -> str:
    """A lower-case text with blanks, `LOOSE` and `END` for all that is no word, each character in its place."""
    if not folded.isascii():
        for mark in _COMMON:
            folded = folded.replace(mark, " ")
    outlined = f" {_unwrapped(folded.translate(_OUTLINE))}"
    for short in _SHORT:
        if short in outlined:
            outlined = outlined.replace(short, short.replace(". ", "  "))
    outlined = outlined[1:].replace(". ", END + " ")
    return outlined.replace(_TOO_FAR, LOOSE.ljust(len(_TOO_FAR))) if _TOO_FAR in outlined else outlined


def words_in(outlined: str) -> list[str]:
    """The words of an outline, with each `LOOSE` and `END`; the last sentence has an end too."""
    if has_unspaced(outlined):
        outlined = _UNSPACED.sub(r" \g<0> ", outlined)
    return [*outlined.replace(LOOSE, " . ").replace(END, " | ").split(), END]


def has_unspaced(text: str) -> bool:
    """Whether a text holds characters of a script that leaves no blanks."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def _unwrapped(outlined: str) -> str:
    """Line breaks end sentences, but for single ones between two words: lines may be wrapped."""
    if "\n" not in outlined:
        return outlined
    lines = outlined.split("\n")
    joined = [lines[0]]
    for before, after in pairwise(lines):
        is_wrapped = before[-2:].strip(" .") and after[:2].strip(" .")
        joined += [" " if is_wrapped else END, after]
    return "".join(joined)
