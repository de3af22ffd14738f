"""Everything about one posting over the wire."""

from __future__ import annotations

from pydantic import Field

from serving.schemas.assessments import AssessmentOut
from serving.schemas.postings import StoredPostingOut
from serving.schemas.reviews import ReviewOut


class PostingOut(StoredPostingOut):
    """A posting with its versions, its newest assessment, and its review."""

    assessed_version: int | None = Field(description="The version that the assessment quotes; null when none was made.")
    assessment: AssessmentOut | None
    review: ReviewOut
