"""Decisions of platforms, appended and never changed. What they say of a posting is for `labelling.labels` to say."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.decision_tables import DecisionRow
from store.scope import organisation_of
from store.writing import insert_unless_there, locked_posting


class Decided(StrEnum):
    """What a platform did with a posting."""

    REMOVED = "removed"
    KEPT = "kept"
    """Looked at, and left where it is."""
    APPEALED = "appealed"
    """Whoever published it objects; nothing is decided yet."""
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing that a platform did with one posting."""

    posting_id: str
    version: int
    """The version that was current when the decision was recorded."""
    decision: Decided
    decided_at: datetime
    recorded_at: datetime
    policy: str = ""
    """The policy that it was decided under, or empty."""
    reason: str = ""
    client: str = ""
    """Which client of the API sent it."""


class Decisions:
    """What one organisation's platform did."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def current_version(self, posting_id: str) -> int:
        """The version that a decision of now speaks of. Raises `UnknownPostingError`; the posting waits for this session."""
        return locked_posting(self._session, posting_id).current_version

    def append(self, decision: Decision) -> bool:
        """Record a decision; false where the same one stands already."""
        values = asdict(decision) | {"decision": decision.decision.value, "organisation": self._organisation}
        return insert_unless_there(self._session, DecisionRow, values)

    def of(self, *posting_ids: str) -> tuple[Decision, ...]:
        """What was decided on these postings, posting by posting, in the order in which it was decided."""
        own = (DecisionRow.organisation == self._organisation, DecisionRow.posting_id.in_(posting_ids))
        order = (DecisionRow.posting_id, DecisionRow.decided_at, DecisionRow.recorded_at, DecisionRow.decision)
        return tuple(map(_decision, self._session.scalars(select(DecisionRow).where(*own).order_by(*order))))


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        posting_id=row.posting_id,
        version=row.version,
        decision=Decided(row.decision),
        decided_at=row.decided_at,
        recorded_at=row.recorded_at,
        policy=row.policy,
        reason=row.reason,
        client=row.client,
    )
