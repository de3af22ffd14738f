"""Everything about one posting over the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from serving.masking import Contacts
from serving.schemas.assessments import AssessmentOut
from serving.schemas.base import Out
from serving.schemas.postings import StoredPostingOut
from serving.schemas.reviews import ReviewOut


class SightingOut(Out):
    """Where a version of a posting was seen by the crawler."""

    version: int = Field(ge=1)
    source: str
    first_record: dict[str, Any] | None = Field(
        description="The archived answer that showed it first: file, offset, record_id, digest."
    )
    last_record: dict[str, Any] | None = Field(description="The archived answer that showed it last.")
    permission: dict[str, Any] = Field(
        description="What allowed the last one to be fetched: robots.txt, its rule, when it was asked; whether mining is "
        "reserved; whether the posting may be triaged and trained on."
    )


class PostingOut(StoredPostingOut):
    """A posting with its versions, its newest assessment, and its review."""

    contacts: Contacts = Field(description="Whether contact data is masked, or was asked for and is shown in clear.")
    assessed_version: int | None = Field(description="The version that the assessment quotes; null when none was made.")
    assessment: AssessmentOut | None
    review: ReviewOut
    sightings: list[SightingOut] = Field(description="Empty where it was not crawled but sent.")
