"""What sites permit, remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from store.database import Database
from store.robots import RobotsRecord, RobotsRecords

RECORD = RobotsRecord(
    url="https://board.example/robots.txt", status=200, checked_at=datetime(2026, 11, 3, tzinfo=UTC), text="User-agent: *\n"
)


def test_the_last_answer_is_remembered(database: Database) -> None:
    with database.session() as session:
        records = RobotsRecords(session)
        assert records.get(RECORD.url) is None
        records.save(RECORD)
        later = replace(RECORD, status=0, text="", problem="timed out")
        records.save(later)
        assert records.get(RECORD.url) == later
