"""Endpoints belong to one organisation, and whoever deletes one takes nothing else along."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from store.cursors import cursor_of
from store.database import Database
from store.endpoints import MOST, Endpoints
from store.errors import CursorError, EndpointDisabledError, TooManyEndpointsError, UnknownEndpointError
from store.outbox import Outbox
from tests.factories import NOON
from tests.store.telling import FLAGGED, deliver, endpoint, happen, lease, listed


def test_a_change_counts_the_version_and_one_that_is_refused_changes_nothing(database: Database) -> None:
    mine = endpoint(database)
    with database.session() as session:
        changed = Endpoints(session).change(mine.endpoint_id, lambda known: replace(known, description="new"))
    assert (changed.description, changed.version) == ("new", 2)

    def refuse(_: object) -> None:
        raise LookupError

    with pytest.raises(LookupError), database.session() as session:
        Endpoints(session).remove(mine.endpoint_id, refuse)
    with database.reading() as session:
        assert Endpoints(session).get(mine.endpoint_id) == changed


def test_an_endpoint_is_removed_with_its_deliveries_also_while_one_is_being_made(database: Database) -> None:
    mine, other = endpoint(database), endpoint(database)
    happen(database, "a")
    leased = lease(database)
    with database.session() as session:
        Endpoints(session).remove(mine.endpoint_id, lambda _: None)
    assert [deliver(database, due) for due in leased] == [due.endpoint_id == other.endpoint_id for due in leased]
    assert len(listed(database, other.endpoint_id)) == 1
    with database.reading() as session, pytest.raises(UnknownEndpointError):
        Endpoints(session).get(mine.endpoint_id)


def wait_until_someone_waits(database: Database) -> None:
    """On PostgreSQL, until another session waits for a lock; on SQLite no session begins before the other ends."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while str(database).startswith("postgresql"):
        with database.reading() as session:
            if session.scalar(waiting):
                return


def test_an_endpoint_that_is_removed_while_something_happens_stops_neither(database: Database) -> None:
    mine = endpoint(database)

    def remove() -> None:
        with database.session() as session:
            Endpoints(session).remove(mine.endpoint_id, lambda _: None)

    with ThreadPoolExecutor(1) as pool:
        with database.session() as session:
            Outbox(session).add(FLAGGED, "a", {}, NOON)
            removing = pool.submit(remove)
            wait_until_someone_waits(database)
        removing.result()
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM webhook_deliveries")) == 0


def test_an_organisation_has_so_many_endpoints_and_no_more(database: Database) -> None:
    for _ in range(MOST):
        endpoint(database)
    with pytest.raises(TooManyEndpointsError):
        endpoint(database)
    endpoint(database.within("ours"))


def test_pages_of_endpoints_lead_on(database: Database) -> None:
    made = {endpoint(database).endpoint_id for _ in range(5)}
    seen, cursor = [], None
    while True:
        with database.reading() as session:
            items, cursor = Endpoints(session).page(2, cursor)
        seen += [one.endpoint_id for one in items]
        if cursor is None:
            break
    assert len(seen) == 5
    assert set(seen) == made


@pytest.mark.parametrize("created_at", ["yesterday", "2026-11-20T12:00:00"])
def test_a_cursor_without_a_moment_is_refused(database: Database, created_at: str) -> None:
    with database.reading() as session, pytest.raises(CursorError):
        Endpoints(session).page(2, cursor_of(created_at, "whe_1"))


def test_another_organisation_s_endpoint_is_not_there(database: Database) -> None:
    mine = endpoint(database.within("ours"))
    with database.within("theirs").session() as session:
        theirs = Endpoints(session)
        assert theirs.page(10) == ((), None)
        for ask in (
            lambda: theirs.get(mine.endpoint_id),
            lambda: theirs.change(mine.endpoint_id, lambda known: known),
            lambda: theirs.rotate(mine.endpoint_id, "sealed", NOON),
            lambda: theirs.test(mine.endpoint_id, NOON),
            lambda: theirs.remove(mine.endpoint_id, lambda _: None),
        ):
            with pytest.raises(UnknownEndpointError):
                ask()


def test_a_test_waits_for_nothing_and_is_not_sent_to_what_is_switched_off(database: Database) -> None:
    mine = endpoint(database)
    happen(database, "a", "a")
    with database.session() as session:
        Endpoints(session).test(mine.endpoint_id, NOON)
    assert len(lease(database)) == 2
    with database.session() as session:
        Endpoints(session).change(mine.endpoint_id, lambda known: replace(known, disabled_at=NOON))
        with pytest.raises(EndpointDisabledError):
            Endpoints(session).test(mine.endpoint_id, NOON)
