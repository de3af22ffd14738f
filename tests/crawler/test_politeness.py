from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy import Request

from crawler.politeness import NotPermittedError, SameSiteMiddleware, seconds_until

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Sat, 21 Nov 2026 12:01:30 GMT", 90),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0),
        ("Sat, 21 Nov 2026 12:01:30", 90),
        ("", 0),
        ("soon", 0),
        ("-4", 0),
        ("1.5", 0),
        ("²", 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str, seconds: float) -> None:
    assert seconds_until(header, NOW) == seconds


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "http://board.example:8080/", "https://www.board.example/"])
def test_a_request_that_leaves_the_site_is_refused_even_when_scrapy_is_told_not_to_filter(url: str) -> None:
    with pytest.raises(NotPermittedError, match="not on the site"):
        SameSiteMiddleware("https://board.example/jobs").process_request(Request(url, dont_filter=True))


def test_a_request_on_the_site_passes() -> None:
    request = Request("http://board.example/x")
    assert SameSiteMiddleware("https://board.example/jobs").process_request(request) is None  # type: ignore[func-returns-value]
