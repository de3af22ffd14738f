"""Who an offer says it will take, beyond skill: age, gender, looks, family state, photographs, body measurements.

Statements of equal opportunity, people who are served ("children aged 3 to 5") and things ("25 years of experience") are not
requirements. Whether a requirement has a reason in the job is for the recognisers to say. English is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from features.ages import ages_in
from features.gender import genders_in
from features.looks import appearance_in, family_states_in, measurements_in, photos_in
from features.requirement import Requirement, RequirementKind

__all__ = ["Requirement", "RequirementKind", "requirements_in"]

_READERS: Final[tuple[Callable[[str], Iterator[Requirement]], ...]] = (
    ages_in,
    genders_in,
    appearance_in,
    family_states_in,
    photos_in,
    measurements_in,
)


def requirements_in(text: str, folded: str) -> tuple[Requirement, ...]:
    """The requirements of a text, in reading order; of overlapping ones of one kind, the first and longest."""
    del text
    found = [item for read in _READERS for item in read(folded)]
    return tuple(_without_overlaps(sorted(found, key=lambda item: (item.start, -item.end, item.kind))))


def _without_overlaps(found: list[Requirement]) -> Iterator[Requirement]:
    ends: dict[RequirementKind, int] = {}
    for item in found:
        if item.start >= ends.get(item.kind, 0):
            ends[item.kind] = item.end
            yield item
