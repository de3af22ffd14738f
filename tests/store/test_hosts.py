"""One process speaks to a host at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from store.database import Database
from store.frontier import LEASE_SECONDS
from store.hosts import Hosts

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def take(database: Database, worker: str, now: datetime = NOW) -> bool:
    with database.session() as session:
        return Hosts(session).take("board.example", worker, now)


def test_a_host_is_one_processs_until_its_lease_runs_out(database: Database) -> None:
    assert take(database, "one")
    assert not take(database, "two")
    assert take(database, "one", NOW + timedelta(seconds=LEASE_SECONDS - 1))
    assert not take(database, "two", NOW + timedelta(seconds=LEASE_SECONDS + 1))
    assert take(database, "two", NOW + timedelta(seconds=3 * LEASE_SECONDS))


def test_a_host_that_is_left_is_free(database: Database) -> None:
    take(database, "one")
    with database.session() as session:
        Hosts(session).release("two")
        Hosts(session).release("one", "other.example")
    assert not take(database, "two")
    with database.session() as session:
        Hosts(session).release("one")
    assert take(database, "two")
