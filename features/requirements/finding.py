"""Who an offer says it will take, beyond skill: age, gender, looks, family state, photographs, body measurements.

Statements of equal opportunity, people who are served ("children aged 3 to 5") and things ("25 years of experience") are not
requirements. Whether a requirement has a reason in the job is for the recognisers to say. English is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from features.requirements.ages import ages_in
from features.requirements.gender import genders_in
from features.requirements.looks import appearance_in, family_states_in, measurements_in, photos_in
from features.requirements.requirement import Requirement, RequirementKind

__all__ = ["Requirement", "RequirementKind", "requirements_in", "requirements_of"]

_READERS: Final[Mapping[RequirementKind, Callable[[str], Iterator[Requirement]]]] = MappingProxyType(
    {
        RequirementKind.AGE: ages_in,
        RequirementKind.GENDER: genders_in,
        RequirementKind.APPEARANCE: appearance_in,
        RequirementKind.FAMILY_STATE: family_states_in,
        RequirementKind.PHOTO: photos_in,
        RequirementKind.MEASUREMENTS: measurements_in,
    }
)


def requirements_in(text: str, folded: str) -> tuple[Requirement, ...]:
    """The requirements of a text, in reading order; of overlapping ones of one kind, the first and longest."""
    del text
    return requirements_of(folded, *RequirementKind)


def requirements_of(folded: str, *kinds: RequirementKind) -> tuple[Requirement, ...]:
    """Those of some kinds only, for a reader who needs no others: the kinds do not bear on each other."""
    found = [item for kind in kinds for item in _READERS[kind](folded)]
    return tuple(_without_overlaps(sorted(found, key=lambda item: (item.start, -item.end, item.kind))))


def _without_overlaps(found: list[Requirement]) -> Iterator[Requirement]:
    ends: dict[RequirementKind, int] = {}
    for item in found:
        if item.start >= ends.get(item.kind, 0):
            ends[item.kind] = item.end
            yield item
