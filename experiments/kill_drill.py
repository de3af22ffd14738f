"""Kills the API and the worker again and again while clients write, and compares what was acknowledged with what is there.

`python -m experiments.kill_drill --writes 10000` on a database of its own. Clients send each write under an Idempotency-Key
and send it again until it is answered; in the end nothing that was acknowledged may be missing, and nothing may be there twice.
"""

from __future__ import annotations

import base64
import json
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Lock
from time import monotonic
from typing import Annotated, Any, Final

import typer

from experiments.kill_receiver import Hook, receiving
from store.database import Database

CLIENTS: Final = 8
PATIENCE_SECONDS: Final = 300.0
"""How long a write may be sent again, and how long webhooks may take to come after the last write."""
ROOT: Final = Path(__file__).parents[1]
WORK: Final = (sys.executable, "-m", "recruitment_risk", "work")
WRITES_EACH: Final = 4
"""To put a posting, to claim it, to decide it, and to tell what the platform did."""
_ADVERT: Final = "Pay the visa fee of 300 EUR before departure. Your passport is kept by the office."
_RETRIED: Final = (OSError, HTTPException, ValueError)


class DrillError(Exception):
    """The drill could not be carried out; the message says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a drill found. All but the first four should be nought."""

    writes: int
    retried: int
    kills: int
    seconds: float
    lost: int
    twice: int
    events_lost: int
    events_twice: int
    events_out_of_order: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled or out of order."""
        return not (self.lost or self.twice or self.events_lost or self.events_twice or self.events_out_of_order)


@dataclass
class Process:
    """A process that is started again when it was killed."""

    command: Sequence[str]
    environment: dict[str, str]
    running: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it; what it says is nobody's concern."""
        quiet = subprocess.DEVNULL
        self.running = subprocess.Popen(self.command, cwd=ROOT, env=self.environment, stdout=quiet, stderr=quiet)  # noqa: S603

    def kill(self) -> None:
        """End it without warning."""
        self.running.send_signal(signal.SIGKILL)
        self.running.wait()


class Killer:
    """Kills one or the other process at moments that nobody can foresee, measured in writes."""

    def __init__(self, processes: Sequence[Process], writes: int, kills: int, chance: random.Random) -> None:
        self._processes = processes
        self._moments = sorted(chance.sample(range(writes), kills))
        self._lock = Lock()
        self._done = 0
        self.killed = 0

    def note(self) -> None:
        """One more write was acknowledged."""
        with self._lock:
            self._done += 1
            while self._moments and self._done > self._moments[0]:
                self._moments.pop(0)
                process = self._processes[self.killed % len(self._processes)]
                self.killed += 1
                process.kill()
                process.start()


