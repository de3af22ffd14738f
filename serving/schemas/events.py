"""What webhooks send, as the API's description documents it."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from labelling.review import Verdict
from models.assessment import Band
from models.policy import PolicyName
from serving.schemas.base import Moment, Out, PostingId, Probability
from store.jobs import JobState


class _Event(Out):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FlaggedPolicyOut(_Event):
    """One policy of an assessment."""

    policy: PolicyName
    probability: Probability
    threshold: Probability
    flagged: bool


class FlaggedOut(_Event):
    """A posting that became flagged, or is flagged by other policies than before. A reason to look, no verdict."""

    posting_id: PostingId
    version: int = Field(description="The version of the posting that was assessed.")
    priority: Probability
    band: Band
    needs_review: bool
    policies: list[FlaggedPolicyOut]
    flagged_before: list[PolicyName]
    indicators: list[str] = Field(
        description="Indicators of deceptive recruitment that its words show.", examples=[["worker_pays_fee"]]
    )
    model_version: str
    packs_version: str
    assessed_at: Moment


class ReviewedOut(_Event):
    """What a person decided of a posting; who it was, and in which words, is not told."""

    posting_id: PostingId
    version: int = Field(description="The version of the posting that was reviewed.")
    sequence: int = Field(description="Which of the posting's review events it is; a later decision has a higher one.")
    verdict: Verdict
    policies: list[PolicyName]
    accepted: list[str]
    rejected: list[str]
    decided_at: Moment


class AssessmentFlaggedEventOut(_Event):
    """A posting became flagged, or is flagged by other policies than before."""

    type: Literal["assessment.flagged"]
    timestamp: Moment
    data: FlaggedOut


class PostingReviewedEventOut(_Event):
    """A person decided on a posting."""

    type: Literal["posting.reviewed"]
    timestamp: Moment
    data: ReviewedOut


class JobFinishedOut(_Event):
    """An assessment job that ended."""

    job_id: str
    state: JobState = Field(description="`finished`, `cancelled`, or `failed`: not one posting could be assessed.")
    total: int
    done: int
    errors: int
    model_version: str
    ended_at: Moment


class JobFinishedEventOut(_Event):
    """An assessment job ended; its results can be read."""

    type: Literal["job.finished"]
    timestamp: Moment
    data: JobFinishedOut


class TestedOut(_Event):
    """Which endpoint is tried out."""

    endpoint_id: str
    message: str


class WebhookTestEventOut(_Event):
    """Somebody tries an endpoint out."""

    type: Literal["webhook.test"]
    timestamp: Moment
    data: TestedOut
