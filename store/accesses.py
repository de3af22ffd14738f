"""What must be answered for, and who did it: only appended, read page by page."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from store.access_tables import AccessRow
from store.cursors import cursor_of, moment_in, parts_of
from store.scope import organisation_of
from store.tables import UtcDateTime

MAX_PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Somebody did something that must be answered for."""

    access_id: str
    who: str
    what: str
    subject: str
    """Which posting, key or account."""
    recorded_at: datetime
    request_id: str


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Some of them, and where to go on; no cursor means that this was the end."""

    items: tuple[Access, ...]
    next_cursor: str | None


class Accesses:
    """The log of one organisation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def record(self, who: str, what: str, subject: str, now: datetime, request_id: str) -> None:
        """Append a line, in the transaction of what was done."""
        row = AccessRow(
            access_id=secrets.token_hex(16),
            organisation=self._organisation,
            who=who,
            what=what,
            subject=subject,
            recorded_at=now,
            request_id=request_id,
        )
        self._session.add(row)
        self._session.flush()

    def page(self, limit: int = 50, cursor: str | None = None, *, subject: str | None = None) -> AccessPage:
        """Up to `limit` lines, the newest first; of one subject where one is named."""
        if not 1 <= limit <= MAX_PAGE:
            raise ValueError(f"a page has 1 to {MAX_PAGE} lines, not {limit}")
        query = select(AccessRow).where(AccessRow.organisation == self._organisation)
        if subject is not None:
            query = query.where(AccessRow.subject == subject)
        if cursor is not None:
            moment, last = parts_of(cursor, str, str)
            seen = tuple_(literal(moment_in(moment), UtcDateTime), literal(last))
            query = query.where(tuple_(AccessRow.recorded_at, AccessRow.access_id) < seen)
        rows = self._session.scalars(
            query.order_by(AccessRow.recorded_at.desc(), AccessRow.access_id.desc()).limit(limit + 1)
        ).all()
        return AccessPage(tuple(map(_access, rows[:limit])), _cursor(rows[limit - 1]) if len(rows) > limit else None)


def _cursor(row: AccessRow) -> str:
    return cursor_of(row.recorded_at.isoformat(), row.access_id)


def _access(row: AccessRow) -> Access:
    return Access(
        access_id=row.access_id,
        who=row.who,
        what=row.what,
        subject=row.subject,
        recorded_at=row.recorded_at,
        request_id=row.request_id,
    )
