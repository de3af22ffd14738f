"""Text as a careful reader sees it: markup seen through, disguises undone, characters plain; with an exact way back.

Ordinary text passes after a few searches and keeps its offsets. What is undone is reported, because hiding words is itself
something a reviewer wants to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from features.spans import Span
from features.text.characters import SPECIAL, plain_characters
from features.text.letters import (
    CHINESE,
    EXTENDED_LATIN,
    join_characters_apart,
    join_letters_apart,
    letters_for_signs,
    same_alphabet,
)
from features.text.rewriting import Disguise, Draft, Edit, OffsetMap, Undone
from features.text.shape import Shape
from features.text.tags import see_through_markup

__all__ = ["Disguise", "Normalised", "Undone", "lower", "normalise"]

_REPEATED: Final = re.compile(r"([^\w\s]|_)\1{3,}")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text, which disguises were undone in it, and the way back to the original."""

    text: str
    undone: tuple[Undone, ...] = ()
    offsets: OffsetMap | None = field(default=None, repr=False, compare=False)
    """None where every character stands where it stood."""

    def original(self, start: int, end: int) -> Span:
        """The stretch of the original text that produced `text[start:end]`."""
        return self.offsets.original(start, end) if self.offsets else Span(start, end)


def normalise(text: str) -> Normalised:
    """Make a text plain, case kept."""
    draft = Draft(text)
    if "<" in text or "&" in text:
        see_through_markup(draft)
    shape = Shape(draft.text)
    if shape.has_special() or (shape.beyond_latin() and SPECIAL.search(draft.text)):
        plain_characters(draft)
        shape = Shape(draft.text)
    _undo_disguises(draft, shape)
    return Normalised(draft.text, draft.undone() if draft.noted else (), draft.offsets)


def _undo_disguises(draft: Draft, shape: Shape) -> None:
    if shape.has_letters_apart():
        join_letters_apart(draft)
    if shape.beyond_latin() and CHINESE.search(draft.text):
        join_characters_apart(draft)
    if shape.mixes_alphabets() or (shape.beyond_latin() and EXTENDED_LATIN.search(draft.text)):
        same_alphabet(draft)
    if shape.has_signs_in_words():
        letters_for_signs(draft)
    if shape.has_runs():
        _shorten_runs(draft)


def _shorten_runs(draft: Draft) -> None:
    """Four or more equal signs say no more than three."""
    edits: list[Edit] = [(run.start(), run.end(), run[0][:3]) for run in _REPEATED.finditer(draft.text)]
    draft.rewrite(edits)


def lower(text: str) -> str:
    """Lower case of equal length: the dotted capital I is the only letter whose lower case is longer."""
    return text.replace("\u0130", "i").lower()
