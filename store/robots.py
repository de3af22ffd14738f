"""What sites answered when asked what they permit, so that every process asks each of them once a day and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from store.crawl_tables import RobotsRow
from store.writing import insert_or_replace


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRecord:
    """An answer as it came: `status` 0 means that none did, and `problem` why."""

    url: str
    status: int
    checked_at: datetime
    text: str = ""
    problem: str = ""


class RobotsRecords:
    """The last answer of each address that was asked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, url: str) -> RobotsRecord | None:
        """The last answer, however old."""
        row = self._session.get(RobotsRow, url)
        if row is None:
            return None
        return RobotsRecord(url=row.url, status=row.status, checked_at=row.checked_at, text=row.text, problem=row.problem)

    def save(self, record: RobotsRecord) -> None:
        """Remember an answer instead of the one before."""
        values = {
            "url": record.url,
            "status": record.status,
            "checked_at": record.checked_at,
            "text": record.text,
            "problem": record.problem,
        }
        insert_or_replace(self._session, RobotsRow, values)
