"""The worker: a process of its own that does jobs and webhooks, and ends when it is told."""

from __future__ import annotations

import signal
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from serving.settings import Settings
from serving.working import FORGETTING_EVERY, ForgettingChore, chores
from store.answers import KEPT_FOR, Answers
from store.database import Database
from tests.serving.test_cli import started


def test_a_worker_ends_when_it_is_told(tmp_path: Path, small_bundle: Path) -> None:
    url = f"sqlite:///{tmp_path / 'risk.db'}"
    database = Database(url)
    database.upgrade()
    database.dispose()
    with started("work", "--database", url, "--bundle", str(small_bundle)) as process:
        assert process.stderr is not None
        assert "Working" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0


def test_a_worker_does_jobs_webhooks_and_tidies(database: Database, small_bundle: Path) -> None:
    names = [chore.name for chore in chores(database, Settings(bundle=small_bundle))]
    assert names == ["assessment jobs", "old assessment jobs", "webhooks", "what is over"]


def test_what_is_over_is_forgotten_now_and_then(database: Database) -> None:
    now = datetime.now(UTC)
    moments = iter([now, now + FORGETTING_EVERY / 2, now + KEPT_FOR])
    with database.session() as session:
        Answers(session).claim("k", "f", now)
    chore = ForgettingChore(database, lambda: next(moments))
    kept = []
    for _ in range(3):
        assert not chore.turn()
        with database.reading() as session:
            kept.append(session.execute(text("SELECT count(*) FROM kept_answers")).scalar())
    assert kept == [1, 1, 0]
