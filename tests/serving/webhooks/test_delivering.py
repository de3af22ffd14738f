"""What happened reaches the receiver at least once and in order, whatever fails or is killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from serving.sealing import Sealer, new_key
from serving.webhooks.delivering import Delivering
from serving.webhooks.guard import Guard
from serving.webhooks.schedule import TRIED_FOR
from serving.webhooks.sending import Sender
from serving.webhooks.signing import new_secret
from serving.worker import work
from store.database import Database
from store.deliveries import LEASE, DeliveryState
from store.delivery_log import Delivery, DeliveryLog
from store.endpoints import Endpoint, Endpoints
from tests.serving.receiver import Receiver, receiving, status
from tests.store.telling import endpoint, happen, lease, listed

KEY = new_key()
SECRET = new_secret()
SENDER = Sender(Guard(allow_private=True), seconds=10)


@dataclass
class Clock:
    """A clock that a test puts forward."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def mine(database: Database, receiver: Receiver) -> Endpoint:
    return endpoint(database, url=receiver.url, sealed=Sealer([KEY]).seal(SECRET))


@pytest.fixture
def go_on(database: Database, clock: Clock) -> Iterator[Callable[[], None]]:
    """Delivers until nothing is due."""
    chore = Delivering(database, Sealer([KEY]), SENDER, clock)

    def until_idle() -> None:
        while chore.turn():
            pass

    yield until_idle
    chore.give_back()


def only(database: Database, endpoint_id: str) -> Delivery:
    (one,) = listed(database, endpoint_id)
    return one


def test_a_receiver_gets_what_it_can_verify(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock, go_on: Callable[[], None]
) -> None:
    happen(database, "a", now=clock.now)
    go_on()
    (got,) = receiver.got
    delivery = only(database, mine.endpoint_id)
    assert got.verified(SECRET)["data"] == {"posting_id": "a"}
    assert got.message_id == delivery.event_id
    assert (delivery.state, delivery.attempts, delivery.last_status) == (DeliveryState.DELIVERED, 1, 204)


def test_while_a_secret_is_rotated_both_verify(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock, go_on: Callable[[], None]
) -> None:
    secret = new_secret()
    with database.session() as session:
        Endpoints(session).rotate(mine.endpoint_id, Sealer([KEY]).seal(secret), clock.now)
    happen(database, "a", now=clock.now)
    go_on()
    assert receiver.got[0].verified(SECRET) == receiver.got[0].verified(secret)


def test_what_fails_is_tried_again_under_the_same_name(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock, go_on: Callable[[], None]
) -> None:
    receiver.answers = [status(500), status(200)]
    happen(database, "a", now=clock.now)
    go_on()
    waiting = only(database, mine.endpoint_id)
    assert (waiting.state, waiting.attempts, waiting.last_error) == (DeliveryState.PENDING, 1, "answered 500")
    assert waiting.due_at > clock.now
    clock.now = waiting.due_at
    go_on()
    assert len({got.message_id for got in receiver.got}) == 1
    assert [got.body for got in receiver.got] == [receiver.got[0].body] * 2
    delivered = only(database, mine.endpoint_id)
    assert (delivered.state, delivered.attempts, delivered.last_error) == (DeliveryState.DELIVERED, 2, "")


def test_events_of_one_posting_arrive_in_order_though_the_first_fails(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock, go_on: Callable[[], None]
) -> None:
    receiver.answers = [status(503), status(200)]
    happen(database, "a", now=clock.now)
    happen(database, "a", now=clock.now)
    for _ in range(2):
        go_on()
        clock.now += timedelta(seconds=10)
    in_order = [one.event_id for one in reversed(listed(database, mine.endpoint_id))]
    assert [got.message_id for got in receiver.got] == [in_order[0], *in_order]


def test_after_three_days_a_delivery_is_given_up_and_can_be_replayed(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock, go_on: Callable[[], None]
) -> None:
    receiver.answers = [status(500)]
    began = clock.now
    happen(database, "a", now=began)
    while (known := only(database, mine.endpoint_id)).state is not DeliveryState.DEAD:
        clock.now = known.due_at
        go_on()
    assert known.ended_at == began + TRIED_FOR
    assert known.attempts == len(receiver.got) > 12
    receiver.answers = [status(200)]
    with database.session() as session:
        DeliveryLog(session).replay(known.delivery_id, clock.now)
    go_on()
    assert only(database, mine.endpoint_id).state is DeliveryState.DELIVERED


