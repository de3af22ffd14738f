"""The record of accesses: who saw contact data in clear, erased a posting, changed an account. Only appended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from store.access_tables import AccessRow
from store.scope import organisation_of


@dataclass(frozen=True, slots=True)
class Access:
    """Something that must be answered for."""

    access_id: str
    who: str
    what: str
    subject: str
    recorded_at: datetime
    request_id: str


class Accesses:
    """What was done in one organisation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def record(self, who: str, what: str, subject: str, now: datetime, request_id: str) -> None:
        """Note it, in the transaction of what was done."""
        row = AccessRow(
            access_id=uuid4().hex,
            organisation=self._organisation,
            who=who,
            what=what,
            subject=subject,
            recorded_at=now,
            request_id=request_id,
        )
        self._session.add(row)
        self._session.flush()

    def page(self, limit: int, before: tuple[datetime, str] | None = None, subject: str = "") -> tuple[Access, ...]:
        """So many, newest first; those before the one named; of one subject where one is named."""
        query = select(AccessRow).where(AccessRow.organisation == self._organisation)
        if subject:
            query = query.where(AccessRow.subject == subject)
        if before is not None:
            query = query.where(tuple_(AccessRow.recorded_at, AccessRow.access_id) < before)
        newest = query.order_by(AccessRow.recorded_at.desc(), AccessRow.access_id.desc()).limit(limit)
        return tuple(map(_access, self._session.scalars(newest)))


def _access(row: AccessRow) -> Access:
    return Access(row.access_id, row.who, row.what, row.subject, row.recorded_at, row.request_id)
