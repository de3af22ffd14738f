"""Cuts a published text at the borders of its evidence, so that a page can mark stretches that overlap.

Every segment says which evidence covers it and which begins there; the segments' sources joined are the published text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

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
class Pull:
    """A place of a word that moved the score: it may be marked inside or outside evidence."""

    start: int
    end: int
    log_odds: float
    label: str = ""
    """How the page refers to the word, where this is its first place."""


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


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Stretch)


def segments(text: str, marks: Iterable[Mark], pulls: Iterable[Pull] = ()) -> Iterator[Segment]:
    """Cut a text at every border of the marks that lie within it. Marks without a stretch are left to the field's heading.

    Words that pulled are no segments of their own: they are told by the pieces of a segment.
    """
    within, pulling = _ordered(text, marks), _ordered(text, pulls)
    borders = {0, len(text), *_borders(within)}
    cuts = sorted(borders.union(_borders(pulling)))
    active: list[Mark] = []
    begins: list[Mark] = []
    pulled: list[Pull] = []
    stretch: list[Piece] = []
    waiting, coming = within[::-1], pulling[::-1]
    for start, end, pieces_between in zip(cuts, cuts[1:], _cut(text, cuts), strict=False):
        if start in borders:
            begins = _begun(waiting, start)
            active = [mark for mark in active if mark.end > start] + begins
        begun = _begun(coming, start)
        pulled = [pull for pull in pulled if pull.end > start] + begun
        stretch += _pulled(pieces_between, pulled, begun)
        if end in borders:
            yield Segment(tuple(stretch), tuple(active), tuple(begins))
            stretch = []


def _ordered(text: str, stretches: Iterable[_S]) -> list[_S]:
    """Those that lie within the text, the longest first where several begin."""
    return sorted((one for one in stretches if 0 <= one.start < one.end <= len(text)), key=lambda one: (one.start, -one.end))


def _borders(stretches: Iterable[_Stretch]) -> set[int]:
    return {border for one in stretches for border in (one.start, one.end)}


def _begun(waiting: list[_S], start: int) -> list[_S]:
    """Take what begins at `start` from the end of those waiting."""
    begun = []
    while waiting and waiting[-1].start == start:
        begun.append(waiting.pop())
    return begun


def _pulled(found: Sequence[Piece], active: Sequence[Pull], begun: Sequence[Pull]) -> Iterator[Piece]:
    """The pieces under words that pulled, told by the strongest of them; the first carries the labels of those that begin."""
    strongest = max(active, key=lambda pull: abs(pull.log_odds), default=None)
    look = "" if strongest is None else "raises" if strongest.log_odds > 0 else "lowers"
    labels = tuple(pull.label for pull in begun if pull.label)
    for number, piece in enumerate(found):
        yield replace(piece, pull=look, labels=() if number else labels)


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
