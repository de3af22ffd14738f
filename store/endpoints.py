"""Webhook endpoints of an organisation: where it wants to be told of what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Final

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.orm import Session

from features.records.posting_values import clean
from store.cursors import cursor_of, moment_in, parts_of
from store.errors import EndpointDisabledError, TooManyEndpointsError, UnknownEndpointError
from store.events import moment
from store.outbox import Outbox
from store.scope import organisation_of
from store.webhook_tables import DeliveryRow, EndpointRow

MOST: Final = 20
"""Endpoints of one organisation."""
SIGNS_ON_FOR: Final = timedelta(hours=24)
"""How long a secret goes on signing after it was rotated away."""
_MOST_EARLIER: Final = 3

Changed = Callable[["Endpoint"], "Endpoint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address that an organisation wants to be told at, without its secrets."""

    endpoint_id: str
    url: str
    description: str
    event_types: tuple[str, ...]
    created_at: datetime
    disabled_at: datetime | None
    disabled_why: str
    version: int

    @property
    def enabled(self) -> bool:
        """Whether anything is sent to it."""
        return self.disabled_at is None


class Endpoints:
    """The endpoints of the session's organisation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def add(self, url: str, description: str, event_types: Sequence[str], sealed: str, now: datetime) -> Endpoint:
        """Remember an endpoint with its sealed secret. Raises TooManyEndpointsError."""
        own = select(func.count()).select_from(EndpointRow).where(EndpointRow.organisation == self._organisation)
        if (self._session.scalar(own) or 0) >= MOST:
            raise TooManyEndpointsError(f"an organisation has at most {MOST} webhook endpoints: delete one first")
        row = EndpointRow(endpoint_id=f"whe_{token_hex(16)}", organisation=self._organisation, url=url, description=description)
        row.event_types, row.secret, row.earlier_secrets = list(event_types), sealed, []
        row.created_at, row.disabled_at, row.disabled_why, row.version = now, None, "", 1
        self._session.add(row)
        self._session.flush()
        return _endpoint(row)

    def get(self, endpoint_id: str) -> Endpoint:
        """One of them. Raises UnknownEndpointError."""
        return _endpoint(self._own(endpoint_id))

    def page(self, limit: int, cursor: str | None = None) -> tuple[tuple[Endpoint, ...], str | None]:
        """Up to `limit` of them, oldest first, and where to go on."""
        query = select(EndpointRow).where(EndpointRow.organisation == self._organisation)
        if cursor is not None:
            query = query.where(tuple_(EndpointRow.created_at, EndpointRow.endpoint_id) > _place(cursor))
        query = query.order_by(EndpointRow.created_at, EndpointRow.endpoint_id).limit(limit + 1)
        rows = self._session.scalars(query).all()
        last = rows[limit - 1] if len(rows) > limit else None
        return tuple(map(_endpoint, rows[:limit])), cursor_of(moment(last.created_at), last.endpoint_id) if last else None

    def change(self, endpoint_id: str, change: Changed) -> Endpoint:
        """Let it be as `change` makes it of what it is now; what that raises leaves it as it was."""
        row = self._own(endpoint_id, locked=True)
        after = change(_endpoint(row))
        row.url, row.description, row.event_types = after.url, after.description, list(after.event_types)
        row.disabled_at, row.disabled_why = after.disabled_at, after.disabled_why
        return self._changed(row)

    def rotate(self, endpoint_id: str, sealed: str, now: datetime) -> Endpoint:
        """Give it a new secret; the one it had goes on signing for a day, as do others that were rotated away that lately."""
        row = self._own(endpoint_id, locked=True)
        still = [one for one in row.earlier_secrets if datetime.fromisoformat(one[1]) > now]
        row.earlier_secrets = [[row.secret, moment(now + SIGNS_ON_FOR)], *still][:_MOST_EARLIER]
        row.secret = sealed
        return self._changed(row)

    def test(self, endpoint_id: str, now: datetime) -> str:
        """Queue a test for it, and answer the delivery's id. Raises EndpointDisabledError."""
        if not self.get(endpoint_id).enabled:
            raise EndpointDisabledError("this endpoint is disabled: enable it first")
        return Outbox(self._session).test(endpoint_id, now)

    def remove(self, endpoint_id: str, check: Callable[[Endpoint], object]) -> None:
        """Forget it and all its deliveries, unless `check` raises."""
        row = self._own(endpoint_id, removing=True)
        check(_endpoint(row))
        self._session.execute(delete(DeliveryRow).where(DeliveryRow.endpoint_id == row.endpoint_id))
        self._session.delete(row)
        self._session.flush()

    def _own(self, endpoint_id: str, *, locked: bool = False, removing: bool = False) -> EndpointRow:
        lock = {"key_share": not removing} if locked or removing else None
        key = clean(endpoint_id)[:100]
        row = self._session.get(EndpointRow, key, with_for_update=lock, populate_existing=lock is not None)
        if row is None or row.organisation != self._organisation:
            raise UnknownEndpointError(f"there is no webhook endpoint {endpoint_id!r:.60}")
        return row

    def _changed(self, row: EndpointRow) -> Endpoint:
        row.version += 1
        self._session.flush()
        return _endpoint(row)


def disable(session: Session, endpoint_id: str, why: str, now: datetime) -> None:
    """Send nothing more to an endpoint, whosever it is; one that is gone or disabled stays so."""
    row = session.get(EndpointRow, endpoint_id, with_for_update={"key_share": True}, populate_existing=True)
    if row is not None and row.disabled_at is None:
        row.disabled_at, row.disabled_why = now, why
        row.version += 1
        session.flush()


def _place(cursor: str) -> tuple[datetime, str]:
    created_at, endpoint_id = parts_of(cursor, str, str)
    return moment_in(created_at), str(endpoint_id)


def _endpoint(row: EndpointRow) -> Endpoint:
    return Endpoint(
        endpoint_id=row.endpoint_id,
        url=row.url,
        description=row.description,
        event_types=tuple(row.event_types),
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        disabled_why=row.disabled_why,
        version=row.version,
    )
