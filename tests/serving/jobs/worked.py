"""Jobs sent and worked at, for the tests of both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import orjson
from starlette.testclient import TestClient

from models.assessor import Assessor
from serving.jobs.running import JobChore
from store.database import Database

ADDRESS: Final = "/v1/assessment-jobs"
JSON_LINES: Final = {"content-type": "application/jsonl"}


def advert(number: int, **changes: Any) -> dict[str, Any]:
    """A posting of its own."""
    words = "Pay the visa fee of 300 EUR before you travel." if number % 2 else "We look for a cook. Meals are free."
    return {"id": f"a-{number}", "source": "board.example", "title": f"Helper {number}", "description": words} | changes


def lines(*items: object) -> bytes:
    """As a client sends them; bytes are sent as they are."""
    return b"\n".join(item if isinstance(item, bytes) else orjson.dumps(item) for item in items)


def send(client: TestClient, *items: object, **parameters: Any) -> str:
    """Send a job; its address."""
    begun = client.post(ADDRESS, content=lines(*items), headers=JSON_LINES, params=parameters)
    assert begun.status_code == 202, begun.text
    return str(begun.headers["location"])


def results(client: TestClient, address: str, after: int = 0) -> list[dict[str, Any]]:
    """What is said so far."""
    answered = client.get(f"{address}/results", params={"after": after})
    assert (answered.status_code, answered.headers["content-type"]) == (200, "application/jsonl")
    return [orjson.loads(line) for line in answered.content.splitlines()]


class Hand:
    """A clock that is set by hand."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


def chore(database: Database, bundle: Path, clock: Hand | None = None) -> JobChore:
    """A worker."""
    return JobChore(database, lambda: Assessor.load(bundle), clock or Hand())


def work_off(database: Database, bundle: Path, clock: Hand | None = None) -> int:
    """Do all there is; how many chunks that were."""
    worker = chore(database, bundle, clock)
    turns = 0
    while worker.turn():
        turns += 1
    return turns
