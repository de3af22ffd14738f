"""Politeness: the borders of a source."""

from __future__ import annotations

import pytest
from scrapy import Request

from crawler.politeness import SOURCE, BorderMiddleware, NotPermittedError
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
