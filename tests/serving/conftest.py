"""The application on a real database, with a small bundle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from features.posting import Posting
from models.assessment import Assessment
from serving.app import create_app
from serving.sealing import new_key
from serving.settings import Access, Settings
from store.assessments import Assessments
from store.database import Database
from store.postings import Postings
from tests.factories import NOON, assessment, bundle, posting
from tests.serving.processes import server_process

Keep = Callable[..., str]


@pytest.fixture(scope="session")
def small_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle that loads at once."""
    folder = tmp_path_factory.mktemp("bundle")
    bundle(folder)
    return folder


@pytest.fixture
def settings(database_url: str, small_bundle: Path) -> Settings:
    """The server's settings, with a small limit to run into."""
    return Settings(database_url=database_url, bundle=small_bundle, max_body_bytes=200_000, access=Access.OPEN)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """The API, as a program sees it."""
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def browser(client: TestClient) -> TestClient:
    """The console, as a browser without JavaScript sees it."""
    client.headers["accept"] = "text/html,application/xhtml+xml"
    return client


@pytest.fixture
def keep(database: Database) -> Keep:
    """Keeps a posting with an assessment made by hand, and tells its id."""
    return partial(keep_in, database)


def keep_in(database: Database, of: Posting | None = None, said: Assessment | None = None, seen_at: datetime = NOON) -> str:
    """Keep a posting with an assessment made by hand."""
    of = of or posting()
    with database.session() as session:
        saved = Postings(session).save(of, seen_at)
        Assessments(session).save(saved.posting_id, saved.version, said or assessment(of))
    return saved.posting_id


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, small_bundle: Path) -> Iterator[tuple[str, Database]]:
    """A server process of its own that asks nobody who they are: its address, and the database it serves."""
    with serving_process(tmp_path_factory.mktemp("served"), small_bundle, ACCESS="open") as server:
        yield server


@pytest.fixture(scope="module")
def guarded_server(tmp_path_factory: pytest.TempPathFactory, small_bundle: Path) -> Iterator[tuple[str, Database]]:
    """The same, as a deployment runs it: people sign in, and programs send keys."""
    with serving_process(tmp_path_factory.mktemp("guarded"), small_bundle, ACCESS="accounts", SECRET_KEYS=new_key()) as server:
        yield server


@contextmanager
def serving_process(folder: Path, bundle: Path, **more: str) -> Iterator[tuple[str, Database]]:
    """A server process on a database of its own."""
    url = f"sqlite:///{folder / 'served.db'}"
    database = Database(url)
    database.upgrade()
    told = {"DATABASE_URL": url, "BUNDLE": str(bundle), "MAX_BODY_BYTES": "100000"} | more
    with server_process(**told) as address:
        yield address, database
    database.dispose()
