"""What holds for every address of the API, those that will be added included."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from serving.access.permissions import Permission
from serving.app import create_app
from serving.settings import Access, Settings
from tests.serving.access.conftest import Key
from tests.serving.conftest import Keep

FREE = {"/v1/caller"}
"""Addresses for whoever is known at all."""

DESCRIBED: dict[str, Any] = create_app(Settings(access=Access.OPEN)).openapi()
OPERATIONS = [
    (method.upper(), path) for path, methods in DESCRIBED["paths"].items() if path.startswith("/v1/") for method in methods
]


def filled(path: str, posting_id: str = "a" * 26) -> str:
    return re.sub(r"\{[^}]+\}", "a" * 12, path.replace("{posting_id}", posting_id))


def needed(path: str, method: str) -> list[str]:
    return [name for entry in DESCRIBED["paths"][path][method.lower()].get("security", []) for name in entry.get("api_key", [])]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_address_names_one_permission(method: str, path: str) -> None:
    names = needed(path, method)
    assert path in FREE or (len(names) == 1 and names[0] in set(map(str, Permission)))


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_nobody_comes_in_without_a_key(guarded: TestClient) -> None:
    for method, path in OPERATIONS:
        refused = guarded.request(method, filled(path))
        assert (refused.status_code, refused.json()["type"]) == (401, "/problems/unauthenticated"), path
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_key_opens_only_what_it_is_permitted(guarded: TestClient, key: Key) -> None:
    for method, path in OPERATIONS:
        if path in FREE:
            continue
        others = [permission for permission in Permission if permission not in needed(path, method)]
        json = {} if method in {"POST", "PUT", "PATCH"} else None
        refused = guarded.request(method, filled(path), json=json, headers=key(*others))
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/forbidden"), (method, path)


def test_nobody_sees_what_belongs_to_another_organisation(guarded: TestClient, key: Key, keep: Keep) -> None:
    kept = keep()
    ours, theirs = key(), key(organisation="theirs")
    addressed = [
        path for method, path in OPERATIONS if (method == "GET" and path.endswith("{posting_id}")) or "explanation" in path
    ]
    assert addressed
    for path in addressed:
        assert guarded.get(filled(path, kept), headers=ours).status_code == 200, path
        assert guarded.get(filled(path, kept), headers=theirs).status_code == 404, path
    assert guarded.get("/v1/queue", headers=theirs).json()["items"] == []
    claim = {"action": "claim", "reviewer": "eve"}
    assert guarded.post(f"/v1/postings/{kept}/reviews", json=claim, headers=theirs).status_code == 404
    assert guarded.get("/v1/keys", headers=theirs).json()["items"][0]["name"] == "test"


def test_the_test_above_knows_every_route_of_the_application() -> None:
    app = create_app(Settings(access=Access.OPEN))
    hidden = {route.path for route in app.routes if isinstance(route, APIRoute) and not route.include_in_schema}
    assert not [path for path in hidden if path.startswith("/v1/")]
