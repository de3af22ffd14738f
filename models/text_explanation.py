"""What single words did to the text model's score of one posting, both ways, and where each stands. Reckoned on request only.

A word is no evidence: its pull says how often it stood in postings that annotators called deceptive, beside the other words of
this text. Words that the model never learned (names, places, peoples, numbers) pull nothing and are never listed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import fsum
from typing import Final

from features.posting import Posting
from features.reading import Reading
from features.spans import Span
from models.linear import MOST_WORDS, LinearModel, parts_of, read_fields, words_of

_WORD_OR_NUMBER: Final = re.compile(r"[^\W\d_]+|\d+")


class Unread(StrEnum):
    """Why the text model says nothing of a posting."""

    AWARENESS = "awareness"
    """The text warns or reports."""
    LANGUAGE = "language"
    """The model was not trained in its language."""
    NO_OFFER_OF_WORK = "no_offer_of_work"
    """The words speak of something else: no policy was applied."""
    TOO_FEW_TERMS = "too_few_terms"
    """It knows too few of the words."""


@dataclass(frozen=True, slots=True, order=True)
class FieldSpan:
    """A stretch of a posting's own text: half-open offsets into the original text of `field`."""

    field: str
    start: int
    end: int

    def quote(self, posting: Posting) -> str:
        """The words themselves, exactly as published."""
        return posting.text_of(self.field)[self.start : self.end]


@dataclass(frozen=True, slots=True)
class TermContribution:
    """What one word, or pair of neighbouring words, adds to the text model's log-odds, and where it stands.

    A pair that is parted by the end of a field stands in two stretches.
    """

    term: str
    log_odds: float
    spans: tuple[FieldSpan, ...]


@dataclass(frozen=True, slots=True)
class TextExplanation:
    """Every term that the text model knows in a posting, the strongest pull first, whichever way it pulls."""

    terms: tuple[TermContribution, ...]
    intercept: float
    """The log-odds of a text before any of its terms."""
    unread: Unread | None = None
    """Why the model says nothing; there are no terms then."""

    @property
    def log_odds(self) -> float | None:
        """What the text model says: the intercept and all terms added up; None where it says nothing."""
        return None if self.unread else self.intercept + fsum(item.log_odds for item in self.terms)

    def raising(self, most: int) -> tuple[TermContribution, ...]:
        """The terms that raise the log-odds most."""
        return tuple(item for item in self.terms if item.log_odds > 0)[:most]

    def lowering(self, most: int) -> tuple[TermContribution, ...]:
        """The terms that lower the log-odds most."""
        return tuple(item for item in self.terms if item.log_odds < 0)[:most]

    def strongest(self, most: int) -> tuple[TermContribution, ...]:
        """At most so many of either direction, the strongest first."""
        listed = {*self.raising(most), *self.lowering(most)}
        return tuple(item for item in self.terms if item in listed)

    def others(self, most: int) -> tuple[TermContribution, ...]:
        """All that `strongest` leaves out."""
        listed = set(self.strongest(most))
        return tuple(item for item in self.terms if item not in listed)


def explained(reading: Reading, model: LinearModel) -> TextExplanation:
    """What each known term does to the text model's log-odds and where it stands, if the model is heard on this posting."""
    if reading.language.code not in model.languages:
        return TextExplanation((), model.intercept, Unread.LANGUAGE)
    if reading.phrases.is_awareness:
        return TextExplanation((), model.intercept, Unread.AWARENESS)
    return terms_explained(reading, model)


def terms_explained(reading: Reading, model: LinearModel) -> TextExplanation:
    """The same, whatever the posting is and whichever language it is in."""
    said = model.read(words_of(reading))
    if said.log_odds is None:
        return TextExplanation((), model.intercept, Unread.TOO_FEW_TERMS)
    places = _places_of(reading, said.terms)
    pulls = {term: loud * model.terms[term][0] / said.length for term, loud in said.terms.items()}
    ordered = sorted(pulls, key=lambda term: (-abs(pulls[term]), term))
    return TextExplanation(tuple(TermContribution(term, pulls[term], places[term]) for term in ordered), model.intercept)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word as the model reads it, or a part of one, and where it stands in the reading's text."""

    word: str
    span: Span
    field: str


def _places_of(reading: Reading, terms: Mapping[str, float]) -> Mapping[str, tuple[FieldSpan, ...]]:
    """Where each of the terms stands, in reading order."""
    found: defaultdict[str, list[FieldSpan]] = defaultdict(list)
    placed = list(_placed(reading))
    for item in placed:
        if item.word in terms:
            found[item.word] += _located(reading, [item])
    for pair in pairwise(placed):
        if (term := f"{pair[0].word} {pair[1].word}") in terms:
            found[term] += _located(reading, pair)
    return {term: tuple(spans) for term, spans in found.items()}


def _placed(reading: Reading) -> Iterator[_Placed]:
    """The words that the model reads, one after the other: those of `words_of`, with their places."""
    spans = [
        (Span(*match.span()), item.name)
        for item in read_fields(reading)
        for match in _WORD_OR_NUMBER.finditer(reading.folded, item.start, item.end)
    ]
    for word, (span, field) in list(zip(words_of(reading), spans, strict=True))[:MOST_WORDS]:
        for number, part in enumerate(parts_of(word)):
            yield _Placed(part, Span(span.start + number, span.start + number + len(part)), field)


def _located(reading: Reading, words: Sequence[_Placed]) -> Iterator[FieldSpan]:
    """The stretch from the first of the words to the last, in the original; one for each where they stand in two fields."""
    together = [words] if words[0].field == words[-1].field else [[word] for word in words]
    for run in together:
        field, original = reading.locate(run[0].span.start, run[-1].span.end)
        yield FieldSpan(field, original.start, original.end)
