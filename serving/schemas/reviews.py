"""Reviews over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from features.indicators import catalogue
from labelling.review import ReviewAction, ReviewEvent, ReviewState, Verdict
from models.policy import PolicyName
from serving.schemas.base import In, Moment, Out, PostingId

MAX_REASON = 4_000
MAX_NAME = 100


def _known(indicator: str) -> str:
    if indicator not in catalogue():
        message = f"{indicator!r:.80} is not an indicator of the catalogue"
        raise ValueError(message)
    return indicator


IndicatorId = Annotated[str, AfterValidator(_known)]


class ReviewIn(In):
    """One thing a reviewer does with a posting."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"action": "claim", "reviewer": "analyst"},
                {
                    "action": "decide",
                    "reviewer": "analyst",
                    "verdict": "risky",
                    "policies": ["recruitment_fraud"],
                    "accepted": ["worker_pays_fee"],
                    "reason": "Asks for a training fee before the first day.",
                },
            ]
        },
    )

    action: ReviewAction
    reviewer: str = Field(
        default="",
        max_length=MAX_NAME,
        description="Who acts, where a program or an open server speaks for people; whoever signed in acts under their login.",
    )
    verdict: Verdict | None = Field(default=None, description="With `decide`, and only then.")
    policies: list[PolicyName] = Field(default=[], description="The policies that the reviewer confirms.")
    accepted: list[IndicatorId] = Field(default=[], max_length=200, description="Indicators that the reviewer confirms.")
    rejected: list[IndicatorId] = Field(default=[], max_length=200, description="Indicators that the reviewer does not confirm.")
    reason: str = Field(default="", max_length=MAX_REASON, description="Why; needed with `decide`.")
    note: str = Field(default="", max_length=MAX_REASON)
    posting_version: int | None = Field(
        default=None, ge=1, description="The version that was reviewed; the current one unless said."
    )
    seen: int | None = Field(
        default=None, ge=0, description="How many events the reviewer had seen; a conflict when there are more by now."
    )
    shown_model_version: str = Field(
        default="", max_length=200, description="The model whose opinion the reviewer saw; empty when blind."
    )

    def event(self, posting_id: str, reviewer: str, current_version: int, recorded_at: datetime) -> ReviewEvent:
        """As the desk records it."""
        return ReviewEvent(
            posting_id=posting_id,
            posting_version=self.posting_version or current_version,
            reviewer=reviewer,
            action=self.action,
            recorded_at=recorded_at,
            verdict=self.verdict,
            policies=tuple(self.policies),
            accepted=tuple(self.accepted),
            rejected=tuple(self.rejected),
            reason=self.reason,
            note=self.note,
            shown_model_version=self.shown_model_version,
        )


class ReviewEventOut(Out):
    """One thing that a reviewer did."""

    posting_version: int
    reviewer: str
    action: ReviewAction
    recorded_at: Moment
    verdict: Verdict | None
    policies: list[PolicyName]
    accepted: list[str]
    rejected: list[str]
    reason: str
    note: str
    shown_model_version: str


class ReviewOut(Out):
    """Where the review of a posting stands."""

    posting_id: PostingId
    state: ReviewState
    holder: str = Field(description="Who has claimed it, or empty.")
    sequence: int = Field(description="How many events there were; send it as `seen` to act on what you saw.")
    next_actions: list[ReviewAction] = Field(description="What may be done next.")
    events: list[ReviewEventOut]
