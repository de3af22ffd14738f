"""What in a posting's own words shows or contradicts an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from features.posting import Posting


class EvidenceState(StrEnum):
    """What the words do to an indicator. An indicator without evidence is not stated, which is never the same as present."""

    PRESENT = "present"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A stretch of a posting's own text that shows or contradicts one indicator, and the rule that saw it.

    `start` and `end` are half-open offsets into the original text of `field`; an empty stretch (0, 0) means that the whole field,
    or its absence, is what was seen.
    """

    field: str
    start: int
    end: int
    indicator: str
    rule: str
    state: EvidenceState = EvidenceState.PRESENT
    note: str = ""

    def quote(self, posting: Posting) -> str:
        """The words themselves, exactly as published."""
        return posting.text_of(self.field)[self.start : self.end]
