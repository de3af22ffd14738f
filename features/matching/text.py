"""A text as phrases see it: sentences, their words, the runs that end at each, and the signs between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, reduce
from operator import or_
from typing import TypeAlias

from features.matching.automaton import Automaton
from features.matching.signs import Sign, numbers_in
from features.matching.tokens import END, LOOSE, has_unspaced, outline, words_in
from features.spans import Span

Spans: TypeAlias = list[tuple[int, int]]
"""The numbers of the first and the last word of each place."""


class Sentence:
    """One sentence: its words, where it lies in the text, and every part found so far."""

    __slots__ = (
        "_first_edges",
        "_known",
        "_last_edges",
        "_numbers",
        "_starts",
        "_states",
        "_words",
        "bits",
        "folded",
        "found",
        "span",
    )

    def __init__(self, text: Text, number: int) -> None:
        first, last = text.words_of(number)
        self._known = text.known
        self.folded = text.folded
        self.span = text.span_of(number)
        self.found: dict[object, Spans] = {}
        self._words = text.words[first:last]
        self._states = text.states[first:last]
        self.bits = text.bits(number)
        """The bits of the watched sets of runs of which one stands in it."""
        self._numbers: list[tuple[int, int]] | None = None
        self._starts: list[int] = []
        self._first_edges: dict[int, int] = {}
        self._last_edges: dict[int, int] = {}

    @property
    def characters_a_word(self) -> int:
        """How many characters make a word where each is cut off by itself; else one word is one."""
        return 3 if has_unspaced(self.folded[self.span.start : self.span.end]) else 1

    def places_of(self, run: int) -> Iterator[tuple[int, int]]:
        """Where a run stands."""
        ends = self._known.ends.get(run, {})
        for index, state in enumerate(self._states):
            if state in ends:
                for length in ends[state]:
                    yield index - length + 1, index

    @property
    def numbers(self) -> list[tuple[int, int]]:
        """The characters of its figures."""
        if self._numbers is None:
            self._numbers = numbers_in(self.folded, self.span)
        return self._numbers

    def places_of_sign(self, sign: Sign) -> Iterator[tuple[int, int]]:
        """Where a sign stands; one without a word stands between two words."""
        starts = self._word_starts()
        for start, end in sign.spans(self):
            first, last = bisect_left(starts, start), bisect_left(starts, end) - 1
            self._first_edges[first] = min(start, self._first_edges.get(first, start))
            self._last_edges[last] = max(end, self._last_edges.get(last, end))
            yield first, last

    def _word_starts(self) -> list[int]:
        at = self.span.start
        for word in self._words[len(self._starts) :]:
            self._starts.append(at if word == LOOSE else self.folded.find(word, at))
            at = self._starts[-1] + (0 if word == LOOSE else len(word))
        return self._starts

    def characters(self, first: int, last: int) -> Span:
        """The stretch of the text from one word to another, with the signs that were found at its edges."""
        starts = self._word_starts()
        start, end = self._first_edges.get(first), self._last_edges.get(last)
        return Span(starts[first] if start is None else start, starts[last] + len(self._words[last]) if end is None else end)


class Text:
    """A lower-case text, cut into sentences."""

    def __init__(self, folded: str, automaton: Automaton) -> None:
        self.folded = folded
        self._outline = outline(folded)
        self.words = words_in(self._outline)
        self.known, self.states = automaton.read(self.words)
        """Where the automaton is after each word, and what it knows of such states."""
        self._ends = [index for index, word in enumerate(self.words) if word == END]
        self._sentences: dict[int, Sentence] = {}
        self._bits: dict[int, int] = {}

    @property
    def sentences(self) -> range:
        """Their numbers."""
        return range(len(self._ends))

    def sentence(self, number: int) -> Sentence:
        """One of its sentences."""
        found = self._sentences.get(number)
        if found is None:
            found = self._sentences[number] = Sentence(self, number)
        return found

    def clauses_of(self, number: int) -> set[int]:
        """A sentence, by its number, and those beside it that only a semicolon parts from it."""
        found = {number}
        if number and self._ends_with_semicolon(number - 1):
            found.add(number - 1)
        if self._ends_with_semicolon(number):
            found.add(number + 1)
        return found

    def _ends_with_semicolon(self, number: int) -> bool:
        end = self.span_of(number).end
        return self.folded[end : end + 1] == ";"

    def words_of(self, number: int) -> tuple[int, int]:
        """The first word of a sentence, and the end of it."""
        return (self._ends[number - 1] + 1 if number else 0), self._ends[number]

    def span_of(self, number: int) -> Span:
        """The characters of a sentence."""
        start = self._stops[number - 1] + 1 if number else 0
        return Span(start, self._stops[number] if number < len(self._stops) else len(self.folded))

    @cached_property
    def _stops(self) -> list[int]:
        return [match.start() for match in re.finditer(re.escape(END), self._outline)]

    def bits(self, number: int) -> int:
        """The bits of the watched sets of runs of which one stands in a sentence."""
        bits = self._bits.get(number)
        if bits is None:
            first, last = self.words_of(number)
            bits = self._bits[number] = reduce(or_, map(self.known.bits.__getitem__, self.states[first:last]), 0)
        return bits

    def gathered(self, tier: int) -> Iterator[tuple[int, set[int]]]:
        """What is filed under the runs of each sentence, with the sentence's number."""
        filed = list(map(self.known.filed[tier].__getitem__, self.states))
        first = 0
        for number, end in enumerate(self._ends):
            if found := list(filter(None, filed[first:end])):
                yield number, set().union(*found)
            first = end + 1
