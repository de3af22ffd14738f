"""Who an offer says it will take, beyond skill: age, gender, looks, family state, photographs, body measurements.

Statements of equal opportunity, people who are served ("children aged 3 to 5") and things ("25 years of experience") are not
requirements. Whether a requirement has a reason in the job is for the recognisers to say. English is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from features import looks
from features.ages import ages_in
from features.gender import GENDER_WORDS, genders_in
from features.requirement import Requirement, RequirementKind
from features.words import word_set

__all__ = ["Requirement", "RequirementKind", "requirements_in"]

_READERS: Final[tuple[tuple[frozenset[str], Callable[[str], Iterator[Requirement]]], ...]] = (
    (GENDER_WORDS, genders_in),
    (looks.LOOKS_WORDS, looks.appearance_in),
    (looks.FAMILY_WORDS, looks.family_states_in),
    (looks.PHOTO_WORDS, looks.photos_in),
    (looks.MEASUREMENT_WORDS, looks.measurements_in),
)
"""Each reader, behind the words without which it has nothing to find."""


def requirements_in(text: str, folded: str) -> tuple[Requirement, ...]:
    """The requirements of a text, in reading order; of overlapping ones of one kind, the first and longest."""
    del text
    words = word_set(folded)
    found = list(ages_in(folded))
    for gate, read in _READERS:
        if not gate.isdisjoint(words):
            found.extend(read(folded))
    return tuple(_without_overlaps(sorted(found, key=lambda item: (item.start, -item.end, item.kind))))


def _without_overlaps(found: list[Requirement]) -> Iterator[Requirement]:
    ends: dict[RequirementKind, int] = {}
    for item in found:
        if item.start >= ends.get(item.kind, 0):
            ends[item.kind] = item.end
            yield item
