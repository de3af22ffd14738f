from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from store.database import Database
from store.errors import ReviewConflictError, UnknownPostingError
from store.postings import Postings
from store.reviews import Reviews, StoredEvent
from tests.store.assessed import NOW, enqueue


def a_claim(posting_id: str, sequence: int = 1, reviewer: str = "ada") -> StoredEvent:
    return StoredEvent(posting_id, sequence, 1, reviewer, "claim", NOW, {"note": "näh", "policies": ["x"]})


def test_events_come_back_in_order_and_the_state_is_set(database: Database) -> None:
    with database.session() as session:
        posting_id = enqueue(session, "a")
        Reviews(session).append(a_claim(posting_id), "claimed")
        Reviews(session).append(a_claim(posting_id, 2), "closed")
    with database.reading() as session:
        assert Reviews(session).events(posting_id) == (a_claim(posting_id), a_claim(posting_id, 2))
        stored = Postings(session).get(posting_id)
    assert stored is not None
    assert stored.state == "closed"


def test_two_events_cannot_take_the_same_place(database: Database) -> None:
    with database.session() as session:
        posting_id = enqueue(session, "a")
        Reviews(session).append(a_claim(posting_id), "claimed")
    with database.session() as session:
        with pytest.raises(ReviewConflictError, match="someone else"):
            Reviews(session).append(a_claim(posting_id, reviewer="ben"), "closed")
        assert [event.reviewer for event in Reviews(session).events(posting_id)] == ["ada"]
        stored = Postings(session).get(posting_id)
    assert stored is not None
    assert stored.state == "claimed"


def test_of_two_reviewers_at_the_same_moment_one_is_refused(database: Database) -> None:
    with database.session() as session:
        posting_id = enqueue(session, "a")
    start, refused = Barrier(2), []

    def claim(reviewer: str) -> None:
        start.wait()
        try:
            with database.session() as session:
                Reviews(session).append(a_claim(posting_id, reviewer=reviewer), "claimed")
        except ReviewConflictError:
            refused.append(reviewer)

    threads = [Thread(target=claim, args=(name,)) for name in ("ada", "ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    with database.reading() as session:
        assert [event.reviewer for event in Reviews(session).events(posting_id)] == list({"ada", "ben"} - set(refused))


def test_an_event_on_what_is_not_there_is_refused(database: Database) -> None:
    with database.session() as session:
        posting_id = enqueue(session, "a")
        for event in (a_claim("nothing"), replace(a_claim(posting_id), posting_version=2)):
            with pytest.raises(UnknownPostingError):
                Reviews(session).append(event, "claimed")
