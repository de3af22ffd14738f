"""A server process as a deployment runs it, keys to come in with, and clients of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from models.assessor import Assessor
from recruitment_risk_client import Client
from serving.access.issuing import make_key
from serving.access.permissions import Permission
from serving.jobs.running import JobChore
from serving.sealing import Sealer, new_key
from serving.webhooks.delivering import Delivering
from serving.webhooks.guard import Guard
from serving.webhooks.sending import Sender
from store.database import Database
from store.organisations import Organisations
from tests.factories import bundle
from tests.recruitment_risk_client.flaky import Proxy, proxied


@dataclass(frozen=True)
class Service:
    """A server that runs, and what stands behind it."""

    url: str
    database: Database
    bundle: Path
    secret_key: str

    def key(self, *permissions: Permission, organisation: str) -> str:
        """A key of an organisation, which may do everything unless it is said what."""
        now = datetime.now(UTC)
        with self.database.session() as session:
            Organisations(session).add(organisation, "", now)
            granted = permissions or tuple(Permission)
            return make_key(session, organisation, "platform", granted, "operator", now, timedelta(days=1)).text

    def worker(self) -> JobChore:
        """What works at jobs."""
        return JobChore(self.database, lambda: Assessor.load(self.bundle))

    def deliver(self) -> None:
        """Send every message of a webhook that is due."""
        chore = Delivering(self.database, Sealer([self.secret_key]), Sender(Guard(allow_private=True)))
        while chore.turn():
            pass
        chore.give_back()


@contextmanager
def serving(folder: Path, **told: str) -> Iterator[Service]:
    """A server process that asks everybody for a key. It inherits a socket that listens already: nobody waits for it."""
    bundle(folder / "bundle")
    url, secret_key = f"sqlite:///{folder / 'served.db'}", new_key()
    database = Database(url)
    database.upgrade()
    told = {
        "DATABASE_URL": url,
        "BUNDLE": str(folder / "bundle"),
        "ACCESS": "accounts",
        "SECRET_KEYS": secret_key,
        "WEBHOOK_ALLOW_PRIVATE": "true",
        **told,
    }
    with socket.create_server(("127.0.0.1", 0)) as listening:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "--factory", "serving.app:create_app", "--fd", str(listening.fileno())],
            env=os.environ | {f"RECRUITMENT_RISK_{name}": value for name, value in told.items()},
            cwd=Path(__file__).parents[2],
            pass_fds=(listening.fileno(),),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield Service(f"http://127.0.0.1:{listening.getsockname()[1]}", database, folder / "bundle", secret_key)
        finally:
            process.terminate()
            process.wait(timeout=20)
            database.dispose()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One server for all tests; each has an organisation of its own."""
    with serving(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture
def organisation() -> str:
    """Whose test this is."""
    return f"org-{uuid4().hex[:12]}"


@pytest.fixture
def key(service: Service, organisation: str) -> str:
    """A key that opens everything of the organisation."""
    return service.key(organisation=organisation)


@pytest.fixture
def pauses() -> list[float]:
    """How long clients waited between tries; nobody waits in truth."""
    return []


Make = Callable[..., Client]


@pytest.fixture
def make(service: Service, key: str, pauses: list[float]) -> Iterator[Make]:
    """Makes clients, which end with the test."""
    with ExitStack() as stack:

        def client(url: str = service.url, by: str = key, **changes: object) -> Client:
            return stack.enter_context(Client(url, by, **{"sleep": pauses.append, **changes}))  # type: ignore[arg-type]

        yield client


@pytest.fixture
def client(make: Make) -> Client:
    """A client on a good way."""
    return make()


@pytest.fixture
def proxy(service: Service) -> Iterator[Proxy]:
    """A way that breaks as the test says."""
    with proxied(service.url) as proxy:
        yield proxy


@pytest.fixture
def far(make: Make, proxy: Proxy) -> Client:
    """A client on that way."""
    return make(proxy.url)
