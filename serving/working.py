"""The worker process: what is done beside the API, until it is told to end."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from types import FrameType
from typing import Final

from models.assessor import Assessor
from serving.jobs.running import JobChore
from serving.jobs.tidying import TidyChore
from serving.sealing import Sealer
from serving.settings import Settings
from serving.webhooks.delivering import Delivering
from serving.webhooks.guard import Guard
from serving.webhooks.sending import Sender
from serving.worker import Chore, work
from store.accounts import Accounts
from store.answers import Answers
from store.database import Database

FORGETTING_EVERY: Final = timedelta(minutes=10)


class ForgettingChore:
    """Removes, now and then, kept answers and sign-ins that are over."""

    name = "what is over"

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock
        self._due_at: datetime | None = None

    def turn(self) -> bool:
        """Remove what is over, if it is time to look. Nothing is left to do then."""
        now = self._clock()
        if self._due_at is None or now >= self._due_at:
            with self._database.session() as session:
                Answers(session).forget_old(now)
                Accounts(session).forget_old(now)
            self._due_at = now + FORGETTING_EVERY
        return False

    def give_back(self) -> None:
        """Nothing is leased."""


def chores(database: Database, settings: Settings) -> list[Chore]:
    """Everything that a worker does."""
    sender = Sender(Guard(allow_private=settings.webhook_allow_private))
    return [
        JobChore(database, lambda: Assessor.load(settings.bundle).prepared()),
        TidyChore(database, settings.job_results_days),
        Delivering(database, Sealer(settings.secret_keys), sender),
        ForgettingChore(database),
    ]


def run_worker(settings: Settings, ready: Callable[[], None]) -> None:
    """Say when it begins, and work until SIGTERM or Ctrl-C; what was begun is finished, and what is leased goes back."""
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    database = Database(settings.database_url)
    database.require_current()
    ready()
    try:
        work(chores(database, settings), stop)
    finally:
        database.dispose()
