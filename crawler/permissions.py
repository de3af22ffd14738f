"""What sites answered when asked what they permit: kept for a day, in memory and in the store, for every process of a crawl."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from crawler.robots import RobotsAnswer
from store.database import Database
from store.errors import DatabaseError
from store.robots import RobotsRecord, RobotsRecords

KEPT_FOR: Final = timedelta(hours=24)
"""RFC 9309, 2.4."""

UNREACHABLE_KEPT_FOR: Final = timedelta(minutes=10)
"""An answer that forbids everything because none came is asked for again before long."""


class Permissions:
    """The answers that are not too old. A store that cannot be reached costs a request, not a permission."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._answers: dict[str, RobotsAnswer] = {}

    def known(self, url: str) -> RobotsAnswer | None:
        """An answer that may still be relied on."""
        answer = self._answers.get(url) or self._stored(url)
        if answer is None or datetime.now(UTC) - answer.checked_at > (KEPT_FOR if answer.reachable else UNREACHABLE_KEPT_FOR):
            return None
        self._answers[url] = answer
        return answer

    def learn(self, answer: RobotsAnswer) -> None:
        """Remember an answer."""
        self._answers[answer.url] = answer
        record = RobotsRecord(
            url=answer.url,
            status=answer.status,
            checked_at=answer.checked_at,
            text=answer.text.replace("\0", ""),
            problem=answer.problem,
        )
        try:
            with self._database.session() as session:
                RobotsRecords(session).save(record)
        except DatabaseError:
            return

    def _stored(self, url: str) -> RobotsAnswer | None:
        try:
            with self._database.reading() as session:
                record = RobotsRecords(session).get(url)
        except DatabaseError:
            return None
        if record is None:
            return None
        return RobotsAnswer(record.url, record.status, record.checked_at, record.text, record.problem)
