"""The tables of webhooks: who is told of what, what happened, and how far telling it has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import JsonObject, Table

Counter = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up in plain integers only."""


class EndpointRow(Table):
    """An address that an organisation wants to be told at. Its secrets are sealed."""

    __tablename__ = "webhook_endpoints"

    endpoint_id: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    url: Mapped[str]
    description: Mapped[str]
    event_types: Mapped[list[str]]
    secret: Mapped[str]
    earlier_secrets: Mapped[list[Any]] = mapped_column(JSON(none_as_null=True))
    """Each as `[sealed, until]`: they go on signing for a while after a rotation."""
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    disabled_why: Mapped[str]
    version: Mapped[int]
    """Counts the changes, so that nobody overwrites what they have not seen."""

    __table_args__ = (Index(None, "organisation", "created_at", "endpoint_id"),)


class EventRow(Table):
    """Something that happened, in the words in which it is told: the outbox, written in the transaction of what happened."""

    __tablename__ = "webhook_events"

    sequence: Mapped[int] = mapped_column(Counter, primary_key=True, autoincrement=True)
    event_id: Mapped[str]
    organisation: Mapped[str]
    type: Mapped[str]
    subject: Mapped[str]
    """What it happened to, such as a posting: events of one subject are told in order."""
    recorded_at: Mapped[datetime] = mapped_column(index=True)
    body: Mapped[JsonObject]

    __table_args__ = (UniqueConstraint("event_id", name="uq_webhook_events_event_id"),)


class DeliveryRow(Table):
    """One event on its way to one endpoint."""

    __tablename__ = "webhook_deliveries"

    delivery_id: Mapped[str] = mapped_column(primary_key=True)
    endpoint_id: Mapped[str] = mapped_column(ForeignKey("webhook_endpoints.endpoint_id"))
    sequence: Mapped[int] = mapped_column(Counter, ForeignKey("webhook_events.sequence"))
    organisation: Mapped[str]
    subject: Mapped[str]
    state: Mapped[str]
    due_at: Mapped[datetime]
    """When it may be leased: of one that is leased, when its lease runs out."""
    attempts: Mapped[int]
    leased_by: Mapped[str]
    first_tried_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    last_status: Mapped[int | None]
    last_error: Mapped[str]

    __table_args__ = (
        Index(None, "endpoint_id", "state", "due_at"),
        Index(None, "endpoint_id", "subject", "sequence"),
        Index(None, "endpoint_id", "sequence"),
        Index(None, "sequence"),
        Index(None, "leased_by"),
        Index(None, "ended_at"),
    )
