"""How high postings score is kept for the latest assessment of each, also of those that were assessed before scores were kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from alembic import command
from sqlalchemy import text

from features.posting import Posting
from labelling.review import ReviewAction, Verdict
from models.abstention import TOO_SHORT, UNLIKE_ANYTHING_SEEN
from models.policy import PolicyName
from store import previews, revisions
from store.assessments import Assessments
from store.database import Database
from store.erasure import Erasure
from store.postings import Postings
from store.previews import Counts, Previews
from tests.store.assessed import NOW, an_assessment, enqueue

FRAUD = PolicyName.RECRUITMENT_FRAUD
LONG_AGO = date(2000, 1, 1)


def by_day(database: Database) -> dict[date, Counts]:
    with database.reading() as session:
        return Previews(session).by_day(FRAUD, 0.5, 0.3, LONG_AGO)


def test_each_posting_counts_once_with_its_latest_assessment(database: Database) -> None:
    with database.session() as session:
        enqueue(session, "a", an_assessment(0.2))
        enqueue(session, "a", an_assessment(0.4, model_version="m2", assessed_at=NOW + timedelta(days=1)))
    assert by_day(database) == {NOW.date() + timedelta(days=1): Counts(1, 0, 1, 0, 0)}


def test_a_late_assessment_of_an_old_version_changes_no_score(database: Database) -> None:
    with database.session() as session:
        first = Postings(session).save(Posting(id="a", title="Cook"), NOW)
        second = Postings(session).save(Posting(id="a", title="Chef"), NOW)
        Assessments(session).save(second.posting_id, 2, an_assessment(0.8))
        Assessments(session).save(first.posting_id, 1, an_assessment(0.1))
    assert by_day(database) == {NOW.date(): Counts(1, 1, 1, 0, 0)}


def test_where_nothing_could_be_judged_there_is_no_score(database: Database) -> None:
    with database.session() as session:
        enqueue(session, "a", an_assessment(0.4, abstained=TOO_SHORT))
        enqueue(session, "b", an_assessment(0.4, abstained=UNLIKE_ANYTHING_SEEN))
        enqueue(session, "c", an_assessment(0.4))
    assert by_day(database)[NOW.date()].assessed == 2
    with database.session() as session:
        enqueue(session, "c", an_assessment(0.4, abstained=TOO_SHORT))
    assert by_day(database)[NOW.date()].assessed == 1


def test_a_day_is_a_day_in_utc(database: Database) -> None:
    east = datetime(2026, 11, 3, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    with database.session() as session:
        enqueue(session, "a", an_assessment(assessed_at=east))
    assert list(by_day(database)) == [date(2026, 11, 2)]


def test_an_erased_posting_takes_its_scores_along(database: Database) -> None:
    with database.session() as session:
        posting_id = enqueue(session, "a")
        Erasure(session).erase(posting_id)
    assert by_day(database) == {}


def test_the_store_counts_the_words_that_reviews_are_written_in() -> None:
    assert previews._DECIDE == ReviewAction.DECIDE
    assert previews._RISKY == Verdict.RISKY
    assert set(previews._SETTLED) == {Verdict.RISKY, Verdict.NOT_RISKY}


@pytest.fixture
def older(blank_database_url: str) -> Database:
    """A database of the release before scores were kept, with postings that were assessed."""
    database = Database(blank_database_url)
    database.upgrade()
    with database.within("ours").session() as session:
        enqueue(session, "a", an_assessment(0.2, model_version="m1"))
        enqueue(session, "a", an_assessment(0.4, model_version="m2", assessed_at=datetime(2026, 11, 4, 23, 30, tzinfo=UTC)))
        enqueue(session, "b", an_assessment(0.6, abstained=TOO_SHORT))
        for number in range(600):
            enqueue(session, f"more-{number}", an_assessment(0.7))
        Postings(session).save(Posting(id="never assessed"), NOW)
    with database.session() as session:
        for statement in ("DROP TABLE scores", "DROP TABLE threshold_changes", "UPDATE alembic_version SET version_num = '0004'"):
            session.execute(text(statement))
    return database


def upgrade_to(database: Database, revision: str) -> None:
    """One step of the upgrade; the tables of later ones stand already."""
    with database.session() as session:
        config = revisions._migrations()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, revision)


def test_what_was_assessed_before_is_scored_when_the_database_is_upgraded(older: Database) -> None:
    upgrade_to(older, "0005")
    expected = {date(2026, 11, 4): Counts(1, 0, 1, 0, 0), NOW.date(): Counts(600, 600, 600, 0, 0)}
    assert by_day(older.within("ours")) == expected
    assert by_day(older) == {}
    older.dispose()
