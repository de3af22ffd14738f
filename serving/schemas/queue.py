"""The review queue over the wire."""

from __future__ import annotations

from pydantic import Field

from labelling.review import ReviewState
from models.assessment import Band
from models.policy import PolicyName
from serving.schemas.base import Abstained, In, Moment, Out, PostingId, Probability
from store.queue import QueueFilters


class QueueFiltersIn(In):
    """Which postings the queue shows."""

    state: ReviewState | None = Field(default=None, description="The state of the review.")
    band: Band | None = Field(default=None, description="Judged, and in this band.")
    policy: PolicyName | None = Field(default=None, description="Flagged by this policy.")
    language: str | None = Field(default=None, pattern="^[A-Za-z-]{1,35}$", description="A language code.", examples=["en"])
    source: str | None = Field(default=None, max_length=4_000, pattern=r"^[^\x00]*$", description="Where it was published.")
    needs_review: bool | None = Field(default=None, description="Whether a person must look, whatever the model scores.")
    abstained: bool | None = Field(default=None, description="Whether nothing could be judged.")

    def filters(self) -> QueueFilters:
        """As the store asks for them."""
        return QueueFilters(
            state=self.state,
            band=self.band,
            policy=self.policy,
            language=self.language,
            source=self.source,
            needs_review=self.needs_review,
            abstained=self.abstained,
        )


class QueueIn(QueueFiltersIn):
    """Which part of the queue to answer."""

    limit: int = Field(default=50, ge=1, le=200, description="The most lines to answer.")
    cursor: str | None = Field(default=None, max_length=400, description="The `next_cursor` of the page before.")


class QueueItemOut(Out):
    """A line of the queue."""

    posting_id: PostingId
    version: int
    title: str
    employer: str
    location: str
    source: str
    language: str
    priority: Probability
    band: Band = Field(description="Says nothing where `abstained` does.")
    needs_review: bool
    abstained: Abstained
    flagged: list[PolicyName]
    indicators: list[str] = Field(description="The strongest that are present.")
    state: str
    first_seen_at: Moment


class QueueCountsOut(Out):
    """How many postings the filters let through."""

    total: int
    by_state: dict[str, int]
    by_band: dict[Band, int]
    abstained: int = Field(description="Those on which nothing could be judged; they are in no band.")


class QueueOut(Out):
    """A page of the queue, highest priority first."""

    items: list[QueueItemOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")
    counts: QueueCountsOut
