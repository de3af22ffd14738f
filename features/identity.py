"""Words for who people are: nationalities, ethnic groups, religions and languages.

They serve two ends: to see an offer that chooses or prices people by origin, alike for every term, and to hide such words from
everything that learns. No term is worth more than another, and a term alone is worth nothing. Terms: `identity.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from features.places.data import spellings
from features.text.words import LETTERS, occurrences, word_set

_FILE: Final = Path(__file__).with_name("identity.toml")
_NEXT: Final = re.compile(r"[ \u00a0-]([^\W\d_]{1,60})")
_PREVIOUS: Final = re.compile(r"([^\W\d_]+)[ ,/&\u00a0-]{1,2}$")
_JOINING: Final = frozenset({"and", "or"})
_OF_SPEECH: Final = frozenset({"in", "of", "with"})
_LIST: Final = re.compile(r"(?:[ ,/&]|\band\b|\bor\b){1,4}")
_LONGEST_TERM: Final = 4
_BEFORE: Final = 24
MOST_TERMS: Final = 150
"""Terms that are read: ordinary postings name a dozen, and only hostile texts name more than a list of all peoples."""


class IdentityKind(StrEnum):
    """What a word says about people."""

    NATIONALITY = "nationality"
    ETHNIC_GROUP = "ethnic_group"
    RELIGION = "religion"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, order=True)
class IdentityTerm:
    """A stretch of text that names a nationality, ethnic group, religion or language."""

    start: int
    end: int
    kind: IdentityKind
    term: str


@dataclass(frozen=True)
class _Terms:
    """One language's terms by their words, and the words that settle what an ambiguous one means."""

    kinds: Mapping[str, IdentityKind]
    firsts: frozenset[str]
    ordinary: frozenset[str]
    only_with_people: frozenset[str]
    people: frozenset[str]
    tongues: frozenset[str]
    mostly_tongues: frozenset[str]
    spoken_before: frozenset[str]
    spoken_after: frozenset[str]


def identity_terms_in(text: str, folded: str, language: str = "en") -> tuple[IdentityTerm, ...]:
    """The identity terms of a text, leftmost and longest first."""
    terms = _terms(language)
    found = sorted(_candidates(folded, terms), key=lambda term: (term.start, -term.end))[:MOST_TERMS]
    listed = _listed(list(_without_overlaps(found)), folded, terms)
    return tuple(term for term in listed if _is_meant(text, folded, term, terms))


def _candidates(folded: str, terms: _Terms) -> Iterator[IdentityTerm]:
    starts = sorted((start, first) for first in terms.firsts & word_set(folded) for start in occurrences(first, folded))
    for start, first in starts[: 2 * MOST_TERMS]:
        if longest := _longest(folded, start, start + len(first), terms):
            end, term = longest
            yield IdentityTerm(start, end, _kind(folded, start, end, term, terms), term)


@cache
def identity_words() -> frozenset[str]:
    """Every single lower-case word that is an identity term, or ends one of several words ("lankan"): what masking hides."""
    return frozenset(word for language in _data() for word in _single_words(_terms(language)))


def _single_words(terms: _Terms) -> Iterator[str]:
    for term, kind in terms.kinds.items():
        last = term.split()[-1]
        if " " not in term or (kind is IdentityKind.NATIONALITY and last not in terms.people):
            yield last


def _without_overlaps(found: list[IdentityTerm]) -> Iterator[IdentityTerm]:
    end = -1
    for term in found:
        if term.start >= end:
            end = term.end
            yield term


def _longest(folded: str, start: int, end: int, terms: _Terms) -> tuple[int, str] | None:
    """The end and the key of the longest term that begins with a word."""
    key, best = folded[start:end], None
    for _ in range(_LONGEST_TERM):
        if key in terms.kinds:
            best = end, key
        if not (following := _NEXT.match(folded, end)):
            break
        key, end = f"{key} {following[1]}", following.end()
    return best


def _is_meant(text: str, folded: str, term: IdentityTerm, terms: _Terms) -> bool:
    """Whether an ordinary word ("polish") is the term: people or speech beside it, or a capital within a sentence."""
    if term.term not in terms.ordinary or term.kind is IdentityKind.LANGUAGE:
        return True
    before, after = _beside(folded, term.start, term.end)
    if after in terms.people or before == "only":
        return True
    return term.term not in terms.only_with_people and _WITHIN.search(text, max(0, term.start - 2), term.start + 2) is not None


_WITHIN: Final = re.compile(r"[a-z,;)&] [A-Z][a-z]$")
"""A capital letter that begins no sentence."""


def _beside(folded: str, start: int, end: int) -> tuple[str, str]:
    """The word before and the word after a stretch, in the same clause."""
    before, after = _PREVIOUS.search(folded, max(0, start - _BEFORE), start), _NEXT.match(folded, end)
    return before[1] if before else "", after[1] if after else ""


def _kind(folded: str, start: int, end: int, term: str, terms: _Terms) -> IdentityKind:
    """A word for both a people and its tongue is a language where it is spoken: "fluent German", "in English"."""
    kind = terms.kinds[term]
    if kind is IdentityKind.LANGUAGE or term not in terms.tongues:
        return kind
    before, after = _beside(folded, start, end)
    spoken = after in terms.spoken_after or before in terms.spoken_before
    alone = after in _JOINING or not _NEXT.match(folded, end)
    return IdentityKind.LANGUAGE if spoken or (alone and before in _OF_SPEECH) or _is_mostly_tongue(term, after, terms) else kind


def _is_mostly_tongue(term: str, after: str, terms: _Terms) -> bool:
    return term in terms.mostly_tongues and after not in terms.people


def _listed(found: list[IdentityTerm], folded: str, terms: _Terms) -> Iterator[IdentityTerm]:
    """Reads a list alike: what stands beside a language, and can be one, is one ("Armenian, Russian and English")."""
    spoken = {index for index, term in enumerate(found) if term.kind is IdentityKind.LANGUAGE}
    for order in (range(1, len(found)), range(len(found) - 1, 0, -1)):
        for index in order:
            pair = {index - 1, index}
            if len(pair & spoken) == 1 and _LIST.fullmatch(folded, found[index - 1].end, found[index].start):
                spoken |= {each for each in pair if found[each].term in terms.tongues}
    for index, term in enumerate(found):
        yield replace(term, kind=IdentityKind.LANGUAGE) if index in spoken else term


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _terms(language: str) -> _Terms:
    """A language's terms; the English ones where it has none of its own."""
    data = _data().get(language) or _data()["en"]
    kinds: dict[str, IdentityKind] = {}
    for kind in IdentityKind:
        for term in _words(data[kind]):
            kinds.setdefault(term, kind)
    return _Terms(
        kinds,
        frozenset(term.split()[0] for term in kinds),
        *(
            frozenset(_words(data[name]))
            for name in ("ordinary", "only_with_people", "people", "language", "mostly_language", "spoken_before", "spoken_after")
        ),
    )


def _words(block: str) -> list[str]:
    """The terms of a block, as words in lower case."""
    return [" ".join(LETTERS.findall(term.lower())) for term in spellings(block)]
