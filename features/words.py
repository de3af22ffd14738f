"""The words of a text, as a set and as stretches: the cheap gate that stands before everything costlier.

A word is a run of letters; digits, blanks and marks end it. Scripts that write without blanks, or whose vowel signs are marks
(Thai, Lao, Khmer, Burmese, the Indic scripts, Chinese, Japanese, Korean), have no words here: they are searched by substring.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

LETTERS: Final = re.compile(r"[^\W\d_]+")
"""A run of letters."""

UNSPACED: Final = re.compile(r"[\u0900-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A run of a script that is searched by substring."""

APOSTROPHES: Final = "'’ʼ"


@lru_cache(maxsize=4)
def word_set(folded: str) -> frozenset[str]:
    """The distinct words of a lower-cased text; remembered for the last few texts, since several readers ask."""
    return frozenset(LETTERS.findall(folded))


def is_letter(character: str) -> bool:
    """Whether a character can be part of a word; the empty string, beyond either end of a text, cannot."""
    return LETTERS.match(character) is not None


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
