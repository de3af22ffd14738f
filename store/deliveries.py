"""Deliveries as those who make them see them: leased, made, failed.

A delivery is leased, not taken, as a crawl's target is: a lease that runs out makes it free again. Events of one subject
reach an endpoint in order: a delivery is not leased while an earlier one is unfinished.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from store.outbox import PENDING
from store.tables import JsonObject
from store.webhook_tables import DeliveryRow, EndpointRow, EventRow

LEASE: Final = timedelta(seconds=90)
"""How long a delivery stays with a worker that says nothing more of it: longer than any delivery may take."""
KEPT_FOR: Final = timedelta(days=30)
"""How long ended deliveries can be looked at and replayed."""
_MOST_ENDPOINTS: Final = 200


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = PENDING
    LEASED = "leased"
    DELIVERED = "delivered"
    DEAD = "dead"


UNFINISHED: Final = (DeliveryState.PENDING, DeliveryState.LEASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDelivery:
    """A delivery that a worker has leased, and all that it takes to make it."""

    delivery_id: str
    endpoint_id: str
    worker: str
    attempts: int
    """How often it was tried before."""
    first_tried_at: datetime | None
    event_id: str
    body: JsonObject
    url: str
    secrets: tuple[str, ...]
    """Sealed; the current one first, then those that were rotated away lately."""


class Deliveries:
    """Every organisation's deliveries."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lease(self, worker: str, *, most: int, each: int, now: datetime) -> list[DueDelivery]:
        """Up to so many due deliveries for this worker alone, and no more than `each` at a time to one endpoint."""
        leased: list[DueDelivery] = []
        for endpoint in self._waiting(now):
            at_once = min(each - self._under_way(endpoint.endpoint_id, now), most - len(leased))
            if at_once > 0:
                leased += [self._due(row, endpoint, now) for row in self._take(worker, endpoint.endpoint_id, at_once, now)]
        return leased

    def delivered(self, due: DueDelivery, status: int, now: datetime) -> bool:
        """A delivery was made; false where its lease had run out, and somebody else has it."""
        return self._end(due, now, state=DeliveryState.DELIVERED, last_status=status, last_error="", ended_at=now)

    def failed(self, due: DueDelivery, status: int | None, error: str, again_at: datetime | None, now: datetime) -> bool:
        """A delivery failed, and is tried again at a moment, or is given up where there is none."""
        said = {"last_status": status, "last_error": error}
        if again_at is None:
            return self._end(due, now, state=DeliveryState.DEAD, ended_at=now, **said)
        return self._end(due, now, state=DeliveryState.PENDING, due_at=again_at, **said)

    def release(self, worker: str, now: datetime) -> int:
        """Give back what a worker holds, because it ends. Answers how many."""
        held = and_(DeliveryRow.leased_by == worker, DeliveryRow.state == DeliveryState.LEASED)
        return self._changed(held, state=DeliveryState.PENDING, leased_by="", due_at=now)

    def forget_old(self, now: datetime) -> None:
        """Remove what ended long ago, and the events that nobody is still to be told of."""
        connection = self._session.connection()
        connection.execute(delete(DeliveryRow).where(DeliveryRow.ended_at < now - KEPT_FOR))
        untold = ~exists().where(DeliveryRow.sequence == EventRow.sequence)
        connection.execute(delete(EventRow).where(EventRow.recorded_at < now - KEPT_FOR, untold))

    def _waiting(self, now: datetime) -> list[EndpointRow]:
        """Enabled endpoints that something is due for, the longest waiting first."""
        own = (DeliveryRow.endpoint_id == EndpointRow.endpoint_id, DeliveryRow.state.in_(UNFINISHED))
        earliest = select(func.min(DeliveryRow.due_at)).where(*own).scalar_subquery()
        query = select(EndpointRow).where(EndpointRow.disabled_at.is_(None), earliest <= now)
        return list(self._session.scalars(query.order_by(earliest, EndpointRow.endpoint_id).limit(_MOST_ENDPOINTS)))

    def _under_way(self, endpoint_id: str, now: datetime) -> int:
        held = (DeliveryRow.endpoint_id == endpoint_id, DeliveryRow.state == DeliveryState.LEASED, DeliveryRow.due_at > now)
        return self._session.scalar(select(func.count()).select_from(DeliveryRow).where(*held)) or 0

    def _take(self, worker: str, endpoint_id: str, most: int, now: datetime) -> list[DeliveryRow]:
        due = (DeliveryRow.endpoint_id == endpoint_id, DeliveryRow.state.in_(UNFINISHED), DeliveryRow.due_at <= now)
        query = (
            select(DeliveryRow)
            .where(*due, ~_must_wait(now))
            .order_by(DeliveryRow.due_at, DeliveryRow.sequence)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        rows = list(self._session.scalars(query))
        for row in rows:
            row.state, row.leased_by, row.due_at = DeliveryState.LEASED, worker, now + LEASE
        self._session.flush()
        return rows

    def _due(self, row: DeliveryRow, endpoint: EndpointRow, now: datetime) -> DueDelivery:
        event = self._session.get_one(EventRow, row.sequence)
        earlier = [sealed for sealed, until in endpoint.earlier_secrets if datetime.fromisoformat(until) > now]
        return DueDelivery(
            delivery_id=row.delivery_id,
            endpoint_id=row.endpoint_id,
            worker=row.leased_by,
            attempts=row.attempts,
            first_tried_at=row.first_tried_at,
            event_id=event.event_id,
            body=event.body,
            url=endpoint.url,
            secrets=(endpoint.secret, *earlier),
        )

    def _end(self, due: DueDelivery, now: datetime, **values: Any) -> bool:
        # Only where the lease still stands: another worker may have tried meanwhile.
        stands = and_(
            DeliveryRow.delivery_id == due.delivery_id,
            DeliveryRow.state == DeliveryState.LEASED,
            DeliveryRow.leased_by == due.worker,
            DeliveryRow.attempts == due.attempts,
        )
        tried = {"attempts": due.attempts + 1, "first_tried_at": due.first_tried_at or now, "leased_by": ""}
        return self._changed(stands, **tried, **values) == 1

    def _changed(self, which: ColumnElement[bool], **values: Any) -> int:
        return self._session.connection().execute(update(DeliveryRow).where(which).values(values)).rowcount


def _must_wait(now: datetime) -> ColumnElement[bool]:
    """Whether an earlier delivery of the same subject is unfinished, or another one (a replay) is just being made."""
    other = aliased(DeliveryRow)
    earlier = and_(other.sequence < DeliveryRow.sequence, other.state.in_(UNFINISHED))
    being_made = and_(other.state == DeliveryState.LEASED, other.due_at > now, other.delivery_id != DeliveryRow.delivery_id)
    same = (other.endpoint_id == DeliveryRow.endpoint_id, other.subject == DeliveryRow.subject)
    return exists().where(*same, or_(earlier, being_made)).correlate(DeliveryRow)
