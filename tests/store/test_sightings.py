"""Where postings were seen, and what is no longer to be seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from features.posting import Posting
from store.database import Database
from store.postings import Postings
from store.sightings import Sighting, Sightings

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
FIRST, SECOND = {"file": "a", "offset": 1}, {"file": "b", "offset": 2}


def seen(
    database: Database, name: str, record: dict[str, object], *, crawl: int = 1, version: int = 1, source: str = "board"
) -> str:
    with database.session() as session:
        saved = Postings(session).save(Posting(id=name, source=source, title=name), NOW)
        sighting = Sighting(
            posting_id=saved.posting_id,
            version=version,
            source=source,
            crawl=crawl,
            target_id=f"page of {name}",
            first_record=record,
            last_record=record,
            permission={"allowed": True},
        )
        Sightings(session).see(sighting)
        return saved.posting_id


def gone(database: Database) -> list[str]:
    with database.reading() as session:
        rows = session.execute(text("SELECT posting_id FROM postings WHERE gone_at IS NOT NULL ORDER BY posting_id"))
        return [row[0] for row in rows]


def test_the_first_and_the_last_record_are_remembered(database: Database) -> None:
    posting_id = seen(database, "cook", FIRST)
    seen(database, "cook", SECOND, crawl=2)
    seen(database, "cook", SECOND, crawl=3)
    with database.reading() as session:
        (sighting,) = Sightings(session).of(posting_id)
        records = list(Sightings(session).records())
    assert (sighting.first_record, sighting.last_record, sighting.crawl) == (FIRST, SECOND, 3)
    assert records == [(posting_id, FIRST), (posting_id, SECOND)]


def test_a_posting_goes_with_its_page_and_comes_back_when_seen(database: Database) -> None:
    cook, _ = seen(database, "cook", FIRST), seen(database, "maid", FIRST)
    with database.session() as session:
        assert Sightings(session).gone_with_page("page of cook", NOW) == 1
        assert Sightings(session).gone_with_page("page of cook", NOW + timedelta(days=1)) == 0
    assert gone(database) == [cook]
    seen(database, "cook", SECOND, crawl=2)
    assert gone(database) == []


def test_what_a_whole_crawl_did_not_see_is_gone(database: Database) -> None:
    seen(database, "stays", FIRST, crawl=2)
    missing = seen(database, "missing", FIRST, crawl=1)
    seen(database, "elsewhere", FIRST, crawl=1, source="other")
    with database.session() as session:
        assert Sightings(session).gone_since("board", 2, NOW) == 1
    assert gone(database) == [missing]


def test_a_source_may_say_itself_what_was_taken_down(database: Database) -> None:
    cook = seen(database, "cook", FIRST)
    with database.session() as session:
        assert Sightings(session).gone([cook, "unknown"], NOW) == 1
    assert gone(database) == [cook]
