"""What was sent to webhook endpoints, what was given up, and once more."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query

from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Memory, needs
from serving.once import Once
from serving.problem_kinds import ACCEPTED
from serving.schemas.webhooks import DeliveriesIn, DeliveriesOut, DeliveryOut, ReplayedOut, ReplayIn, delivery_out
from store.database import Session
from store.delivery_log import DeliveryLog
from store.endpoints import Endpoints

router = APIRouter(route_class=JsonRoute, tags=["webhooks"], dependencies=[needs(Permission.MANAGE_WEBHOOKS)])
bodiless = APIRouter()
"""Requests whose address says all."""


@router.get("/webhook-endpoints/{endpoint_id}/deliveries")
def list_webhook_deliveries(endpoint_id: str, query: Annotated[DeliveriesIn, Query()], memory: Memory) -> DeliveriesOut:
    """What was and is to be sent to an endpoint, the newest event first; `state=dead` is what was given up. Kept for 30 days."""
    with memory.reading() as session:
        items, next_cursor = DeliveryLog(session).page(endpoint_id, query.limit, query.state, query.cursor)
    return DeliveriesOut(items=list(map(delivery_out, items)), next_cursor=next_cursor)


@bodiless.post("/webhook-endpoints/{endpoint_id}/test", status_code=ACCEPTED)
def test_webhook_endpoint(endpoint_id: str, once: Once) -> DeliveryOut:
    """Send a `webhook.test` event to an endpoint. Look at its deliveries to see what came of it."""

    def queue(session: Session) -> DeliveryOut:
        delivery_id = Endpoints(session).test(endpoint_id, datetime.now(UTC))
        return delivery_out(DeliveryLog(session).get(delivery_id))

    return once.do(queue)


@router.post("/webhook-endpoints/{endpoint_id}/replay-dead", status_code=ACCEPTED)
def replay_dead_webhook_deliveries(endpoint_id: str, body: ReplayIn, once: Once) -> ReplayedOut:
    """Send all that was given up for an endpoint since a moment once more, in order for each posting."""

    def replay(session: Session) -> ReplayedOut:
        return ReplayedOut(replayed=DeliveryLog(session).replay_dead(endpoint_id, body.since, datetime.now(UTC)))

    return once.do(replay)


@bodiless.post("/webhook-deliveries/{delivery_id}/replay", status_code=ACCEPTED)
def replay_webhook_delivery(delivery_id: str, once: Once) -> DeliveryOut:
    """Send one delivery once more under the same `webhook-id`; one that still waits is due at once."""
    return once.do(lambda session: delivery_out(DeliveryLog(session).replay(delivery_id, datetime.now(UTC))))


router.include_router(bodiless)
