"""A text under rewriting that never loses the way back to the original.

For every character that remains, two integers say which stretch of the original produced it. As long as every change keeps the
length, no map is made at all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from features.spans import Span

Edit: TypeAlias = tuple[int, int, str]
"""Start and end of a stretch of the text as it stands, and what to put there."""


_MAX_NOTED: Final = 400


class Disguise(StrEnum):
    """How words were hidden from a plain search."""

    MIXED_ALPHABET = "mixed_alphabet"
    SPACED_LETTERS = "spaced_letters"
    DOTTED_LETTERS = "dotted_letters"
    DIGITS_FOR_LETTERS = "digits_for_letters"
    EMOJI_LETTERS = "emoji_letters"
    INVISIBLE_CHARACTERS = "invisible_characters"
    STYLED_LETTERS = "styled_letters"
    COMBINING_MARKS = "combining_marks"


@dataclass(frozen=True, slots=True, order=True)
class Undone:
    """A disguise that was undone, and where its plain words stand in the normalised text."""

    kind: Disguise
    span: Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """For each character of a rewritten text, where the stretch that produced it starts and ends in the original."""

    starts: array[int]
    ends: array[int]
    length: int
    """Characters of the original."""

    def original(self, start: int, end: int) -> Span:
        """The stretch of the original behind `text[start:end]`; an empty stretch gives an empty one."""
        if start < end:
            return Span(self.starts[start], self.ends[end - 1])
        place = self.starts[start] if start < len(self.starts) else self.length
        return Span(place, place)

    def rewritten(self, span: Span) -> Span:
        """The characters of the rewritten text that came from within a stretch of the original."""
        start = bisect_right(self.ends, span.start)
        return Span(start, max(start, bisect_left(self.starts, span.end)))


def _identity(length: int) -> OffsetMap:
    return OffsetMap(array("I", range(length)), array("I", range(1, length + 1)), length)


@dataclass(slots=True)
class Draft:
    """The text as it stands, the way back (none needed while lengths agree), and what was undone, by original offsets."""

    text: str
    offsets: OffsetMap | None = None
    noted: list[tuple[Disguise, Span]] = field(default_factory=list)

    def note(self, kind: Disguise, start: int, end: int) -> None:
        """Remember that `text[start:end]` is a disguise; after four hundred, there is nothing left to learn."""
        if len(self.noted) < _MAX_NOTED:
            self.noted.append((kind, self.offsets.original(start, end) if self.offsets else Span(start, end)))

    def rewrite(self, edits: list[Edit]) -> None:
        """Make the changes, which are in order and do not overlap; what is as long as before came from it sign by sign."""
        if not edits:
            return
        old = self.offsets or _identity(len(self.text))
        starts, ends, pieces, at = array("I"), array("I"), [], 0
        for start, end, new in edits:
            if at < start:
                starts += old.starts[at:start]
                ends += old.ends[at:start]
                pieces.append(self.text[at:start])
            if len(new) == end - start > 1:
                starts += old.starts[start:end]
                ends += old.ends[start:end]
            elif new:
                starts.extend((old.starts[start],) * len(new))
                ends.extend((old.ends[end - 1],) * len(new))
            pieces.append(new)
            at = end
        pieces.append(self.text[at:])
        self.text = "".join(pieces)
        self.offsets = OffsetMap(starts + old.starts[at:], ends + old.ends[at:], old.length)

    def undone(self) -> tuple[Undone, ...]:
        """What was undone, in order, with neighbours of one kind joined, by offsets of the text as it now stands."""
        joined: list[tuple[Disguise, Span]] = []
        for kind, span in sorted(self.noted):
            if joined and joined[-1][0] == kind and span.start <= joined[-1][1].end + 2:
                joined[-1] = (kind, Span(joined[-1][1].start, max(joined[-1][1].end, span.end)))
            else:
                joined.append((kind, span))
        found = (Undone(kind, self.offsets.rewritten(span) if self.offsets else span) for kind, span in joined)
        return tuple(sorted(found, key=lambda undone: (undone.span, undone.kind)))
