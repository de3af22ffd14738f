"""The versions of a posting over the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from serving.masking import Contacts
from serving.schemas.assessments import AssessmentOut
from serving.schemas.base import Out, PostingId
from serving.schemas.postings import VersionOut


class VersionsOut(Out):
    """When a posting read how."""

    posting_id: PostingId
    current_version: int = Field(ge=1)
    versions: list[VersionOut] = Field(description="The oldest first.")


class PostingVersionOut(VersionOut):
    """A posting as it read for a while."""

    posting_id: PostingId
    current: bool = Field(description="Whether it still reads so.")
    contacts: Contacts = Field(description="Whether contact data is masked, or was asked for and is shown in clear.")
    posting: dict[str, Any] = Field(description="What was published; only what is stated.")
    assessment: AssessmentOut | None = Field(description="The last one that was made of this version; null when none was.")
