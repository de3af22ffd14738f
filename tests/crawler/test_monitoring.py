"""A source that falls silent is told."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.monitoring import fields_stated, warnings
from features.posting import Organization, Posting
from store.crawls import Crawl

NOW = datetime(2026, 11, 3, tzinfo=UTC)


def crawl(postings: int, **fields: int) -> Crawl:
    return Crawl(
        source="board", crawl=9, started_at=NOW, ended_at=None, outcome="", pages=postings, postings=postings, fields=fields
    )


USUAL = [crawl(100, title=100, base_salary=60), crawl(120, title=120, base_salary=70)]


def test_a_field_that_is_suddenly_rare_is_told() -> None:
    assert warnings(crawl(110, title=110, base_salary=3), USUAL) == [
        "board: base_salary is stated by 3% of the postings, usually by 59%"
    ]


def test_postings_that_are_suddenly_few_are_told() -> None:
    assert warnings(crawl(5, title=5), USUAL) == ["board: 5 postings, usually 110"]


def test_a_crawl_like_those_before_gives_no_cause_for_concern() -> None:
    assert warnings(crawl(90, title=90, base_salary=45), USUAL) == []


def test_without_a_history_nothing_is_compared() -> None:
    assert warnings(crawl(1), USUAL[:1]) == []
    assert warnings(crawl(1), [crawl(3), crawl(2)]) == []


def test_stated_fields_are_counted() -> None:
    postings = [Posting(id="1", title="Cook", hiring_organization=Organization("Kitchen")), Posting(id="2", title=" ")]
    assert dict(fields_stated(postings)) == {"title": 1, "hiring_organization.name": 1}
