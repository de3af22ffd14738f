"""The application on a real database, with a small bundle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from features.posting import Posting
from models.assessment import Assessment
from serving.app import create_app
from serving.settings import Settings
from store.assessments import Assessments
from store.database import Database
from store.postings import Postings
from tests.factories import NOON, assessment, bundle, posting

Keep = Callable[..., str]


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    bundle(tmp_path / "bundle")
    return Settings(database_url=database_url, bundle=tmp_path / "bundle", max_body_bytes=200_000)


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

    def keep(of: Posting | None = None, said: Assessment | None = None, seen_at: datetime = NOON) -> str:
        of = of or posting()
        with database.session() as session:
            saved = Postings(session).save(of, seen_at)
            Assessments(session).save(saved.posting_id, saved.version, said or assessment(of))
        return saved.posting_id

    return keep
