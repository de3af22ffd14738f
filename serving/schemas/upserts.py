"""What is answered to a posting that was put under its source's own id."""

from __future__ import annotations

from pydantic import Field

from serving.schemas.assessments import AnsweredAssessmentOut
from store.postings import Outcome


class UpsertedOut(AnsweredAssessmentOut):
    """The assessment of a posting that was put, and what was there before."""

    outcome: Outcome = Field(description="Whether the posting was new, differed from the version that was there, or did not.")
