"""What holds for every address of the API, those that will be added included."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from serving.access.permissions import Permission
from serving.app import create_app
from serving.routes.every import API
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


SHARED = {"/v1/policies/{policy}", "/v1/policies/{policy}/history", "/v1/policies/{policy}/preview"}
"""Addresses whose names every organisation has."""


def ours(client: TestClient, headers: dict[str, str], kept: str) -> dict[str, str]:
    """One of everything that an organisation can have, by the names that addresses give it."""

    def post(path: str, body: dict[str, Any]) -> Any:
        answer = client.post(f"/v1/{path}", json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()

    for step in (
        {"action": "claim"},
        {"action": "decide", "verdict": "risky", "reason": "A fee.", "accepted": ["worker_pays_fee"]},
    ):
        post(f"postings/{kept}/reviews", {"reviewer": "ana", **step})
    endpoint = post("webhook-endpoints", {"url": "https://1.1.1.1/", "event_types": ["posting.reviewed"]})["endpoint_id"]
    return {
        "posting_id": kept,
        "version": "1",
        "source": "board.example",
        "external_id": "board-4711",
        "policy": "recruitment_fraud",
        "endpoint_id": endpoint,
        "delivery_id": client.post(f"/v1/webhook-endpoints/{endpoint}/test", headers=headers).json()["delivery_id"],
        "job_id": post("assessment-jobs", {"postings": [{"title": "Cook"}]})["job_id"],
        "key_id": post("keys", {"name": "ours", "permissions": ["postings:read"]})["key_id"],
        "account_id": post("accounts", {"login": "ours@ngo.example", "role": "viewer"})["account_id"],
    }


QUERIES: dict[str, dict[str, str]] = {
    "/v1/postings/{posting_id}/statement": {
        "decision_visibility": "DECISION_VISIBILITY_CONTENT_REMOVED",
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": "Terms, 4.2",
        "territorial_scope": "EU",
        "application_date": "2026-11-23",
        "source_type": "SOURCE_VOLUNTARY",
    },
}
BODIES: dict[str, Any] = {
    "/v1/postings/{posting_id}/reviews": {"action": "claim", "reviewer": "eve"},
    "/v1/keys/{key_id}/rotation": {},
    "/v1/accounts/{account_id}": {"role": "administrator"},
    "/v1/webhook-endpoints/{endpoint_id}": {"description": "mine"},
    "/v1/webhook-endpoints/{endpoint_id}/replay-dead": {"since": "2026-11-20T00:00:00Z"},
}


def test_nobody_sees_or_changes_what_belongs_to_another_organisation(guarded: TestClient, key: Key, keep: Keep) -> None:
    mine, theirs = key(), key(organisation="theirs") | {"If-Match": "*"}
    names = ours(guarded, mine, keep())
    told = [item for name, item in names.items() if name not in {"version", "source", "external_id", "policy"}]
    for method, path in OPERATIONS:
        if "{" not in path or path in SHARED or method == "PUT":
            continue
        asked = guarded.request(method, path.format(**names), json=BODIES.get(path), params=QUERIES.get(path), headers=theirs)
        assert asked.status_code == 404, (method, path, asked.text)
    for method, path in OPERATIONS:
        if method == "GET" and "{" not in path:
            answer = guarded.get(path, headers=theirs)
            assert not any(item in answer.text for item in told), path
    assert guarded.get(f"/v1/postings/{names['posting_id']}", headers=mine).json()["review"]["holder"] == ""
    assert guarded.get(f"/v1/webhook-endpoints/{names['endpoint_id']}", headers=mine).json()["description"] == ""


def test_another_organisation_keeps_an_advert_of_the_same_name_for_itself(guarded: TestClient, key: Key, keep: Keep) -> None:
    kept, theirs = keep(), key(organisation="theirs")
    put = guarded.put("/v1/sources/board.example/postings/board-4711", json={"title": "Cook"}, headers=theirs)
    assert (put.status_code, put.json()["posting_id"] == kept) == (201, False)


def test_no_address_of_the_api_is_hidden_from_its_description() -> None:
    hidden = [route.path for subject in API for route in subject.router.routes if not getattr(route, "include_in_schema", True)]
    assert hidden == []
