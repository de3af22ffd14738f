"""An erased posting leaves nothing behind, in any table that could hold something of it."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import inspect, text

from store.answers import Answers
from store.assessments import Assessments
from store.database import Database, Session
from store.decisions import Decided, Decision, Decisions
from store.erasure import Erasure, tables_of_postings
from store.errors import UnknownPostingError
from store.postings import Postings
from store.reviews import Reviews, StoredEvent
from store.search import Search, Wanted
from store.sightings import Sighting, Sightings
from tests.factories import NOON, assessment, posting


def tables_with_postings(session: Session) -> set[str]:
    found = inspect(session.connection())
    return {name for name in found.get_table_names() if any(item["name"] == "posting_id" for item in found.get_columns(name))}


def fill(session: Session, name: str, now: datetime = NOON) -> str:
    """A posting with a row in every table that can hold one."""
    for title in ("Helper", "Warehouse helper"):
        of = posting(id=name, title=title)
        saved = Postings(session).save(of, now)
        Assessments(session).save(saved.posting_id, saved.version, assessment(of))
    kept = saved.posting_id
    Reviews(session).append(StoredEvent(kept, 1, 1, "ana", "claim", now, {}), "claimed")
    decision = Decision(posting_id=kept, version=2, decision=Decided.REMOVED, decided_at=now, recorded_at=now)
    assert Decisions(session).append(decision)
    seen = {"source": "board.example", "crawl": 1, "target_id": "t", "first_record": None, "last_record": None, "permission": {}}
    Sightings(session).see(Sighting(posting_id=kept, version=1, **seen))  # type: ignore[arg-type]
    return kept


def rows_of(session: Session, posting_id: str) -> dict[str, int]:
    asked = {name: text(f'SELECT count(*) FROM "{name}" WHERE posting_id = :id') for name in tables_with_postings(session)}  # noqa: S608
    return {name: session.scalar(query, {"id": posting_id}) or 0 for name, query in asked.items()}


def test_every_table_that_speaks_of_postings_is_known(database: Database) -> None:
    with database.reading() as session:
        assert {table.name for table in tables_of_postings()} == tables_with_postings(session)


def test_an_erased_posting_leaves_nothing_in_any_table(database: Database) -> None:
    with database.session() as session:
        erased, other = fill(session, "a"), fill(session, "b")
        before = rows_of(session, other)
        assert all(rows_of(session, erased).values())
        Erasure(session).erase(erased)
        assert not any(rows_of(session, erased).values())
        assert rows_of(session, other) == before
        assert Postings(session).get(erased) is None
        assert [item.posting_id for item in Search(session).page(Wanted(words="helper")).items] == [other]


def test_an_answer_that_quotes_it_is_forgotten_too(database: Database) -> None:
    with database.session() as session:
        erased, other = fill(session, "a"), fill(session, "b")
        for name in (erased, other):
            Answers(session).claim(name, "same", NOON)
            Answers(session).keep(name, {"status": 200, "body": {"posting_id": name, "text": "a fee"}})
        Erasure(session).erase(erased)
        session.expire_all()
        assert Answers(session).peek(erased, "same", NOON) is None
        assert Answers(session).peek(other, "same", NOON) is not None


def test_nobody_erases_another_organisation_s_posting(database: Database) -> None:
    with database.within("ours").session() as session:
        kept = fill(session, "a")
    with database.within("theirs").session() as session, pytest.raises(UnknownPostingError):
        Erasure(session).erase(kept)
    with database.within("ours").reading() as session:
        assert all(rows_of(session, kept).values())


def test_an_erased_posting_may_be_sent_again_as_a_new_one(database: Database) -> None:
    with database.session() as session:
        erased = fill(session, "a")
        Erasure(session).erase(erased)
        assert fill(session, "a") == erased
        stored = Postings(session).get(erased)
    assert stored is not None
    assert (stored.version, stored.state) == (2, "claimed")
