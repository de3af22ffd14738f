"""What a learned encoder reads of a posting: words that many write, without who somebody is and how the text is set.

Punctuation, capitals and the shape of numbers tell one source from another, names and places one person from another; none of it
tells an honest offer from a deceptive one. So only words of a closed list are read, in order; every other word and number leaves
a mark behind. Swapping one name for another cannot move what the encoder says, whichever name it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from features.reading import Reading
from models.linear import words_of

MASK: Final = "[MASK]"
"""Stands where a word is hidden; encoders of the BERT family were trained to read it as "some word"."""
NUMBER: Final = "#"
"""Stands where a number is."""
MOST_WORDS: Final = 1_000
"""Words after these are not looked at."""


def encoder_text(reading: Reading, allowed: Collection[str]) -> str:
    """The words of a posting, separated by spaces; those that are not `allowed` (lower case), and numbers, as their marks."""
    return text_of(words_of(reading), allowed)


def text_of(words: Sequence[str], allowed: Collection[str]) -> str:
    """The same of words (`models.linear.words_of`)."""
    return " ".join(_marked(words[:MOST_WORDS], allowed))


def is_number(word: str) -> bool:
    """Whether it holds a digit, or stands for digits that were hidden."""
    return any(letter.isdigit() for letter in word) or word.startswith("xx")


def _marked(words: Sequence[str], allowed: Collection[str]) -> Iterator[str]:
    for word in words:
        if is_number(word):
            yield NUMBER
        else:
            yield word if word in allowed else MASK
