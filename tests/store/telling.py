"""Endpoints and events for tests of webhooks."""

from __future__ import annotations

from datetime import datetime

from store.database import Database
from store.deliveries import Deliveries, DueDelivery
from store.delivery_log import Delivery, DeliveryLog
from store.endpoints import Endpoint, Endpoints
from store.events import EventType
from store.outbox import Outbox
from tests.factories import NOON

FLAGGED = EventType.ASSESSMENT_FLAGGED
ALL = tuple(EventType)


def endpoint(database: Database, *types: str, url: str = "https://hooks.example.org/", sealed: str = "sealed") -> Endpoint:
    with database.session() as session:
        return Endpoints(session).add(url, "", types or ALL, sealed, NOON)


def happen(database: Database, *subjects: str, now: datetime = NOON, type_: str = FLAGGED) -> None:
    for subject in subjects:
        with database.session() as session:
            Outbox(session).add(type_, subject, {"posting_id": subject}, now)


def lease(database: Database, worker: str = "w", now: datetime = NOON, most: int = 10, each: int = 10) -> list[DueDelivery]:
    with database.session() as session:
        return Deliveries(session).lease(worker, most=most, each=each, now=now)


def subjects(leased: list[DueDelivery]) -> list[str]:
    return [due.body["data"]["posting_id"] for due in leased]


def deliver(database: Database, due: DueDelivery, now: datetime = NOON) -> bool:
    with database.session() as session:
        return Deliveries(session).delivered(due, 200, now)


def fail(database: Database, due: DueDelivery, again_at: datetime | None, now: datetime = NOON) -> bool:
    with database.session() as session:
        return Deliveries(session).failed(due, 500, "answered 500", again_at, now)


def listed(database: Database, endpoint_id: str) -> tuple[Delivery, ...]:
    with database.reading() as session:
        return DeliveryLog(session).page(endpoint_id, 200)[0]
