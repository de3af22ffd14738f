"""Finds the phrases of all active packs in a reading, at exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import Final

from features.frames import Part, near_each_other, parts_of
from features.gate import Gate, Text
from features.packs import CLAIMING_USES, CONTEXT_SECTIONS, Pack, Phrase, packs
from features.phrase_patterns import regex_of
from features.phrases import Node
from features.profile import Profile
from features.spans import Span

_MOST_HITS: Final = 500
"""Times that one phrase is heard in one text: only hostile texts repeat one more often."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at a stretch of the joined text."""

    span: Span
    phrase: Phrase


class Matcher:
    """All phrases of some packs, compiled once."""

    def __init__(self, active: Sequence[Pack], profile: Profile) -> None:
        self.phrases = [phrase for pack in active for phrase in pack.phrases]
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._parts: list[Part] = []
        self._frames = self._framed()
        self.drawers = frozenset(map(_drawer_of, self.phrases))
        self._gate = Gate([(_drawer_of(phrase), phrase.sequence) for phrase in self.phrases], profile, self._keys_of_parts())

    def _framed(self) -> list[tuple[int, ...]]:
        """The parts of each phrase that is a frame, by their numbers; nothing for the others."""
        numbers: dict[Sequence[Node], int] = {}
        frames = []
        for phrase in self.phrases:
            parts = parts_of(phrase.sequence)
            for part in parts:
                if numbers.setdefault(part, len(numbers)) == len(self._parts):
                    self._parts.append(Part(part))
            frames.append(tuple(numbers[part] for part in parts))
        return frames

    def _keys_of_parts(self) -> frozenset[str]:
        return frozenset().union(*(part.keys for part in self._parts))

    def read(self, folded: str) -> Matches:
        """A lower-case text, ready to be asked for its phrases."""
        return Matches(self, self._gate.open(folded))

    def hits(self, text: Text, drawer: str) -> list[Hit]:
        """Every phrase of one drawer in a text, in the text's order."""
        found = (hit for number, windows in self.windows(text, drawer) for hit in self.exact(number, text, windows))
        return sorted(found, key=lambda hit: (hit.span, hit.phrase.section, hit.phrase.rule))

    def windows(self, text: Text, drawer: str) -> Iterator[tuple[int, list[Span]]]:
        """Where each phrase of a drawer, by its number, is worth a closer look."""
        return self._gate.windows(text, drawer)

    def exact(self, number: int, text: Text, windows: Sequence[Span]) -> Iterator[Hit]:
        """The places of one phrase within some stretches."""
        spans = (
            self._framed_spans(self._frames[number], text) if self._frames[number] else self._spans(number, text.folded, windows)
        )
        return (Hit(span, self.phrases[number]) for span in islice(spans, _MOST_HITS))

    def _spans(self, number: int, folded: str, windows: Sequence[Span]) -> Iterator[Span]:
        for window in windows:
            for match in self._pattern(number).finditer(folded, window.start, window.end):
                if not (match.end() == window.end < len(folded) and folded[match.end()].isalnum()):
                    yield Span(match.start(), match.end())

    def _pattern(self, number: int) -> re.Pattern[str]:
        """Compiled when it is first tried: most phrases never are."""
        if number not in self._patterns:
            self._patterns[number] = regex_of(self.phrases[number].sequence)
        return self._patterns[number]

    def _framed_spans(self, parts: tuple[int, ...], text: Text) -> list[Span]:
        for part in parts:
            if part not in text.part_spans:
                text.part_spans[part] = self._parts[part].spans(text)
            if not text.part_spans[part]:
                return []
        return near_each_other(text.folded, [text.part_spans[part] for part in parts])


class Matches:
    """The phrases of one text, each kind looked for only when it is asked for: what no claim is made of needs no denial."""

    def __init__(self, matcher: Matcher, text: Text) -> None:
        self._matcher = matcher
        self.text = text

    @property
    def folded(self) -> str:
        """The text itself, lower case."""
        return self.text.folded

    @cached_property
    def claims(self) -> list[Hit]:
        """Phrases that show or contradict an indicator or a signal."""
        return self._matcher.hits(self.text, _CLAIMS)

    @cached_property
    def context(self) -> list[Hit]:
        """Denials, warnings and offers."""
        return self._matcher.hits(self.text, _CONTEXT)

    def exemptions(self, section: str) -> list[Hit]:
        """What says that a phrase of this section is something else."""
        return self._matcher.hits(self.text, section)


_CLAIMS: Final = "claims"
_CONTEXT: Final = "context"


def _drawer_of(phrase: Phrase) -> str:
    if phrase.section in CONTEXT_SECTIONS:
        return _CONTEXT
    return _CLAIMS if phrase.use in CLAIMING_USES else phrase.section


@cache
def matcher(profile: Profile) -> Matcher:
    """The matcher over the packs that come with the project."""
    return Matcher(packs(), profile)
