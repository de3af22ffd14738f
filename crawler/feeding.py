"""Leases targets from the frontier as fast as they can be fetched, and no faster; tells when nothing is left.

All in the one thread of the crawl. A database that does not answer is waited for; what is in flight stays leased meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final, TypeVar
from uuid import uuid4

from crawler.pages.addresses import is_loopback
from crawler.sources import Source
from store.crawls import Crawls
from store.database import Database
from store.errors import DatabaseUnreachableError
from store.frontier import LEASE_SECONDS, Frontier
from store.hosts import Hosts
from store.targets import Lease

_T = TypeVar("_T")

MOST_IN_FLIGHT: Final = 64
_MOST_A_HOST: Final = 8
"""Targets of one host that are leased at a time where there is a pause after each."""
_MOST_HERE: Final = 32
"""The same on this machine, which needs no pause."""
_IDLE_SECONDS: Final = 0.1
_LONGEST_OUTAGE: Final = 900.0


def worker_name() -> str:
    """A name for this process that tells where it runs."""
    return f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex[:8]}"


def is_dead(worker: str) -> bool:
    """Whether a worker ran on this machine and runs no more. Of other machines nothing is known: their leases run out."""
    machine, _, process = worker.rpartition("/")[0].rpartition("/")
    if machine != socket.gethostname() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False


class Feeder:
    """The leases of one process."""

    def __init__(self, database: Database, sources: Mapping[str, Source], worker: str, *, patience: float) -> None:
        self.left_waiting = 0
        """Targets that are due later than this crawl waits."""
        self._database = database
        self._sources = sources
        self._worker = worker
        self._patience = timedelta(seconds=patience)
        self._in_flight: Counter[tuple[str, str]] = Counter()
        self._moved = asyncio.Event()
        self._renewed = monotonic()
        self._stopped = False

    def settle(self, lease: Lease) -> None:
        """A leased target is dealt with."""
        self._in_flight[lease.source, lease.host] -= 1
        self._moved.set()

    def stop(self) -> None:
        """Lease nothing more."""
        self._stopped = True
        self._moved.set()

    async def leases(self) -> AsyncIterator[Lease]:
        """Targets of every source, until nothing is left that this crawl would wait for."""
        while not self._stopped:
            self._moved.clear()
            found = await patiently(self._lease)
            for lease in found:
                self._in_flight[lease.source, lease.host] += 1
                yield lease
            if not found:
                if self._in_flight.total() == 0 and await patiently(self._nothing_to_come):
                    return
                await self._something_moves()
            elif self._in_flight.total() >= MOST_IN_FLIGHT:
                await self._something_moves()

    async def _something_moves(self) -> None:
        try:
            await asyncio.wait_for(self._moved.wait(), _IDLE_SECONDS)
        except TimeoutError:
            return

    def _lease(self) -> list[Lease]:
        """What may be fetched now and is not too much for any host."""
        now = datetime.now(UTC)
        room = MOST_IN_FLIGHT - self._in_flight.total()
        if monotonic() - self._renewed > LEASE_SECONDS / 4:
            self._renew(now)
        if room <= 0:
            return []
        with self._database.session() as session:
            frontier, hosts = Frontier(session), Hosts(session)
            found: list[Lease] = []
            left = self._within_budget(Crawls(session))
            for source, host in frontier.hosts_waiting(list(left), now):
                most = min(self._room(source, host), room - len(found), left[source])
                if most > 0 and (is_loopback(f"http://{host}") or hosts.take(host, self._worker, now)):
                    leased = frontier.lease(self._worker, source, host, most=most, now=now)
                    left[source] -= len(leased)
                    found += leased
            return found

    def _renew(self, now: datetime) -> None:
        """Keep targets and hosts while answers are awaited, however slow the pace."""
        with self._database.session() as session:
            Frontier(session).renew(self._worker, now)
            for host in sorted({host for (_, host), count in self._in_flight.items() if count > 0}):
                if not is_loopback(f"http://{host}"):
                    Hosts(session).take(host, self._worker, now)
        self._renewed = monotonic()

    def _room(self, source: str, host: str) -> int:
        """How many more of a host, asked for in batches rather than one by one."""
        most = _MOST_HERE if is_loopback(f"http://{host}") else _MOST_A_HOST
        flying = self._in_flight[source, host]
        return most - flying if flying <= most // 2 else 0

    def _within_budget(self, crawls: Crawls) -> dict[str, int]:
        """The sources that may fetch more, and how much: what is in flight counts as fetched."""
        left = {name: self._left(crawls, source) for name, source in self._sources.items()}
        return {name: pages for name, pages in left.items() if pages > 0}

    def _left(self, crawls: Crawls, source: Source) -> int:
        latest = crawls.latest(source.name)
        if latest is None or latest.ended_at is not None:  # another process has ended it
            return 0
        flying = sum(count for (name, _), count in self._in_flight.items() if name == source.name)
        return source.budget - flying - latest.pages

    def _nothing_to_come(self) -> bool:
        """Whether no target is left that another process holds or that will soon be due."""
        now = datetime.now(UTC)
        with self._database.reading() as session:
            sources = list(self._within_budget(Crawls(session)))
            held, soon, self.left_waiting = Frontier(session).to_come(sources, now + self._patience)
            return not held and not soon


async def patiently(ask: Callable[[], _T]) -> _T:
    """What the database answers, waited for while it cannot be reached. Raises DatabaseUnreachableError after a long outage."""
    began, pause = monotonic(), 0.2
    while True:
        try:
            return ask()
        except DatabaseUnreachableError:
            if monotonic() - began > _LONGEST_OUTAGE:
                raise
        await asyncio.sleep(pause)
        pause = min(pause * 2, 5.0)
