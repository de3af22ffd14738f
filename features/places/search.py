"""Finds the names of the gazetteer in a text, by dictionary, only where the first word of a name stands; the longest name counts.

spaCy's PhraseMatcher finds the same names and takes several times as long, since it needs every line as a document of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from features.places.gazetteer import Gazetteer, gazetteer
from features.text.inflection import endings_for
from features.text.words import UNSPACED, occurrences, word_set

_NEXT: Final = re.compile(r"[ \u00a0.'’-]{1,2}([^\W\d_]{1,60})")
"""What may stand between two words of one name, and the second."""

MOST_STARTS: Final = 200
"""Words at which a name may begin that are looked at."""
MOST_NAMES: Final = 100
"""Names that are read, the first in the text: ordinary postings name fifty at most, one with a list of countries ninety."""

Stems: TypeAlias = dict[str, tuple[str, str]]
"""Words of the text, with the word of a name that each is a form of and the role its ending tells."""


class Named(NamedTuple):
    """A stretch of text that spells a name, and the ending the text put on its last word."""

    start: int
    end: int
    spelling: str
    role: str


def search(folded: str, language: str) -> list[Named]:
    """The names in a lower-cased text, leftmost and longest first, without overlaps."""
    names = gazetteer()
    unspaced: list[Named] = []
    spaced = folded
    if not folded.isascii() and UNSPACED.search(folded):
        unspaced = list(islice(_unspaced(folded, names), MOST_NAMES))
        spaced = UNSPACED.sub(lambda run: " " * len(run[0]), folded)
    stems = endings_for(language).stems(word_set(spaced), names.words)
    first = _first_words(stems, names)
    if not first:
        return unspaced
    found = _by_dictionary(spaced, first, stems)
    return _longest(sorted([*found, *unspaced], key=lambda item: (item.start, -item.end)))[:MOST_NAMES]


def _first_words(stems: Stems, names: Gazetteer) -> list[str]:
    """The words of the text at which a name may begin: those that are names, or whose next word is somewhere in the text too."""
    present = {stem for stem, _ in stems.values()}
    able = (stem for stem in present if stem in names.longest and not present.isdisjoint(names.seconds.get(stem, present)))
    starting = set(able)
    return [word for word, (stem, _) in stems.items() if stem in starting]


def _longest(found: list[Named]) -> list[Named]:
    """Drops what overlaps an earlier or longer name."""
    kept: list[Named] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _unspaced(folded: str, names: Gazetteer) -> Iterator[Named]:
    """Names of scripts without blanks, by their first two characters."""
    end = 0
    for start in range(len(folded) - 1):
        if start < end or folded[start : start + 2] not in names.pairs:
            continue
        for name in names.pairs[folded[start : start + 2]]:
            if folded.startswith(name, start):
                end = start + len(name)
                yield Named(start, end, name, "")
                break


def _by_dictionary(folded: str, first: list[str], stems: Stems) -> Iterator[Named]:
    """The longest name at each place where one may begin, overlaps included."""
    names = gazetteer()
    starts = sorted((start, word) for word in first for start in occurrences(word, folded))
    for start, word in starts[:MOST_STARTS]:
        words = _words_at(folded, start, start + len(word), names.longest[stems[word][0]])
        parts = [stems.get(part, (part, "")) for part, _ in words]
        for count in range(len(words), 0, -1):
            if (key := " ".join([stem for stem, _ in parts[:count]])) in names.spellings:
                yield Named(start, words[count - 1][1], key, parts[count - 1][1])
                break


def _words_at(folded: str, start: int, end: int, most: int) -> list[tuple[str, int]]:
    """Up to `most` joined words from `start` on, each with its end."""
    words = [(folded[start:end], end)]
    while len(words) < most and (following := _NEXT.match(folded, words[-1][1])):
        words.append((following[1], following.end()))
    return words
