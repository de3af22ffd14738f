from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.accesses import Accesses
from store.database import Database
from store.errors import CursorError
from tests.factories import NOON


def test_who_did_what_is_told_newest_first(database: Database) -> None:
    with database.within("ours").session() as session:
        log = Accesses(session)
        log.record("ana", "erase posting", "p1", NOON, "r1")
        log.record("mara", "erase posting", "p2", NOON + timedelta(hours=1), "r2")
        lines = log.page().items
        assert [(line.who, line.what, line.subject, line.request_id) for line in lines] == [
            ("mara", "erase posting", "p2", "r2"),
            ("ana", "erase posting", "p1", "r1"),
        ]
        assert [line.who for line in log.page(subject="p1").items] == ["ana"]


def test_another_organisation_reads_nothing_of_it(database: Database) -> None:
    with database.within("ours").session() as session:
        Accesses(session).record("ana", "erase posting", "p1", NOON, "r1")
    with database.within("theirs").reading() as session:
        assert Accesses(session).page().items == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(there=st.lists(st.integers(0, 2), max_size=7), coming=st.lists(st.integers(0, 2), max_size=3), limit=st.integers(1, 3))
def test_paging_reads_every_line_once_while_others_are_written(
    database: Database, there: list[int], coming: list[int], limit: int
) -> None:
    with database.session() as session:
        try:
            log, seen, cursor = Accesses(session), list[str](), None
            for number, hour in enumerate(there):
                log.record("ana", "look", f"there {number}", NOON + timedelta(hours=hour), "r")
            for number in range(50):
                page = log.page(limit, cursor)
                seen += [line.subject for line in page.items]
                if (cursor := page.next_cursor) is None:
                    break
                if number < len(coming):
                    log.record("ana", "look", f"new {number}", NOON + timedelta(hours=coming[number]), "r")
            assert cursor is None
            assert len(seen) == len(set(seen))
            assert {f"there {number}" for number in range(len(there))} <= set(seen)
        finally:
            session.rollback()


@pytest.mark.parametrize("cursor", ["", "x", "WzFd", "WyJhIiwiYiJd", "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzA1OjAwIiwgIngiXQ"])
def test_a_cursor_that_was_not_handed_out_is_refused(database: Database, cursor: str) -> None:
    with database.reading() as session, pytest.raises(CursorError):
        Accesses(session).page(cursor=cursor)
