"""What the service answers besides assessments, as plain dictionaries."""

from __future__ import annotations

from typing import Any, TypedDict

from recruitment_risk_client.assessments import Assessment


class Version(TypedDict):
    """One version of a posting."""

    version: int
    digest: str
    first_seen_at: str
    last_seen_at: str


class ReviewEvent(TypedDict):
    """One thing that a person did in a review."""

    posting_version: int
    reviewer: str
    action: str
    recorded_at: str
    verdict: str | None
    policies: list[str]
    accepted: list[str]
    rejected: list[str]
    reason: str
    note: str
    shown_model_version: str


class Review(TypedDict):
    """Where the review of a posting stands."""

    posting_id: str
    state: str
    holder: str
    sequence: int
    next_actions: list[str]
    events: list[ReviewEvent]


class Sighting(TypedDict):
    """Where a version of a posting was seen, and by whose leave it was fetched."""

    version: int
    source: str
    first_record: dict[str, Any] | None
    last_record: dict[str, Any] | None
    permission: dict[str, Any]


class Posting(TypedDict):
    """A posting that is kept, with its newest assessment and its review."""

    posting_id: str
    version: int
    versions: list[Version]
    first_seen_at: str
    last_seen_at: str
    gone_at: str | None
    posting: dict[str, Any]
    assessed_version: int | None
    assessment: Assessment | None
    review: Review
    sightings: list[Sighting]
    contacts: str


class QueueItem(TypedDict):
    """A posting as the queue and the search list it."""

    posting_id: str
    version: int
    title: str
    employer: str
    location: str
    source: str
    language: str
    priority: float
    band: str
    needs_review: bool
    abstained: str
    flagged: list[str]
    indicators: list[str]
    state: str
    first_seen_at: str


class RecordedDecision(TypedDict):
    """A decision of the platform as it is recorded; `new` is False where it was recorded before."""

    posting_id: str
    version: int
    decision: str
    decided_at: str
    recorded_at: str
    policy: str | None
    reason: str
    client: str
    new: bool


class Job(TypedDict):
    """Where an assessment job stands."""

    job_id: str
    state: str
    stores: bool
    total: int
    done: int
    errors: int
    created_at: str
    started_at: str | None
    ended_at: str | None
    seconds_left: float | None
    results_until: str | None
    model_version: str | None


class Caller(TypedDict):
    """Who the service takes the caller for."""

    organisation: str
    name: str
    kind: str
    permissions: list[str]
