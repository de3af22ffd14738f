"""The chore that delivers webhooks: leases what is due, sends several at once, and writes down what came of each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from secrets import token_hex
from typing import Final

from serving.sealing import Sealer, SealError
from serving.webhooks.schedule import next_attempt
from serving.webhooks.sending import Outcome, Sender
from store.database import Database
from store.deliveries import Deliveries, DueDelivery
from store.endpoints import disable

AT_ONCE: Final = 16
"""Deliveries under way in one worker."""
TO_ONE_ENDPOINT: Final = 4
"""Of them, and of all workers', to one endpoint: a receiver that is slow keeps nobody else waiting."""
_LOOKS_UP_SECONDS: Final = 0.5
_FORGETS_EVERY: Final = timedelta(hours=1)
_log: Final = logging.getLogger("recruitment_risk.webhooks")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Delivering:
    """Delivers for every organisation. As many workers as you like may do so beside each other."""

    database: Database
    """As the operator sees it, not as one organisation does."""
    sealer: Sealer
    sender: Sender
    clock: Callable[[], datetime] = _now
    name: str = "webhooks"
    _worker: str = field(init=False, default_factory=lambda: token_hex(8))
    _under_way: set[Future[None]] = field(init=False, default_factory=set)
    _forgot_at: datetime | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=self.name)
        self._chance = SystemRandom()

    def turn(self) -> bool:
        """Begin what is due, and see what has come of what is under way; whether there was anything to do."""
        self._forget()
        for due in self._lease():
            self._under_way.add(self._pool.submit(self._deliver, due))
        if not self._under_way:
            return False
        # Not until all are done: what falls due meanwhile is not to wait for a slow receiver.
        done, self._under_way = wait(self._under_way, _LOOKS_UP_SECONDS, FIRST_COMPLETED)
        for each in done:
            each.result()
        return True

    def give_back(self) -> None:
        """Finish what is under way, which takes seconds at the most, and leave the rest to others."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        with self.database.session() as session:
            Deliveries(session).release(self._worker, self.clock())

    def _lease(self) -> list[DueDelivery]:
        free = AT_ONCE - len(self._under_way)
        if not free:
            return []
        with self.database.session() as session:
            return Deliveries(session).lease(self._worker, most=free, each=TO_ONE_ENDPOINT, now=self.clock())

    def _deliver(self, due: DueDelivery) -> None:
        outcome = self._sent(due)
        now = self.clock()
        with self.database.session() as session:
            if outcome.gone:
                # Before the delivery: whoever deletes an endpoint locks in this order.
                disable(session, due.endpoint_id, "It answered 410 Gone.", now)
            deliveries = Deliveries(session)
            if outcome.status is not None and not outcome.error:
                deliveries.delivered(due, outcome.status, now)
            else:
                deliveries.failed(due, outcome.status, outcome.error, self._again_at(due, outcome, now), now)

    def _sent(self, due: DueDelivery) -> Outcome:
        try:
            secrets = [self.sealer.unseal(sealed) for sealed in due.secrets]
        except SealError as error:
            _log.error("delivery %s cannot be signed: %s", due.delivery_id, error)
            return Outcome(error="it could not be signed here: the operator has to look")
        return self.sender.send(due.url, due.event_id, due.body, secrets, self.clock())

    def _again_at(self, due: DueDelivery, outcome: Outcome, now: datetime) -> datetime | None:
        if outcome.gone:
            return None
        began, spread = due.first_tried_at or now, self._chance.random()
        return next_attempt(due.attempts + 1, began, now, spread=spread, asked_for=outcome.retry_after)

    def _forget(self) -> None:
        now = self.clock()
        if self._forgot_at is None or now - self._forgot_at >= _FORGETS_EVERY:
            self._forgot_at = now
            with self.database.session() as session:
                Deliveries(session).forget_old(now)
