"""Crawls: gone on with until they end; and how far feeds were read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from store.crawls import CrawlOutcome, Crawls
from store.database import Database

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def test_an_unfinished_crawl_is_gone_on_with(database: Database) -> None:
    with database.session() as session:
        crawls = Crawls(session)
        assert crawls.begin("board", NOW).crawl == 1
        assert crawls.begin("board", LATER).started_at == NOW
        assert crawls.end("board", 1, CrawlOutcome.COMPLETE, LATER)
        assert crawls.begin("board", LATER).crawl == 2
        assert crawls.begin("other", NOW).crawl == 1


def test_a_crawl_ends_once(database: Database) -> None:
    with database.session() as session:
        Crawls(session).begin("board", NOW)
        assert Crawls(session).end("board", 1, CrawlOutcome.BUDGET, NOW)
        assert not Crawls(session).end("board", 1, CrawlOutcome.COMPLETE, LATER)
        latest = Crawls(session).latest("board")
    assert latest is not None
    assert (latest.outcome, latest.ended_at) == ("budget", NOW)


def test_pages_postings_and_fields_add_up(database: Database) -> None:
    with database.session() as session:
        crawls = Crawls(session)
        crawls.begin("board", NOW)
        crawls.count("board", 1, pages=2, postings=2, fields={"title": 2})
        crawls.count("board", 1, pages=1, postings=2, fields={"title": 1, "base_salary": 1})
        crawl = crawls.get("board", 1)
    assert (crawl.pages, crawl.postings, dict(crawl.fields)) == (3, 4, {"base_salary": 1, "title": 3})
    assert (crawl.coverage("title"), crawl.coverage("job_location")) == (0.75, 0.0)


def test_the_history_holds_complete_crawls_only(database: Database) -> None:
    with database.session() as session:
        crawls = Crawls(session)
        for outcome in (CrawlOutcome.COMPLETE, CrawlOutcome.BUDGET, CrawlOutcome.COMPLETE):
            crawls.end("board", crawls.begin("board", NOW).crawl, outcome, NOW)
        current = crawls.begin("board", LATER).crawl
        assert [past.crawl for past in crawls.history("board", current)] == [3, 1]


def test_a_cursor_moves(database: Database) -> None:
    with database.session() as session:
        crawls = Crawls(session)
        assert crawls.cursor("feed", "tag") == ""
        crawls.move_cursor("feed", "tag", "17", NOW)
        crawls.move_cursor("feed", "tag", "23", LATER)
        crawls.move_cursor("feed", "other", "5", LATER)
        assert crawls.cursor("feed", "tag") == "23"
