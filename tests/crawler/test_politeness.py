"""Politeness: the borders of a source."""

from __future__ import annotations

import pytest
from scrapy import Request

from crawler.politeness import SOURCE, BorderMiddleware, NotPermittedError, paced
from crawler.sources import source_from


def border() -> BorderMiddleware:
    source = source_from(
        "board", {"access": "greenhouse", "entry_points": ["https://board.example/jobs"], "hosts": ["jobs.board.example"]}
    )
    return BorderMiddleware({"board": source})


def request(url: str) -> Request:
    return Request(url, dont_filter=True, meta={SOURCE: "board"})


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "http://board.example:8080/", "https://www.board.example/"])
def test_a_request_that_leaves_the_source_is_refused_even_when_scrapy_is_told_not_to_filter(url: str) -> None:
    with pytest.raises(NotPermittedError, match="not on the sites of board"):
        border().process_request(request(url))


@pytest.mark.parametrize("url", ["http://board.example/x", "https://jobs.board.example/1"])
def test_a_request_on_one_of_the_sources_sites_passes(url: str) -> None:
    assert border().process_request(request(url)) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    ("delay", "latency", "pause"),
    [(2.0, 0.1, 2.0), (2.0, 9.0, 9.0), (9.0, 1.0, 5.0), (2.0, 500.0, 60.0), (0.0, 0.0, 2.0)],
)
def test_a_slow_site_is_asked_more_slowly_and_none_faster_than_it_wants(delay: float, latency: float, pause: float) -> None:
    assert paced(delay, latency, least=2.0, longest=60.0) == pause
