"""Nobody sees another organisation's postings, whatever is asked of the store."""

from __future__ import annotations

import pytest

from features.posting import Posting
from store.assessments import Assessments
from store.database import Database
from store.errors import UnknownPostingError
from store.identity import public_id
from store.postings import Outcome, Postings
from store.queue import QueueView
from store.reviews import Reviews
from tests.factories import NOON, assessment, posting


def keep(database: Database, of: Posting) -> str:
    with database.session() as session:
        saved = Postings(session).save(of, NOON)
        Assessments(session).save(saved.posting_id, saved.version, assessment(of))
    return saved.posting_id


@pytest.fixture
def ours(database: Database) -> Database:
    return database.within("ours")


@pytest.fixture
def theirs(database: Database) -> Database:
    return database.within("theirs")


def test_two_organisations_keep_the_same_advert_each_for_itself(ours: Database, theirs: Database) -> None:
    assert keep(ours, posting()) != keep(theirs, posting())
    with ours.session() as session:
        assert Postings(session).save(posting(), NOON).outcome is Outcome.UNCHANGED


def test_a_posting_is_found_by_its_own_organisation_only(ours: Database, theirs: Database) -> None:
    kept = keep(ours, posting())
    with ours.reading() as session:
        assert Postings(session).get(kept) is not None
    with theirs.reading() as session:
        assert Postings(session).get(kept) is None
        assert Postings(session).version(kept, 1) is None
        assert Postings(session).first(10) == []


def test_the_queue_holds_counts_and_names_own_postings_only(ours: Database, theirs: Database) -> None:
    kept = keep(ours, posting(source="ours.example"))
    keep(theirs, posting(source="theirs.example"))
    with ours.reading() as session:
        view = QueueView(session)
        assert [item.posting_id for item in view.page().items] == [kept]
        assert view.counts().total == 1
        assert view.values().sources == ("ours.example",)


def test_nobody_assesses_or_reviews_another_s_posting(ours: Database, theirs: Database) -> None:
    kept = keep(ours, posting())
    with theirs.session() as session:
        with pytest.raises(UnknownPostingError):
            Assessments(session).save(kept, 1, assessment())
        with pytest.raises(UnknownPostingError):
            Reviews(session).require(kept, 1)


def test_what_is_crawled_belongs_to_the_house(database: Database) -> None:
    kept = keep(database, posting())
    assert kept == public_id(posting())
    with database.within("home").reading() as session:
        assert Postings(session).get(kept) is not None
    with database.within("ours").reading() as session:
        assert Postings(session).get(kept) is None


def test_the_operator_s_commands_see_every_posting(database: Database, ours: Database, theirs: Database) -> None:
    keep(ours, posting())
    keep(theirs, posting())
    with database.reading() as session:
        assert QueueView(session).counts().total == 2
