"""Cuts a published text at the borders of its evidence, so that a page can mark stretches that overlap.

Every segment says which evidence covers it and which begins there; the segments' sources joined are the published text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from features.evidence import EvidenceState
from serving.console.shown import Piece, pieces


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of evidence as a page refers to it: `label` is its letter and number (B2), `indicator` its id."""

    label: str
    field: str
    start: int
    end: int
    indicator: str
    state: EvidenceState

    @property
    def contradicts(self) -> bool:
        """Whether the words speak against the indicator."""
        return self.state is EvidenceState.CONTRADICTED


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text under the same evidence from end to end."""

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    """The marks that begin with this segment: it carries their labels."""

    @property
    def look(self) -> str:
        """Which way it is marked: present, contradicted, both, or not at all."""
        states = {mark.state.value for mark in self.marks}
        return "both" if len(states) > 1 else next(iter(states), "")


def letters(number: int) -> str:
    """A, B ... Z, AA, AB ... for 0, 1 ..."""
    more, last = divmod(number, 26)
    return (letters(more - 1) if more else "") + chr(ord("A") + last)


def segments(text: str, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Cut a text at every border of the marks that lie within it. Marks without a stretch are left to the field's heading."""
    within = sorted((mark for mark in marks if 0 <= mark.start < mark.end <= len(text)), key=lambda mark: (mark.start, -mark.end))
    borders = sorted({0, len(text), *(mark.start for mark in within), *(mark.end for mark in within)})
    cuts = _cut(text, borders)
    active: list[Mark] = []
    waiting = within[::-1]
    for start, stretch in zip(borders, cuts, strict=False):
        begins = _begun(waiting, start)
        active = [mark for mark in active if mark.end > start] + begins
        yield Segment(tuple(stretch), tuple(active), tuple(begins))


def _begun(waiting: list[Mark], start: int) -> list[Mark]:
    """Take the marks that begin at `start` from the end of those waiting."""
    begun = []
    while waiting and waiting[-1].start == start:
        begun.append(waiting.pop())
    return begun


def _cut(text: str, borders: Sequence[int]) -> Iterator[list[Piece]]:
    """The text's pieces, cut anew at each border after the first."""
    source = pieces(text)
    rest: Piece | None = None
    position = 0
    for border in borders[1:]:
        stretch: list[Piece] = []
        while position < border:
            piece = rest or next(source)
            taken = min(len(piece.source), border - position)
            stretch.append(piece.head(taken))
            rest = _remainder(piece, taken)
            position += taken
        yield stretch


def _remainder(piece: Piece, taken: int) -> Piece | None:
    return piece.tail(taken) if taken < len(piece.source) else None
