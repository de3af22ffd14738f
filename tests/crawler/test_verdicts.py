"""What becomes of a target."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.verdicts import MAX_ATTEMPTS, Judgement, Verdict, again, of_status, seconds_until

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def judged(status: int, retry_after: str = "", attempts: int = 0) -> Judgement:
    headers = {"retry-after": retry_after} if retry_after else {}
    return of_status(status, headers, attempts=attempts, base=2.0, now=NOW)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.KEPT),
        (204, Verdict.KEPT),
        (404, Verdict.GONE),
        (410, Verdict.GONE),
        (401, Verdict.DEAD),
        (403, Verdict.DEAD),
        (451, Verdict.DEAD),
        (429, Verdict.LATER),
        (500, Verdict.LATER),
        (503, Verdict.LATER),
        (999, Verdict.DEAD),
    ],
)
def test_a_status_settles_what_becomes_of_a_target(status: int, verdict: Verdict) -> None:
    assert judged(status).verdict is verdict


def test_pauses_double_and_end() -> None:
    waits = [judged(500, attempts=attempts).wait for attempts in range(MAX_ATTEMPTS - 1)]
    assert waits == [2.0, 4.0, 8.0, 16.0, 32.0]
    assert judged(500, attempts=MAX_ATTEMPTS - 1) == Judgement(Verdict.DEAD, "status 500, 6 times")
    assert again("no answer", attempts=3, base=1e6).wait == 600.0


def test_a_server_is_left_alone_for_as_long_as_it_asks() -> None:
    assert judged(429, "90").wait == 90.0
    assert judged(429, "1", attempts=2).wait == 8.0
    assert judged(503, "Sat, 21 Nov 2026 13:00:00 GMT").wait == 3600.0


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
