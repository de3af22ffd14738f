from __future__ import annotations

from datetime import timedelta

from features.posting import Posting
from store.assessments import Assessments
from store.database import Database
from store.gauges import Gauges, Waiting
from store.postings import Postings
from store.reviews import Reviews, StoredEvent
from tests.store.assessed import NOW, an_assessment, enqueue


def test_nothing_waits_in_an_empty_database(database: Database) -> None:
    with database.reading() as session:
        assert Gauges(session).waiting() == {}


def test_what_waits_is_counted_by_state_with_the_moment_the_oldest_was_seen(database: Database) -> None:
    with database.session() as session:
        for number in range(3):
            seen_at = NOW + timedelta(hours=number)
            saved = Postings(session).save(Posting(id=str(number), source="board", title="Cook"), seen_at)
            Assessments(session).save(saved.posting_id, saved.version, an_assessment(needs_review=True))
        Reviews(session).append(StoredEvent(saved.posting_id, 1, 1, "ada", "claim", NOW, {}), "claimed")
    with database.reading() as session:
        waiting = Gauges(session).waiting()
    assert waiting == {"open": Waiting(2, NOW), "claimed": Waiting(1, NOW + timedelta(hours=2))}
    assert waiting["claimed"].age_seconds(NOW + timedelta(hours=3)) == 3_600


def test_only_what_a_person_must_look_at_waits(database: Database) -> None:
    with database.session() as session:
        enqueue(session, "ordinary", an_assessment(needs_review=False))
        Postings(session).save(Posting(id="unassessed", source="board", title="Cook"), NOW)
    with database.reading() as session:
        assert Gauges(session).waiting() == {}


def test_a_posting_seen_by_a_clock_that_is_ahead_has_no_age() -> None:
    assert Waiting(1, NOW).age_seconds(NOW - timedelta(minutes=1)) == 0
