"""What a learned encoder reads of a posting: its words, without who somebody is, where somebody comes from, and how it is set.

Punctuation, capitals and the shape of numbers tell one source from another, names and places one person from another; none of it
tells an honest offer from a deceptive one. So the words alone are read, in order; masked words and numbers leave a mark behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from features.reading import Reading
from models.linear import words_of

MASK: Final = "[MASK]"
"""Stands where a word is hidden; encoders of the BERT family were trained to read it as "some word"."""
NUMBER: Final = "#"
"""Stands where a number is."""
MOST_WORDS: Final = 1_000
"""Words after these are not looked at."""


def encoder_text(reading: Reading, masked: Collection[str]) -> str:
    """The words of a posting, separated by spaces, `masked` ones (lower case) and numbers replaced by their marks."""
    return " ".join(_words(reading, masked))


def _words(reading: Reading, masked: Collection[str]) -> Iterator[str]:
    for word in words_of(reading)[:MOST_WORDS]:
        if any(letter.isdigit() for letter in word) or word.startswith("xx"):
            yield NUMBER
        else:
            yield MASK if word in masked else word
