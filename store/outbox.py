"""The outbox: what happened, for each endpoint that wants to be told, written in the transaction of what happened.

Whoever writes holds a lock on the subject (a posting's row), so that the order of the events of one subject is the order
in which they happened.
"""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex
from typing import Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from store.events import TEST_EVENT, told
from store.scope import organisation_of
from store.tables import JsonObject
from store.webhook_tables import DeliveryRow, EndpointRow, EventRow

PENDING: Final = "pending"


class Outbox:
    """What is to be told."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, type_: str, subject: str, data: JsonObject, now: datetime, *, organisation: str | None = None) -> None:
        """Tell every enabled endpoint of the organisation that asked for events of this type.

        Nothing is written where none did. The organisation is the session's own unless it is named.
        """
        organisation = organisation or organisation_of(self._session)
        wanted = [one.endpoint_id for one in self._enabled(organisation) if type_ in one.event_types]
        self._queue(type_, subject, data, now, organisation, wanted)

    def test(self, endpoint_id: str, now: datetime) -> str:
        """Tell one endpoint of the session's organisation that somebody tries it out. Answers the delivery's id."""
        organisation = organisation_of(self._session)
        data: JsonObject = {"endpoint_id": endpoint_id, "message": "This is a test. Nothing happened."}
        # A subject of its own: a test waits for nothing.
        return self._queue(TEST_EVENT, f"test_{token_hex(16)}", data, now, organisation, [endpoint_id])[0]

    def _enabled(self, organisation: str) -> list[EndpointRow]:
        # Kept from being deleted until this transaction ends, but not from being changed.
        mine = select(EndpointRow).where(EndpointRow.organisation == organisation, EndpointRow.disabled_at.is_(None))
        return list(self._session.scalars(mine.with_for_update(read=True, key_share=True)))

    def _queue(
        self, type_: str, subject: str, data: JsonObject, now: datetime, organisation: str, endpoints: list[str]
    ) -> list[str]:
        if not endpoints:
            return []
        event = EventRow(event_id=f"msg_{token_hex(16)}", type=type_, recorded_at=now, body=told(type_, data, now))
        event.organisation, event.subject = organisation, subject
        self._session.add(event)
        self._session.flush()
        rows = [_delivery(event, endpoint_id) for endpoint_id in endpoints]
        self._session.execute(insert(DeliveryRow), rows)
        return [str(row["delivery_id"]) for row in rows]


def _delivery(event: EventRow, endpoint_id: str) -> dict[str, object]:
    return {
        "delivery_id": f"whd_{token_hex(16)}",
        "endpoint_id": endpoint_id,
        "sequence": event.sequence,
        "organisation": event.organisation,
        "subject": event.subject,
        "state": PENDING,
        "due_at": event.recorded_at,
        "attempts": 0,
        "leased_by": "",
        "last_error": "",
    }
