"""Answers as a crawl gets them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from crawler.archive.records import Exchange, RecordPointer
from crawler.archive.writing import Archive

AT = datetime(2026, 5, 1, 10, 30, 15, 250, tzinfo=UTC)


def exchange(number: int = 1, *, body: bytes = b"<h1>Thatcher wanted</h1>", at: datetime = AT) -> Exchange:
    return Exchange(
        url=f"https://thatch.example/jobs/{number}?q=straw%20roof",
        fetched_at=at,
        status=200,
        reason="OK",
        headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "br"),
            ("Set-Cookie", "a=1"),
            ("set-cookie", "b"),
        ),
        body=body,
        permission={"allowed": True, "reason": "a rule says so", "rule": "Allow: /jobs/", "crawl_delay": None},
    )


def written(folder: Path, count: int = 3) -> list[RecordPointer]:
    with Archive(folder) as archive:
        return [archive.write(exchange(number)) for number in range(count)]