def test_gone_disables_the_endpoint(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock, go_on: Callable[[], None]
) -> None:
    receiver.answers = [status(410)]
    happen(database, "a", now=clock.now)
    go_on()
    with database.reading() as session:
        known = Endpoints(session).get(mine.endpoint_id)
    assert (known.enabled, known.disabled_why, known.version) == (False, "It answered 410 Gone.", 2)
    assert only(database, mine.endpoint_id).state is DeliveryState.DEAD


def test_a_receiver_that_asks_for_time_gets_it(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock, go_on: Callable[[], None]
) -> None:
    receiver.answers = [status(429, retry_after="3600")]
    happen(database, "a", now=clock.now)
    go_on()
    assert only(database, mine.endpoint_id).due_at == clock.now + timedelta(hours=1)


def test_what_cannot_be_signed_is_not_sent_and_not_lost(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock
) -> None:
    happen(database, "a", now=clock.now)
    chore = Delivering(database, Sealer([new_key()]), SENDER, clock)
    while chore.turn():
        pass
    chore.give_back()
    assert receiver.got == []
    known = only(database, mine.endpoint_id)
    assert (known.state, known.last_error) == (DeliveryState.PENDING, "it could not be signed here: the operator has to look")


def test_one_slow_receiver_keeps_no_other_waiting(database: Database, receiver: Receiver, clock: Clock, mine: Endpoint) -> None:
    held = Event()
    receiver.answers = [lambda handler: held.wait(30) and status(200)(handler)]
    happen(database, *map(str, range(30)), now=clock.now)
    with receiving() as quick:
        other = endpoint(database, url=quick.url, sealed=Sealer([KEY]).seal(SECRET))
        happen(database, "z", now=clock.now)
        chore = Delivering(database, Sealer([KEY]), SENDER, clock)
        while only(database, other.endpoint_id).state is not DeliveryState.DELIVERED:
            chore.turn()
        assert len(receiver.got) <= 4
        held.set()
        while chore.turn():
            pass
        chore.give_back()
    assert len(receiver.got) == 31


def test_a_worker_that_is_told_to_end_gives_back_what_it_has_not_begun(
    database: Database, receiver: Receiver, mine: Endpoint, clock: Clock
) -> None:
    stop = Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        stop.set()
        status(200)(handler)

    receiver.answers = [answer]
    happen(database, "a", now=clock.now)
    work([Delivering(database, Sealer([KEY]), SENDER, clock)], stop)
    assert only(database, mine.endpoint_id).state is DeliveryState.DELIVERED
    happen(database, "b", now=clock.now)
    chore = Delivering(database, Sealer([KEY]), SENDER, clock)
    assert lease(database, chore._worker, clock.now)
    chore.give_back()
    assert len(lease(database, "another", clock.now)) == 1


WORKER = """
import os, sys
from serving.sealing import Sealer
from serving.webhooks.delivering import Delivering
from serving.webhooks.guard import Guard
from serving.webhooks.sending import Sender
from store.database import Database

chore = Delivering(Database(sys.argv[1]), Sealer([os.environ["KEY"]]), Sender(Guard(allow_private=True)))
while True:
    chore.turn()
"""


def test_a_worker_that_is_killed_between_lease_and_mark_loses_nothing(
    database: Database, database_url: str, receiver: Receiver, mine: Endpoint, clock: Clock, go_on: Callable[[], None]
) -> None:
    came, killed = Event(), Event()

    def hold(_: BaseHTTPRequestHandler) -> None:
        came.set()
        killed.wait(60)

    receiver.answers = [hold, status(200)]
    happen(database, "a", now=clock.now)
    happen(database, "a", now=clock.now)
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, database_url], env=os.environ | {"KEY": KEY}, cwd=Path(__file__).parents[3]
    )
    try:
        assert came.wait(60)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        killed.set()
    go_on()
    assert [one.state for one in listed(database, mine.endpoint_id)] == [DeliveryState.PENDING, DeliveryState.LEASED]
    clock.now = datetime.now(UTC) + LEASE
    go_on()
    assert [one.state for one in listed(database, mine.endpoint_id)] == [DeliveryState.DELIVERED, DeliveryState.DELIVERED]
    in_order = [one.event_id for one in reversed(listed(database, mine.endpoint_id))]
    assert [got.message_id for got in receiver.got] == [in_order[0], *in_order]
