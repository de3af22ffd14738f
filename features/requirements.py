"""Who an offer says it will take, beyond skill: age, gender, looks, family state, photographs, body measurements.

Statements of equal opportunity, people who are served ("children aged 3 to 5") and things ("25 years of experience") are not
requirements. Whether a requirement has a reason in the job is for the recognisers to say.
"""

from __future__ import annotations

from features.ages import ages_in
from features.selection import Requirement, RequirementKind, selections_in

__all__ = ["Requirement", "RequirementKind", "requirements_in"]


def requirements_in(text: str, folded: str) -> tuple[Requirement, ...]:
    """The requirements of a text, in reading order."""
    del text
    return tuple(sorted([*ages_in(folded), *selections_in(folded)], key=lambda item: (item.start, item.end, item.kind)))
