"""A linear model of words and word pairs, as it is used: a table of terms and their weights, on the standard library alone.

It never sees who somebody is: first names, nationalities, religions, languages, places and digits are no terms, family names and
towns only where they are ordinary words too ("field"). The training leaves them out, so swapping one cannot move the score.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Any, Final

from features.reading import FieldText, Reading
from features.text.words import words_and_numbers
from models.bundle import BundleError

_IDEOGRAPHS: Final = re.compile(r"[\u3400-\u9fff]")
_UNREAD: Final = frozenset({"hiring_organization.name", "job_location", "base_salary", "employment_type", "application_contact"})
TERM_FREQUENCY: Final = "logarithmic"
"""How repeated terms count (`loudness`); weights learned with another count mean something else."""
MOST_WORDS: Final = 4_000
"""Words after these are not looked at."""


def terms_of(words: Sequence[str]) -> Mapping[str, int]:
    """Words and neighbouring pairs of them, and how often each stands there; in Chinese, pairs of characters stand for words."""
    words = words[:MOST_WORDS]
    together = "".join(words)
    if not together.isascii() and _IDEOGRAPHS.search(together):
        words = [part for word in words for part in parts_of(word)]
    return Counter((*words, *map(" ".join, pairwise(words))))


def loudness(count: int) -> float:
    """How much a term says that stands so often: twice as often is far from twice as much."""
    return 1 + log(count) if count > 1 else 1.0


def parts_of(word: str) -> Iterator[str]:
    """The word itself or, in Chinese, each pair of neighbouring characters; every part begins one character after the last."""
    if not _IDEOGRAPHS.search(word):
        yield word
    else:
        yield from (word[index : index + 2] for index in range(max(1, len(word) - 1)))


def words_of(reading: Reading) -> Sequence[str]:
    """The lower-case words that the model reads: of all fields but those that name the employer or are not prose.

    Unread fields stand late and are short, so the words of the whole text, which others need too, are cut there.
    """
    words = words_and_numbers(reading.folded)
    unread = next((index for index, item in enumerate(reading.fields) if item.name in _UNREAD), None)
    if unread is None:
        return words
    late = [(item.name, words_and_numbers(reading.folded[item.start : item.end])) for item in reading.fields[unread:]]
    early = words[: len(words) - sum(len(found) for _, found in late)]
    return [*early, *(word for name, found in late if name not in _UNREAD for word in found)]


def read_fields(reading: Reading) -> Iterator[FieldText]:
    """The fields whose words `words_of` gives, in its order."""
    return (item for item in reading.fields if item.name not in _UNREAD)


@dataclass(frozen=True, slots=True)
class TermWeight:
    """One term's pull on the log-odds."""

    term: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Log-odds = intercept + scale-free mean of the weights of the terms a text holds (its vector has length one)."""

    intercept: float
    terms: Mapping[str, tuple[float, float]]
    """Term to (weight times inverse document frequency, square of the inverse document frequency)."""
    languages: frozenset[str]
    """The languages it was trained in, risky and ordinary both; of any other it says nothing."""
    fewest_terms: int
    """With fewer known terms than these it says nothing."""

    def read(self, words: Sequence[str]) -> LinearReading:
        """Look a text's terms up."""
        weights = self.terms
        known = {term: loudness(count) for term, count in terms_of(words).items() if term in weights}
        length = sqrt(sum(loud * loud * weights[term][1] for term, loud in known.items())) or 1.0
        pull = sum(loud * weights[term][0] for term, loud in known.items()) / length
        share = sum(word in weights for word in words) / (len(words) or 1)
        return LinearReading(self, known, length, self.intercept + pull if len(known) >= self.fewest_terms else None, share)


@dataclass(frozen=True, slots=True)
class LinearReading:
    """What a model says of one text."""

    model: LinearModel
    terms: Mapping[str, float]
    """Those that the model knows, and how loud each is."""
    length: float
    """Of the text's vector."""
    log_odds: float | None
    """None where the model knows too few of the terms."""
    known_share: float = 1.0
    """Of the text's words, the share that the model knows, from 0 to 1."""

    def strongest(self, most: int = 5) -> tuple[TermWeight, ...]:
        """The terms that raise the score most, for the explanation."""
        weights = self.model.terms
        pulls = ((loud * weights[term][0] / self.length, term) for term, loud in self.terms.items())
        raising = sorted(((pull, term) for pull, term in pulls if pull > 0), reverse=True)
        return tuple(TermWeight(term, pull) for pull, term in raising[:most])


def linear_from(part: Mapping[str, Any]) -> LinearModel:
    """The text model, as a bundle writes it: each term with its weight and its inverse document frequency.

    Raises BundleError for weights that were learned with another count of repeated terms.
    """
    if (count := part.get("term_frequency")) != TERM_FREQUENCY:
        raise BundleError(
            f"linear.json: counts repeated terms by {count!r}, this version by {TERM_FREQUENCY!r}; train the bundle again"
        )
    return LinearModel(
        intercept=float(part["intercept"]),
        terms={term: (weight * idf, idf * idf) for term, (weight, idf) in part["terms"].items()},
        languages=frozenset(part["languages"]),
        fewest_terms=int(part["fewest_terms"]),
    )
