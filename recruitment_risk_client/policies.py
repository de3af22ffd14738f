"""What the service answers about policies, their thresholds, and others that are tried."""

from __future__ import annotations

from typing import TypedDict


class ThresholdChange(TypedDict):
    """A change of a threshold; None is the one that comes with the model."""

    version: int
    threshold: float | None
    changed_at: str
    changed_by: str
    reason: str


class PolicyInForce(TypedDict):
    """A policy, and the threshold that counts for the caller's organisation."""

    policy: str
    meaning: str
    forms: list[str]
    threshold: float
    shipped_threshold: float
    own_threshold: float | None
    version: int
    etag: str
    last_change: ThresholdChange | None
    model_version: str


class PoliciesInForce(TypedDict):
    """Every policy, and a name for the thresholds together."""

    policies: list[PolicyInForce]
    policies_version: str
    model_version: str


class PreviewCounts(TypedDict):
    """Postings by what the threshold in force flags, and by what the tried one would."""

    assessed: int
    flagged_now: int
    would_be_flagged: int
    reviewed: int
    confirmed: int


class PreviewDay(PreviewCounts):
    """The same of one day in UTC."""

    day: str


class Precision(TypedDict):
    """The share that reviewers confirmed, and its 95 % interval."""

    share: float
    low: float
    high: float


class Moved(TypedDict):
    """Postings that another threshold would treat otherwise, and some of their ids."""

    count: int
    examples: list[str]


class Preview(TypedDict):
    """What another threshold would have flagged."""

    policy: str
    threshold: float
    threshold_in_force: float
    days: list[PreviewDay]
    totals: PreviewCounts
    flagged_now_per_day: float
    would_be_flagged_per_day: float
    precision: Precision | None
    newly_flagged: Moved
    no_longer_flagged: Moved
