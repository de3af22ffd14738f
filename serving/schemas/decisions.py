"""Decisions of platforms over the wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Final, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from features.posting import MAX_SHORT
from models.policy import PolicyName
from serving.schemas.base import In, Moment, Out, PostingId, When
from serving.schemas.reviews import MAX_REASON
from serving.settings import MAX_BATCH
from store.decisions import Decided, Decision
from store.identity import native_id

_AHEAD: Final = timedelta(minutes=5)
"""How far ahead of ours another clock may be."""


def _past(moment: datetime) -> datetime:
    if moment > datetime.now(UTC) + _AHEAD:
        message = "lies in the future"
        raise ValueError(message)
    return moment


class DecisionIn(In):
    """One thing that the platform did with a posting, which is named by our id or by its source's own."""

    posting_id: str | None = Field(default=None, max_length=64, description="The name under which the posting is kept here.")
    source: str | None = Field(default=None, min_length=1, max_length=MAX_SHORT)
    external_id: str | None = Field(
        default=None, min_length=1, max_length=MAX_SHORT, description="The source's own id, with `source`."
    )
    decision: Decided = Field(
        description="`kept`: looked at, and left where it is. `appealed`: objected to, and not decided yet.",
    )
    decided_at: Annotated[When, AfterValidator(_past)] = Field(description="With a time zone; not in the future.")
    policy: PolicyName | None = Field(default=None, description="What it was decided under, where it is one of ours.")
    reason: str = Field(default="", max_length=MAX_REASON)

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        pair = (self.source is not None, self.external_id is not None)
        if pair not in {(True, True), (False, False)} or (self.posting_id is None) is not all(pair):
            message = "name the posting either by posting_id, or by source and external_id"
            raise ValueError(message)
        return self

    def name(self, organisation: str) -> str:
        """The posting's id here."""
        return self.posting_id or native_id(self.source or "", self.external_id or "", organisation)

    def made(self, posting_id: str, version: int, recorded_at: datetime, client: str) -> Decision:
        """As it is recorded."""
        return Decision(
            posting_id=posting_id,
            version=version,
            decision=self.decision,
            decided_at=self.decided_at,
            recorded_at=recorded_at,
            policy=self.policy or "",
            reason=self.reason,
            client=client,
        )


class DecisionsIn(In):
    """What the platform did with its postings."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "decisions": [
                        {
                            "source": "board.example",
                            "external_id": "board-4711",
                            "decision": "removed",
                            "decided_at": "2026-11-21T09:30:00Z",
                            "policy": "recruitment_fraud",
                            "reason": "Asked for a fee.",
                        }
                    ]
                }
            ]
        },
    )

    decisions: list[DecisionIn] = Field(min_length=1, max_length=MAX_BATCH)


class DecisionOut(Out):
    """A decision as it is recorded."""

    posting_id: PostingId
    version: int = Field(description="The version that was current when it was recorded.")
    decision: Decided
    decided_at: Moment
    recorded_at: Moment
    policy: PolicyName | None
    reason: str
    client: str = Field(description="Which client of the API sent it.")


class RecordedDecisionOut(DecisionOut):
    """A decision that was sent."""

    new: bool = Field(description="False where the same decision was recorded before.")


class RecordedDecisionsOut(Out):
    """The decisions that were sent, in that order."""

    decisions: list[RecordedDecisionOut]


class DecisionsOut(Out):
    """What a platform did with a posting, in the order in which it was decided."""

    posting_id: PostingId
    decisions: list[DecisionOut]
