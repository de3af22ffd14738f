from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from features.posting import Posting
from models.assessment import Band
from models.policy import PolicyName
from store.database import Database, Session
from store.errors import CursorError
from store.postings import Postings
from store.queue import Page, QueueFilters, QueueValues, QueueView
from store.reviews import Reviews, StoredEvent
from tests.store.assessed import NOW, an_assessment, enqueue


def walk(session: Session, limit: int, between: Callable[[], object] = lambda: None, **filters: Any) -> list[str]:
    """The ids of all pages, with something done between two pages."""
    queue, seen, cursor = QueueView(session), [], None
    for _ in range(100):
        page: Page = queue.page(limit, cursor, QueueFilters(**filters))
        seen += [item.posting_id for item in page.items]
        if (cursor := page.next_cursor) is None:
            return seen
        between()
    raise AssertionError("the queue does not end")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    priorities=st.lists(st.sampled_from([0.0, 0.1, 0.1 + 0.2, 0.5, 1.0]), max_size=8),
    added=st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0]), max_size=4),
    limit=st.integers(1, 4),
)
def test_paging_sees_every_item_once_while_others_come_in(
    database: Database, priorities: list[float], added: list[float], limit: int
) -> None:
    with database.session() as session:
        try:
            there = [enqueue(session, f"there {n}", an_assessment(priority)) for n, priority in enumerate(priorities)]
            coming = iter([(f"new {n}", an_assessment(priority)) for n, priority in enumerate(added)])
            seen = walk(session, limit, lambda: [enqueue(session, *item) for item in [next(coming, None)] if item])
            assert len(seen) == len(set(seen))
            assert set(there) <= set(seen)
            assert [key for key in seen if key in there] == sorted(there, key=_order(session))
        finally:
            session.rollback()


def _order(session: Session) -> Callable[[str], tuple[float, str]]:
    items = {item.posting_id: item for item in QueueView(session).page(500).items}
    return lambda posting_id: (-items[posting_id].priority, posting_id)


def test_a_full_last_page_has_no_next(database: Database) -> None:
    with database.session() as session:
        for name in "abcd":
            enqueue(session, name)
        page = QueueView(session).page(2)
        assert QueueView(session).page(2, page.next_cursor).next_cursor is None


def test_filters_leave_what_was_asked_for(database: Database) -> None:
    fraud = PolicyName.RECRUITMENT_FRAUD
    with database.session() as session:
        risky = enqueue(session, "a", an_assessment(0.9, band=Band.HIGH, flagged=(fraud,), language="ru"), source="chat")
        minor = enqueue(session, "b", an_assessment(0.2, needs_review=True))
        Reviews(session).append(StoredEvent(minor, 1, 1, "ada", "claim", NOW, {}), "claimed")
        assert walk(session, 5, band=Band.HIGH) == [risky]
        assert walk(session, 5, policy=fraud) == [risky]
        assert walk(session, 5, policy=PolicyName.CRIMINAL_RECRUITMENT) == []
        assert walk(session, 5, language="ru", source="chat", state="open", needs_review=False) == [risky]
        assert walk(session, 5, needs_review=True) == [minor]
        assert walk(session, 5, state="claimed") == [minor]
        assert walk(session, 5) == [risky, minor]


def test_what_was_not_judged_is_in_no_band(database: Database) -> None:
    with database.session() as session:
        judged = enqueue(session, "a", an_assessment(0.2, band=Band.LOW))
        unjudged = enqueue(session, "b", an_assessment(0.1, band=Band.LOW, abstained="no_language"))
        assert [item.abstained for item in QueueView(session).page().items] == ["", "no_language"]
        assert walk(session, 5, abstained=True) == [unjudged]
        assert walk(session, 5, abstained=False) == walk(session, 5, band=Band.LOW) == [judged]
        assert walk(session, 5, band=Band.LOW, abstained=True) == []
        counts = QueueView(session).counts()
    assert (counts.total, counts.by_band, counts.abstained) == (2, {Band.LOW: 1}, 1)


def test_languages_and_sources_are_named_once_each_and_only_of_what_was_assessed(database: Database) -> None:
    with database.session() as session:
        for name, language, source in (("a", "uk", "board"), ("b", "en", "chat"), ("c", "uk", ""), ("d", "en", "board")):
            enqueue(session, name, an_assessment(language=language), source=source)
        Postings(session).save(Posting(id="e", source="not assessed"), NOW)
        values = QueueView(session).values()
    assert (values.languages, values.sources) == (("en", "uk"), ("", "board", "chat"))


def test_an_empty_queue_has_no_languages_and_no_sources(database: Database) -> None:
    with database.reading() as session:
        assert QueueView(session).values() == QueueValues((), ())


def test_counts_say_how_much_there_is_by_state_and_band(database: Database) -> None:
    with database.session() as session:
        enqueue(session, "a", an_assessment(band=Band.HIGH))
        enqueue(session, "b", an_assessment(band=Band.HIGH))
        closed = enqueue(session, "c", an_assessment(band=Band.LOW))
        Reviews(session).append(StoredEvent(closed, 1, 1, "ada", "decide", NOW, {}), "closed")
        counts = QueueView(session).counts()
        assert (counts.total, counts.by_state, counts.by_band) == (3, {"open": 2, "closed": 1}, {Band.HIGH: 2, Band.LOW: 1})
        assert QueueView(session).counts(QueueFilters(state="open")).by_band == {Band.HIGH: 2}


def _sealed(content: str) -> str:
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "é",
        "%%%%",
        "A" * 500,
        *map(_sealed, ["[]", "{}", "[1]", "null", '["a", "b"]', "[NaN, 'a']", '[true, "a"]', "[-0.5, 3]"]),
    ],
)
def test_a_cursor_from_elsewhere_is_refused(database: Database, cursor: str) -> None:
    with database.reading() as session, pytest.raises(CursorError):
        QueueView(session).page(10, cursor)


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_a_page_has_a_sensible_length(database: Database, limit: int) -> None:
    with database.reading() as session, pytest.raises(ValueError, match="1 to 500"):
        QueueView(session).page(limit)


@pytest.mark.parametrize(
    "filters",
    [
        QueueFilters(),
        QueueFilters(state="open"),
        QueueFilters(state="open", band=Band.HIGH),
        QueueFilters(language="en"),
        QueueFilters(source="board"),
        QueueFilters(needs_review=True),
        QueueFilters(abstained=True),
        QueueFilters(abstained=False, source="board"),
        QueueFilters(policy=PolicyName.RECRUITMENT_FRAUD, state="open"),
    ],
)
def test_a_page_is_served_by_an_index_without_sorting(database: Database, filters: QueueFilters) -> None:
    with database.within("home").session() as session:
        enqueue(session, "a")
        enqueue(session, "b")
        cursor = QueueView(session).page(1).next_cursor
        plan = _plan(session, lambda: QueueView(session).page(10, cursor, filters))
    assert "ix_postings" in plan
    assert "temp b-tree" not in plan.lower()
    assert "sort" not in plan.lower()


def _plan(session: Session, query: Callable[[], object]) -> str:
    statements: list[tuple[str, Any]] = []
    connection = session.connection()

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        statements.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    query()
    event.remove(connection, "before_cursor_execute", note)
    if connection.dialect.name == "postgresql":
        session.execute(text("SET LOCAL enable_seqscan = off"))  # two rows are never worth an index
        session.execute(text("SET LOCAL enable_bitmapscan = off"))
    explain = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    statement, parameters = statements[0]
    return "\n".join(str(row) for row in connection.exec_driver_sql(f"{explain} {statement}", parameters))
