"""What is asked of the service: postings, filters, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NotRequired, TypedDict

NewPosting = Mapping[str, Any]
"""A posting under schema.org/JobPosting's names, in snake or camel case: id, source, url, title, description, ...

Of people take along no more than the words of the advert: the offer is scored, never a person.
"""
PolicyName = Literal["recruitment_fraud", "exploitation_risk", "criminal_recruitment"]
Band = Literal["low", "review", "high"]
ReviewState = Literal["open", "claimed", "escalated", "resolving", "closed"]
EventType = Literal["assessment.flagged", "posting.reviewed", "job.finished"]
DeliveryState = Literal["pending", "leased", "delivered", "dead"]


class QueueFilters(TypedDict, total=False):
    """Which postings of the queue to list; `limit` is how many are asked for at a time."""

    state: ReviewState
    band: Band
    policy: PolicyName
    language: str
    source: str
    needs_review: bool
    abstained: bool
    limit: int


class SearchFilters(QueueFilters, total=False):
    """Which postings to look for. `q` holds words that must all occur; `"words in a row"` and `begin*` are read too."""

    q: str
    indicator: str
    gone: bool
    seen_since: str | datetime
    seen_until: str | datetime
    order: Literal["newest", "priority"]


class Decision(TypedDict):
    """What the platform did with a posting, which is named by `posting_id`, or by `source` and `external_id`."""

    posting_id: NotRequired[str]
    source: NotRequired[str]
    external_id: NotRequired[str]
    decision: Literal["removed", "kept", "appealed", "restored"]
    decided_at: str | datetime
    policy: NotRequired[PolicyName | None]
    reason: NotRequired[str]
