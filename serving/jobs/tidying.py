"""Removes jobs whose results have been kept long enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from store.database import Database
from store.job_queue import JobQueue

EVERY: Final = timedelta(minutes=10)


class TidyChore:
    """Looks now and then, and removes one job a time."""

    name = "old assessment jobs"

    def __init__(self, database: Database, results_days: int, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._kept_for = timedelta(days=results_days)
        self._clock = clock
        self._due_at: datetime | None = None

    def turn(self) -> bool:
        """Remove one job, if it is time to look; whether there was one."""
        now = self._clock()
        if self._due_at is not None and now < self._due_at:
            return False
        with self._database.session() as session:
            removed = JobQueue(session).forget_old(now - self._kept_for)
            if not removed:
                JobQueue(session).forget_unwritten()
                self._due_at = now + EVERY
        return removed

    def give_back(self) -> None:
        """Nothing is leased."""
