from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import DropItem

from crawler.pipelines import SinkPipeline, StoreSink
from crawler.progress import CrawlSummary, Tally
from features.posting import Posting
from models.assessment import Assessment
from store.assessments import Assessments
from store.database import Database
from store.errors import DatabaseUnreachableError
from store.postings import Outcome, Postings
from tests.store.assessed import an_assessment

SEEN = datetime(2026, 11, 21, tzinfo=UTC)


def a_posting(title: str = "Cook") -> Posting:
    return Posting(id="ld-1", source="board", url="https://board.example/1", title=title, fetched_at=SEEN)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'crawl.db'}")
    database.upgrade()
    return database


def test_what_is_new_or_changed_is_assessed_and_what_is_not_is_left(database: Database) -> None:
    judged: list[str] = []

    def assess(posting: Posting) -> Assessment:
        judged.append(posting.title)
        return an_assessment()

    sink = StoreSink(database, assess)
    outcomes = [sink(a_posting(title)) for title in ("Cook", "Cook", "Chef")]
    assert outcomes == [Outcome.NEW, Outcome.UNCHANGED, Outcome.CHANGED]
    assert judged == ["Cook", "Chef"]
    database.dispose()


def test_posting_and_assessment_are_saved_together_or_not_at_all(database: Database) -> None:
    def fails(_posting: Posting) -> Assessment:
        raise RuntimeError("no judgement today")

    with pytest.raises(RuntimeError):
        StoreSink(database, fails)(a_posting())
    assert StoreSink(database, lambda _: an_assessment())(a_posting()) is Outcome.NEW
    with database.session() as session:
        saved = Postings(session).save(a_posting(), SEEN)
        latest = Assessments(session).latest(saved.posting_id)
    assert saved.outcome is Outcome.UNCHANGED
    assert latest is not None
    assert latest.version == 1
    database.dispose()


class AScrapyCrawler:
    stopped = False

    async def stop_async(self) -> None:
        self.stopped = True


def pipeline(sink: Any) -> tuple[SinkPipeline, Tally, AScrapyCrawler]:
    tally, crawler = Tally(), AScrapyCrawler()
    return SinkPipeline(crawler, sink, tally), tally, crawler  # type: ignore[arg-type]


def test_outcomes_are_counted() -> None:
    told: list[CrawlSummary] = []
    tally = Tally(told.append)
    handing = SinkPipeline(AScrapyCrawler(), lambda _: Outcome.CHANGED, tally)  # type: ignore[arg-type]
    assert asyncio.run(handing.process_item(a_posting())) == a_posting()
    assert told == [CrawlSummary(postings=1, changed=1)]
    assert str(told[0]) == "0 pages, 1 postings (0 new, 1 changed, 0 unchanged), 0 errors, 0 passed over"


def test_a_posting_that_cannot_be_saved_is_reported_and_the_crawl_goes_on() -> None:
    def refuses(_posting: Posting) -> Outcome:
        raise ValueError("too odd")

    handing, tally, crawler = pipeline(refuses)
    with pytest.raises(DropItem):
        asyncio.run(handing.process_item(a_posting()))
    assert [(problem.url, problem.reason) for problem in tally.errors] == [
        ("https://board.example/1", "not saved: ValueError: too odd")
    ]
    assert not crawler.stopped


def test_a_database_that_is_gone_ends_the_crawl() -> None:
    def gone(_posting: Posting) -> Outcome:
        raise DatabaseUnreachableError("the disk is full")

    handing, tally, crawler = pipeline(gone)
    with pytest.raises(DropItem):
        asyncio.run(handing.process_item(a_posting()))
    assert crawler.stopped
    assert isinstance(tally.ended_by, DatabaseUnreachableError)
