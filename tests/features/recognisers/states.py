"""What a short posting shows and denies, for the tests of single indicators."""

from __future__ import annotations

from typing import Any

from features.evidence import Evidence, EvidenceState
from features.gathering import evidence_of
from features.posting import Posting
from features.profile import Profile
from features.reading import Reading


def evidence_for(indicator: str, text: str, profile: Profile = Profile.LIGHT, **fields: Any) -> list[Evidence]:
    """The evidence for one indicator in a posting with this description."""
    posting = Posting(**{"id": "test", "description": text} | fields)
    return [item for item in evidence_of(Reading(posting, profile)) if item.indicator == indicator]


def shows(indicator: str, text: str, profile: Profile = Profile.LIGHT, **fields: Any) -> bool:
    """Whether anything in the posting shows it."""
    return EvidenceState.PRESENT in {item.state for item in evidence_for(indicator, text, profile, **fields)}


def denies(indicator: str, text: str, profile: Profile = Profile.LIGHT, **fields: Any) -> bool:
    """Whether the posting denies it and shows it nowhere."""
    return {item.state for item in evidence_for(indicator, text, profile, **fields)} == {EvidenceState.CONTRADICTED}
