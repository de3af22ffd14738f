"""Finds the phrases of all active packs in a reading, at exact places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from features.gate import Gate, Text
from features.packs import CLAIMING_USES, CONTEXT_SECTIONS, Pack, Phrase, packs
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
        self._gate = Gate([(_drawer_of(phrase), phrase.sequence) for phrase in self._phrases], profile)

    def read(self, folded: str) -> Matches:
        """A lower-case text, ready to be asked for its phrases."""
        return Matches(self, self._gate.open(folded))

    def hits(self, text: Text, drawer: str) -> list[Hit]:
        """Every phrase of one drawer in a text, in the text's order."""
        found = (
            hit
            for number, windows in self._gate.windows(text, drawer)
            for window in windows
            for hit in self._exact(number, text.folded, window)
        )
        return sorted(found, key=lambda hit: (hit.span, hit.phrase.section, hit.phrase.rule))

    def _exact(self, number: int, folded: str, window: Span) -> Iterator[Hit]:
        for match in self._patterns[number].finditer(folded, window.start, window.end):
            if not (match.end() == window.end < len(folded) and folded[match.end()].isalnum()):
                yield Hit(Span(match.start(), match.end()), self._phrases[number])


class Matches:
    """The phrases of one text, each kind looked for only when it is asked for: what no claim is made of needs no denial."""

    def __init__(self, matcher: Matcher, text: Text) -> None:
        self._matcher = matcher
        self._text = text
        self.folded = text.folded

    @cached_property
    def claims(self) -> list[Hit]:
        """Phrases that show or contradict an indicator or a signal."""
        return self._matcher.hits(self._text, _CLAIMS)

    @cached_property
    def context(self) -> list[Hit]:
        """Denials, warnings and offers."""
        return self._matcher.hits(self._text, _CONTEXT)

    def exemptions(self, section: str) -> list[Hit]:
        """What says that a phrase of this section is something else."""
        return self._matcher.hits(self._text, section)


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