@dataclass
class Client:
    """Sends writes until they are answered."""

    port: int
    noted: Callable[[], None] = lambda: None
    retried: int = 0

    def write(self, method: str, path: str, body: Any, key: str) -> Any:
        """Send it until it is acknowledged, under one Idempotency-Key."""
        until = monotonic() + PATIENCE_SECONDS
        while monotonic() < until:
            answered = self.ask(method, path, body, key)
            if answered is not None:
                self.noted()
                return answered
            self.retried += 1
            Event().wait(0.05)
        raise DrillError(f"{method} {path} was not answered for {PATIENCE_SECONDS:.0f} seconds")

    def ask(self, method: str, path: str, body: Any = None, key: str = "") -> Any:
        """What is answered; nothing where the connection breaks or the server cannot answer. A refusal ends the drill."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status < 400:
                return json.loads(text)
            if answer.status < 500:
                raise DrillError(f"{method} {path} was refused: {text.decode()}")
        except _RETRIED:
            return None
        finally:
            connection.close()
        return None


def drill(database_url: str, writes: int, kills: int, *, work: Sequence[str] = WORK, bundle: str = "", seed: int = 0) -> Outcome:
    """Write, kill, compare. The database must be empty."""
    began = monotonic()
    database = Database(database_url)
    database.upgrade()
    database.dispose()
    with receiving() as hook, _running(database_url, work, bundle) as (port, processes):
        killer = Killer(processes, writes // WRITES_EACH * WRITES_EACH, kills, random.Random(seed))  # noqa: S311
        client = Client(port)
        client.write("POST", "/v1/webhook-endpoints", _endpoint(hook), "endpoint")
        with ThreadPoolExecutor(CLIENTS) as pool:
            sent = list(pool.map(lambda number: _subject(port, killer, number), range(writes // WRITES_EACH)))
        postings = [posting for posting, _ in sent]
        hook.wait_for(len(postings) * 2, PATIENCE_SECONDS)
        lost, twice = _compared(client, postings)
    retried = sum(again for _, again in sent)
    events = hook.compared(postings)
    return Outcome(len(postings) * WRITES_EACH, retried, killer.killed, monotonic() - began, lost, twice, *events)


def _endpoint(hook: Hook) -> dict[str, Any]:
    return {"url": hook.url, "event_types": ["assessment.flagged", "posting.reviewed"]}


def _subject(port: int, killer: Killer, number: int) -> tuple[str, int]:
    """Everything that is written of one posting: its name, and how often something was sent again."""
    client = Client(port, killer.note)
    body = {"title": f"Helper {number}", "description": f"{_ADVERT} Reference {number}."}
    put = client.write("PUT", f"/v1/sources/drill.example/postings/{number}", body, f"put-{number}")
    posting = str(put["posting_id"])
    for step in ({"action": "claim"}, {"action": "decide", "verdict": "risky", "reason": "A fee."}):
        said = {"reviewer": "ana", **step}
        client.write("POST", f"/v1/postings/{posting}/reviews", said, f"{step['action']}-{number}")
    decision = {"posting_id": posting, "decision": "removed", "decided_at": "2026-11-20T12:00:00Z"}
    client.write("POST", "/v1/decisions", {"decisions": [decision]}, f"decision-{number}")
    return posting, client.retried


def _compared(client: Client, postings: Sequence[str]) -> tuple[int, int]:
    """How many writes are not there, and how many are there twice."""
    lost = twice = 0
    for posting in postings:
        kept = client.ask("GET", f"/v1/postings/{posting}")
        decisions = client.ask("GET", f"/v1/postings/{posting}/decisions")
        found = [len(kept["versions"]), len(kept["review"]["events"]), len(decisions["decisions"])] if kept else [0, 0, 0]
        lost += sum(max(0, wanted - there) for wanted, there in zip((1, 2, 1), found, strict=True))
        twice += sum(max(0, there - wanted) for wanted, there in zip((1, 2, 1), found, strict=True))
    return lost, twice + abs(len(set(postings)) - len(postings))


@contextmanager
def _running(database_url: str, work: Sequence[str], bundle: str) -> Iterator[tuple[int, list[Process]]]:
    """The API on a port of its own, and a worker; both are ended in the end."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    told = {"DATABASE_URL": database_url, "ACCESS": "open", "WEBHOOK_ALLOW_PRIVATE": "true", "BUNDLE": bundle}
    told["SECRET_KEYS"] = base64.urlsafe_b64encode(os.urandom(32)).decode()
    environment = dict(os.environ) | {f"RECRUITMENT_RISK_{name}": value for name, value in told.items()}
    api = (sys.executable, "-m", "uvicorn", "--factory", "serving.app:create_app", "--port", str(port))
    processes = [Process(command, environment) for command in (api, work)]
    for process in processes:
        process.start()
    try:
        yield port, processes
    finally:
        for process in processes:
            process.kill()


def main(
    database: Annotated[str, typer.Option(help="An empty database of its own.")] = "sqlite:///var/kill-drill.db",
    writes: Annotated[int, typer.Option(min=WRITES_EACH)] = 10_000,
    kills: Annotated[int, typer.Option(min=0)] = 20,
    seed: int = 0,
) -> None:
    """Kill API and worker while clients write, and print what came of it; status 1 where anything is lost or doubled."""
    found = drill(database, writes, kills, seed=seed)
    for name, number in asdict(found).items():
        typer.echo(f"{name.replace('_', ' '):20} {number:>10,.0f}")
    raise typer.Exit(0 if found.is_clean else 1)


if __name__ == "__main__":
    typer.run(main)
