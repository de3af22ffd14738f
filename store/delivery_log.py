"""Deliveries as the organisation sees them whose endpoint they go to: what came of each, and once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, select, update
from sqlalchemy.orm import Session

from features.records.posting_values import clean
from store.cursors import cursor_of, parts_of
from store.deliveries import DeliveryState
from store.endpoints import Endpoints
from store.errors import UnknownDeliveryError
from store.scope import organisation_of
from store.webhook_tables import DeliveryRow, EventRow

_ENDED: Final = (DeliveryState.DELIVERED, DeliveryState.DEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One event on its way to one endpoint."""

    delivery_id: str
    endpoint_id: str
    event_id: str
    type: str
    subject: str
    recorded_at: datetime
    state: DeliveryState
    attempts: int
    due_at: datetime
    ended_at: datetime | None
    last_status: int | None
    last_error: str


class DeliveryLog:
    """The deliveries of the session's organisation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def page(
        self, endpoint_id: str, limit: int, state: DeliveryState | None = None, cursor: str | None = None
    ) -> tuple[tuple[Delivery, ...], str | None]:
        """Up to `limit` deliveries of an endpoint, the newest event first, and where to go on."""
        own = Endpoints(self._session).get(endpoint_id)
        query = self._query().where(DeliveryRow.endpoint_id == own.endpoint_id).order_by(DeliveryRow.sequence.desc())
        if state is not None:
            query = query.where(DeliveryRow.state == state.value)
        if cursor is not None:
            query = query.where(DeliveryRow.sequence < parts_of(cursor, int)[0])
        rows = self._session.execute(query.limit(limit + 1)).all()
        on = cursor_of(rows[limit - 1][0].sequence) if len(rows) > limit else None
        return tuple(map(_delivery, rows[:limit])), on

    def get(self, delivery_id: str) -> Delivery:
        """One of them. Raises UnknownDeliveryError."""
        query = self._query().where(DeliveryRow.delivery_id == clean(delivery_id)[:100])
        row = self._session.execute(query.execution_options(populate_existing=True)).one_or_none()
        if row is None:
            raise UnknownDeliveryError(f"there is no webhook delivery {delivery_id!r:.60}")
        return _delivery(row)

    def replay(self, delivery_id: str, now: datetime) -> Delivery:
        """Deliver once more, as if for the first time; one that still waits is due at once."""
        known = self.get(delivery_id)
        own = update(DeliveryRow).where(DeliveryRow.delivery_id == known.delivery_id)
        connection = self._session.connection()
        connection.execute(own.where(DeliveryRow.state.in_(_ENDED)).values(_afresh(now)))
        connection.execute(own.where(DeliveryRow.state == DeliveryState.PENDING).values(due_at=now))
        return self.get(delivery_id)

    def replay_dead(self, endpoint_id: str, since: datetime, now: datetime) -> int:
        """Deliver once more all that was given up for an endpoint since a moment. Answers how many."""
        own = Endpoints(self._session).get(endpoint_id)
        dead = (DeliveryRow.endpoint_id == own.endpoint_id, DeliveryRow.state == DeliveryState.DEAD)
        again = update(DeliveryRow).where(*dead, DeliveryRow.ended_at >= since).values(_afresh(now))
        return self._session.connection().execute(again).rowcount

    def _query(self) -> Select[DeliveryRow, EventRow]:
        joined = select(DeliveryRow, EventRow).join(EventRow, EventRow.sequence == DeliveryRow.sequence)
        return joined.where(DeliveryRow.organisation == self._organisation)


def _afresh(now: datetime) -> dict[str, Any]:
    return {"state": DeliveryState.PENDING, "due_at": now, "attempts": 0, "first_tried_at": None, "ended_at": None}


def _delivery(found: Row[DeliveryRow, EventRow]) -> Delivery:
    row, event = found
    return Delivery(
        delivery_id=row.delivery_id,
        endpoint_id=row.endpoint_id,
        event_id=event.event_id,
        type=event.type,
        subject=event.subject,
        recorded_at=event.recorded_at,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        ended_at=row.ended_at,
        last_status=row.last_status,
        last_error=row.last_error,
    )
