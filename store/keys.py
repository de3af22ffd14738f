"""Keys of the API: made, found by their id, used, and revoked. The secret itself is never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select, tuple_, update
from sqlalchemy.orm import Session

from store.access_tables import KeyRow
from store.errors import UnknownKeyError
from store.organisations import Organisations

USE_NOTED_EVERY: Final = timedelta(minutes=1)
"""How often it is noted that a key is in use: not with every request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key, without its secret."""

    key_id: str
    organisation: str
    name: str
    digest: str
    permissions: tuple[str, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at


class ApiKeys:
    """The keys of every organisation."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, key: ApiKey) -> None:
        """Remember a new key. Raises AccessError where its organisation is not known."""
        Organisations(self._session).require(key.organisation)
        self._session.add(_row(key))
        self._session.flush()

    def find(self, key_id: str) -> ApiKey | None:
        """A key by its id, whosever it is: for the door, which then compares the secret."""
        row = self._session.get(KeyRow, key_id)
        return _key(row) if row else None

    def page(self, organisation: str, limit: int, after: tuple[datetime, str] | None = None) -> tuple[ApiKey, ...]:
        """An organisation's keys, oldest first; those after the one named."""
        query = select(KeyRow).where(KeyRow.organisation == organisation).order_by(KeyRow.created_at, KeyRow.key_id)
        if after is not None:
            query = query.where(tuple_(KeyRow.created_at, KeyRow.key_id) > after)
        return tuple(map(_key, self._session.scalars(query.limit(limit))))

    def get(self, organisation: str, key_id: str) -> ApiKey:
        """An organisation's key. Raises UnknownKeyError."""
        return _key(self._own(organisation, key_id))

    def revoke(self, organisation: str, key_id: str, now: datetime) -> ApiKey:
        """End a key at once; one that has ended stays as it was."""
        row = self._own(organisation, key_id)
        row.revoked_at = row.revoked_at or now
        return self._changed(row)

    def end_by(self, organisation: str, key_id: str, moment: datetime) -> ApiKey:
        """Let a key end at a moment, unless it ends before: what happens to the old one when a key is rotated."""
        row = self._own(organisation, key_id)
        row.expires_at = min(row.expires_at, moment)
        return self._changed(row)

    def note_use(self, key_id: str, now: datetime) -> None:
        """Note that a key is in use, at most once a minute."""
        stale = or_(KeyRow.last_used_at.is_(None), KeyRow.last_used_at < now - USE_NOTED_EVERY)
        self._session.execute(update(KeyRow).where(KeyRow.key_id == key_id, stale).values(last_used_at=now))

    def _own(self, organisation: str, key_id: str) -> KeyRow:
        row = self._session.get(KeyRow, key_id, with_for_update=True)
        if row is None or row.organisation != organisation:
            raise UnknownKeyError(f"there is no key {key_id!r:.60}")
        return row

    def _changed(self, row: KeyRow) -> ApiKey:
        self._session.flush()
        return _key(row)


def _key(row: KeyRow) -> ApiKey:
    return ApiKey(
        key_id=row.key_id,
        organisation=row.organisation,
        name=row.name,
        digest=row.digest,
        permissions=tuple(row.permissions),
        created_by=row.created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
    )


def _row(key: ApiKey) -> KeyRow:
    return KeyRow(
        key_id=key.key_id,
        organisation=key.organisation,
        name=key.name,
        digest=key.digest,
        permissions=list(key.permissions),
        created_by=key.created_by,
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
        last_used_at=key.last_used_at,
    )
