"""The thresholds that organisations choose for their policies: every change is kept, and the last one is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from models.policy import PolicyName
from store.cursors import cursor_of, parts_of
from store.errors import CursorError, ThresholdConflictError
from store.policy_tables import ThresholdRow
from store.scope import organisation_of
from store.writing import insert_unless_there

_LARGEST: Final = 2**31 - 1

_later: Final = aliased(ThresholdRow)
_IS_LAST: Final = (
    ThresholdRow.version
    == select(func.max(_later.version))
    .where(_later.organisation == ThresholdRow.organisation, _later.policy == ThresholdRow.policy)
    .scalar_subquery()
)
_IN_FORCE: Final = select(ThresholdRow.policy, ThresholdRow.threshold).where(
    ThresholdRow.organisation == bindparam("organisation"), _IS_LAST
)
"""Made once: it is asked with every posting that is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdChange:
    """What an organisation decided about a policy's threshold: what, when, who and why."""

    policy: PolicyName
    version: int
    """Counts the changes of this policy from 1."""
    threshold: float | None
    """None: back to the shipped one."""
    changed_at: datetime
    changed_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ThresholdHistory:
    """Some changes, the last first, and where to go on; no cursor means that this was the end."""

    changes: tuple[ThresholdChange, ...]
    next_cursor: str | None


class Thresholds:
    """What one organisation chose."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def own(self) -> dict[PolicyName, float]:
        """The thresholds of its own that are in force; for any other policy it is the shipped one."""
        rows = self._session.connection().execute(_IN_FORCE, {"organisation": self._organisation})
        return {PolicyName(policy): threshold for policy, threshold in rows if threshold is not None}

    def latest(self) -> Mapping[PolicyName, ThresholdChange]:
        """The last change of each policy that was ever changed."""
        changes = map(_change, self._session.scalars(self._changes().where(_IS_LAST)))
        return {change.policy: change for change in changes}

    def change(self, change: ThresholdChange) -> None:
        """Put a change into force. Raises ThresholdConflictError where another one has this version."""
        values = {
            "organisation": self._organisation,
            "policy": change.policy.value,
            "version": change.version,
            "threshold": change.threshold,
            "changed_at": change.changed_at,
            "changed_by": change.changed_by,
            "reason": change.reason,
        }
        if not insert_unless_there(self._session, ThresholdRow, values):
            raise ThresholdConflictError(f"somebody else changed the threshold of {change.policy} first: look at it again")

    def history(self, policy: PolicyName, limit: int, cursor: str | None = None) -> ThresholdHistory:
        """Every change of a policy, the last first."""
        query = self._changes().where(ThresholdRow.policy == policy.value).order_by(ThresholdRow.version.desc())
        if cursor is not None:
            query = query.where(ThresholdRow.version < _position(cursor))
        rows = self._session.scalars(query.limit(limit + 1)).all()
        changes = tuple(map(_change, rows[:limit]))
        return ThresholdHistory(changes, cursor_of(changes[-1].version) if len(rows) > limit else None)

    def _changes(self) -> Select[ThresholdRow]:
        return select(ThresholdRow).where(ThresholdRow.organisation == self._organisation)


def _change(row: ThresholdRow) -> ThresholdChange:
    return ThresholdChange(
        policy=PolicyName(row.policy),
        version=row.version,
        threshold=row.threshold,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        reason=row.reason,
    )


def _position(cursor: str) -> int:
    version = int(parts_of(cursor, int)[0])
    if not 0 < version <= _LARGEST:
        raise CursorError("this is not a cursor of the history")
    return version
