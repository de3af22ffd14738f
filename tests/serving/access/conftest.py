"""A server that asks everybody who they are, and keys and accounts to come in with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from serving.access.issuing import make_account, make_key
from serving.access.permissions import Permission, Role
from serving.app import create_app
from serving.sealing import new_key
from serving.settings import Access, Settings
from store.accounts import Account
from store.database import Database
from store.organisations import Organisations

PASSWORD = "correct horse battery staple"
Key = Callable[..., dict[str, str]]
Person = Callable[..., Account]


@pytest.fixture
def guarded(settings: Settings) -> Iterator[TestClient]:
    """The server, before anybody said who they are."""
    settings = replace(settings, access=Access.ACCOUNTS, secret_keys=(new_key(),))
    with TestClient(create_app(settings), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def key(database: Database) -> Key:
    """Makes a key, and tells the headers that carry it."""

    def make(*permissions: Permission, organisation: str = "home", days: float = 1, ago: float = 0) -> dict[str, str]:
        now = datetime.now(UTC) - timedelta(days=ago)
        with database.session() as session:
            Organisations(session).add(organisation, "", now)
            granted = permissions or tuple(Permission)
            made = make_key(session, organisation, "test", granted, "operator", now, timedelta(days=days))
        return {"Authorization": f"Bearer {made.text}"}

    return make


@pytest.fixture
def person(database: Database) -> Person:
    """Makes an account."""

    def make(login: str = "ana@ngo.example", role: Role = Role.REVIEWER, organisation: str = "home") -> Account:
        with database.session() as session:
            Organisations(session).add(organisation, "", datetime.now(UTC))
            return make_account(session, organisation, login, role, PASSWORD, datetime.now(UTC))

    return make


def sign_in(client: TestClient, login: str = "ana@ngo.example", password: str = PASSWORD, code: str = "") -> int:
    """Sign in as a browser does, and tell the status; the client keeps its cookies."""
    client.get("/sign-in")
    form = {"form_token": client.cookies["recruitment_risk_form"], "login": login, "password": password, "code": code}
    return client.post("/sign-in", data=form).status_code
