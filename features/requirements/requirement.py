"""What an offer asks of the person, beyond skill."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RequirementKind(StrEnum):
    """What the offer asks about."""

    AGE = "age"
    GENDER = "gender"
    APPEARANCE = "appearance"
    FAMILY_STATE = "family_state"
    PHOTO = "photo"
    MEASUREMENTS = "measurements"


@dataclass(frozen=True, slots=True, order=True)
class Requirement:
    """A stretch of text that asks something of the person.

    `low` and `high` are ages, inclusive. `detail` is `female` or `male` for gender, `body` for photographs of more than a face.
    `mild` marks what employers of every sort write: a tidy appearance, a photograph with the application.
    """

    start: int
    end: int
    kind: RequirementKind
    low: int | None = None
    high: int | None = None
    detail: str = ""
    mild: bool = False
