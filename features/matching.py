"""Finds the phrases of all active packs in a reading, at exact places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from features.gate import Gate
from features.packs import Pack, Phrase, packs
from features.phrase_patterns import regex_of
from features.profile import Profile
from features.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at a stretch of the joined text."""

    span: Span
    phrase: Phrase


class Matcher:
    """All phrases of some packs, compiled once."""

    def __init__(self, active: Sequence[Pack], profile: Profile) -> None:
        self._phrases = [phrase for pack in active for phrase in pack.phrases]
        self._patterns = [regex_of(phrase.sequence) for phrase in self._phrases]
        self._gate = Gate([phrase.sequence for phrase in self._phrases], profile)

    def hits(self, folded: str) -> list[Hit]:
        """Every phrase in a lower-case text, in the text's order."""
        found = (
            hit
            for number, windows in self._gate.windows(folded)
            for window in windows
            for hit in self._exact(number, folded, window)
        )
        return sorted(found, key=lambda hit: (hit.span, hit.phrase.section, hit.phrase.rule))

    def _exact(self, number: int, folded: str, window: Span) -> Iterator[Hit]:
        for match in self._patterns[number].finditer(folded, window.start, window.end):
            if not (match.end() == window.end < len(folded) and folded[match.end()].isalnum()):
                yield Hit(Span(match.start(), match.end()), self._phrases[number])


@cache
def matcher(profile: Profile) -> Matcher:
    """The matcher over the packs that come with the project."""
    return Matcher(packs(), profile)
