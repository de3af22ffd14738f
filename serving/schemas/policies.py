"""Policies over the wire: which threshold is in force, who chose it, and what another would have flagged."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, ConfigDict, Field

from models.policy import Form, PolicyName
from serving.schemas.base import In, Moment, Out, PostingId, Probability
from serving.schemas.reviews import MAX_REASON

DIGITS: Final = 6
"""Probabilities are reckoned to so many; a finer threshold would tell nothing apart."""
LEAST: Final = 0.000001
MOST: Final = 0.999999

Threshold = Annotated[float, Field(ge=LEAST, le=MOST, examples=[0.55]), AfterValidator(lambda value: round(value, DIGITS))]


class ThresholdIn(In):
    """Another threshold for a policy, and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"threshold": 0.55, "reason": "More than we can review."},
            ]
        }
    )

    threshold: Annotated[Threshold, Field(strict=True)] | None = Field(
        description="From which probability on the policy flags a posting; null: as shipped."
    )
    reason: str = Field(min_length=1, max_length=MAX_REASON, pattern=r"\S", description="Kept with the change.")


class ThresholdChangeOut(Out):
    """A change of a policy's threshold: what, when, who and why."""

    version: int = Field(ge=1, description="Counts the organisation's changes of this policy from 1.")
    threshold: Probability | None = Field(description="Null: back to the shipped one.")
    changed_at: Moment
    changed_by: str
    reason: str


class PolicyInForceOut(Out):
    """A policy, and the threshold from which on it flags a posting."""

    policy: PolicyName
    meaning: str = Field(description="What it looks for, in words.")
    forms: list[Form] = Field(description="The forms of exploitation that it tells apart.")
    threshold: Probability = Field(description="The one in force: a posting is flagged from this probability on.")
    shipped_threshold: Probability = Field(description="The one that comes with the model.")
    own_threshold: Probability | None = Field(
        description="The one that your organisation chose; null where it is the shipped one."
    )
    version: int = Field(ge=0, description="How often your organisation changed it.")
    etag: str = Field(description="Send it as `If-Match` with a change; also in the `ETag` header.", examples=['"3.2026-11-20"'])
    last_change: ThresholdChangeOut | None = Field(description="Null where it was never changed.")
    model_version: str


class PoliciesInForceOut(Out):
    """Every policy, and a name for the thresholds in force together."""

    policies: list[PolicyInForceOut]
    policies_version: str = Field(description="What assessments carry that are made under these thresholds.")
    model_version: str


class HistoryIn(In):
    """Which part of the history to answer."""

    limit: int = Field(default=50, ge=1, le=200, description="The most changes to answer.")
    cursor: str | None = Field(default=None, max_length=400, description="The `next_cursor` of the page before.")


class ThresholdHistoryOut(Out):
    """The changes of a policy's threshold, the last first."""

    items: list[ThresholdChangeOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")


class PreviewIn(In):
    """Which threshold to try, on how many days."""

    threshold: Threshold = Field(description="The threshold to try.")
    days: int = Field(default=28, ge=1, le=366, description="How many days to look back, today included.")


class PreviewCountsOut(Out):
    """Postings by what the threshold in force flags and the tried one would, and by what reviewers decided of the latter."""

    assessed: int = Field(ge=0, description="Those on which something could be judged, by their latest assessment.")
    flagged_now: int = Field(ge=0, description="Those that reach the threshold in force.")
    would_be_flagged: int = Field(ge=0, description="Those that reach the tried threshold.")
    reviewed: int = Field(
        ge=0, description="Of those that would be flagged, how many were last decided risky or not risky (unsure says neither)."
    )
    confirmed: int = Field(ge=0, description="Of these, how many were decided risky, for this policy or for none in particular.")


class PreviewDayOut(PreviewCountsOut):
    """A day, in UTC."""

    day: date


class PrecisionOut(Out):
    """How often reviewers confirmed what would be flagged, with the 95 % interval (Wilson) of that share."""

    share: Probability
    low: Probability
    high: Probability


class MovedOut(Out):
    """Postings that the tried threshold would treat differently."""

    count: int = Field(ge=0)
    examples: list[PostingId] = Field(description="Up to ten of them, the last assessed first.")


class PreviewOut(Out):
    """What the tried threshold would have flagged, beside the one in force. Nothing is changed by asking."""

    policy: PolicyName
    threshold: Probability
    threshold_in_force: Probability
    days: list[PreviewDayOut] = Field(description="Each day in UTC, the first first, today last.")
    totals: PreviewCountsOut
    flagged_now_per_day: float = Field(description="On an average day of these.")
    would_be_flagged_per_day: float = Field(description="On an average day of these.")
    precision: PrecisionOut | None = Field(description="Null where nothing that would be flagged was reviewed.")
    newly_flagged: MovedOut
    no_longer_flagged: MovedOut
