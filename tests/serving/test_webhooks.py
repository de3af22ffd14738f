"""Endpoints are made, changed, tried out and removed over the API, and their secret is seen once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from serving.app import create_app
from serving.schemas.events import AssessmentFlaggedEventOut, PostingReviewedEventOut, WebhookTestEventOut
from serving.sealing import Sealer, new_key
from serving.settings import Settings
from serving.webhooks.delivering import Delivering
from serving.webhooks.sending import Sender
from store.database import Database
from store.deliveries import DeliveryState
from tests.serving.conftest import Keep
from tests.serving.receiver import Receiver, receiving
from tests.store.telling import endpoint, fail, happen, lease

KEY = new_key()
ENDPOINTS = "/v1/webhook-endpoints"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, secret_keys=(KEY,), webhook_allow_private=True)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def asked(receiver: Receiver) -> dict[str, Any]:
    return {"url": receiver.url, "event_types": ["assessment.flagged", "posting.reviewed"]}


def deliver(client: TestClient, database: Database) -> None:
    chore = Delivering(database, Sealer([KEY]), Sender(client.app.state.guard))  # type: ignore[attr-defined]
    while chore.turn():
        pass
    chore.give_back()


def at(made: dict[str, Any]) -> str:
    return f"{ENDPOINTS}/{made['endpoint_id']}"


def slug(response: Any) -> str:
    return str(response.json()["type"]).removeprefix("/problems/")


ADVERT = {"id": "a-1", "source": "board.example", "title": "Helper", "description": "Pay the visa fee of 300 EUR before departure. Your passport is kept by the office."}  # fmt: skip


def test_what_is_assessed_and_decided_is_told_and_says_what_the_description_says(
    client: TestClient, database: Database, receiver: Receiver, asked: dict[str, Any]
) -> None:
    made = client.post(ENDPOINTS, json=asked).json()
    posting_id = client.post("/v1/assessments", json=ADVERT).json()["posting_id"]
    for step in ({"action": "claim"}, {"action": "decide", "verdict": "risky", "reason": "A fee."}):
        assert client.post(f"/v1/postings/{posting_id}/reviews", json={"reviewer": "ana", **step}).status_code == 201
    client.post(f"{at(made)}/test")
    deliver(client, database)
    bodies = {got.body["type"]: got.verified(made["secret"]) for got in receiver.got}
    assert AssessmentFlaggedEventOut.model_validate(bodies["assessment.flagged"]).data.posting_id == posting_id
    assert PostingReviewedEventOut.model_validate(bodies["posting.reviewed"]).data.posting_id == posting_id
    assert WebhookTestEventOut.model_validate(bodies["webhook.test"]).data.endpoint_id == made["endpoint_id"]
    order = [got.body["type"] for got in receiver.got if got.body["type"] != "webhook.test"]
    assert order == ["assessment.flagged", "posting.reviewed"]


def test_every_event_that_is_sent_is_in_the_api_s_description(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["webhooks"]
    assert described.keys() == {"assessment.flagged", "job.finished", "posting.reviewed", "webhook.test"}


def test_the_secret_is_shown_when_it_is_made_and_kept_nowhere_in_clear(
    client: TestClient, database: Database, asked: dict[str, Any]
) -> None:
    keyed = {"Idempotency-Key": "once"}
    made = client.post(ENDPOINTS, json=asked, headers=keyed)
    secret = made.json()["secret"]
    assert (made.status_code, made.headers["etag"], secret[:6]) == (201, '"1"', "whsec_")
    again = client.post(ENDPOINTS, json=asked, headers=keyed)
    assert (again.headers["Idempotency-Replayed"], again.json()) == ("true", made.json() | {"secret": None})
    assert "secret" not in client.get(at(made.json())).json()
    assert "secret" not in str(client.get(ENDPOINTS).json())
    with database.reading() as session:
        kept = [session.execute(text(f"SELECT * FROM {table}")).all() for table in ("webhook_endpoints", "kept_answers")]  # noqa: S608
    assert len(kept[0]) == len(kept[1]) == 1
    assert secret not in str(kept)


def test_a_rotated_secret_is_shown_once_and_the_old_one_still_verifies(
    client: TestClient, database: Database, receiver: Receiver, asked: dict[str, Any]
) -> None:
    made = client.post(ENDPOINTS, json=asked).json()
    rotated = client.post(f"{at(made)}/secret")
    assert (rotated.status_code, rotated.headers["etag"]) == (200, '"2"')
    assert rotated.json()["secret"] != made["secret"]
    client.post(f"{at(made)}/test")
    deliver(client, database)
    for secret in (made["secret"], rotated.json()["secret"]):
        assert receiver.got[0].verified(secret)["type"] == "webhook.test"


def test_without_a_key_to_seal_with_no_endpoint_is_made(settings: Settings, asked: dict[str, Any]) -> None:
    with TestClient(create_app(replace(settings, secret_keys=())), base_url="http://127.0.0.1") as client:
        refused = client.post(ENDPOINTS, json=asked)
        assert (refused.status_code, slug(refused)) == (503, "not-configured")
        assert client.get(ENDPOINTS).json()["items"] == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "https://127.0.0.1/", "https://localhost/", "https://[::ffff:7f00:1]/", "no"]
)
def test_an_address_that_nothing_is_sent_to_is_refused_at_once(settings: Settings, database: Database, url: str) -> None:
    known = endpoint(database)
    with TestClient(create_app(replace(settings, webhook_allow_private=False)), base_url="http://127.0.0.1") as client:
        made = client.post(ENDPOINTS, json={"url": url, "event_types": ["job.finished"]})
        changed = client.patch(f"{ENDPOINTS}/{known.endpoint_id}", json={"url": url}, headers={"If-Match": '"1"'})
    for refused in (made, changed):
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/url")


@pytest.mark.parametrize(("told", "allowed"), [("true", True), ("1", True), ("", False), ("no", False)])
def test_private_addresses_are_allowed_only_where_the_operator_says_so(told: str, allowed: bool) -> None:
    settings = Settings.from_environment({"RECRUITMENT_RISK_WEBHOOK_ALLOW_PRIVATE": told})
    assert settings.webhook_allow_private is allowed


@pytest.mark.parametrize(
    "change",
    [
        {"url": ""},
        {"url": "https://a.example/\u0000"},
        {"event_types": []},
        {"event_types": ["webhook.test"]},
        {"description": "x" * 201},
        {"secret": "whsec_mine"},
    ],
)
def test_what_cannot_be_an_endpoint_is_refused(client: TestClient, asked: dict[str, Any], change: dict[str, Any]) -> None:
    assert client.post(ENDPOINTS, json=asked | change).status_code in {400, 422}


def test_a_change_names_what_it_changes(client: TestClient, asked: dict[str, Any]) -> None:
    made = client.post(ENDPOINTS, json=asked)
    address, tag = at(made.json()), made.headers["etag"]
    changed = client.patch(address, json={"description": "new", "event_types": ["job.finished"]}, headers={"If-Match": tag})
    assert (changed.json()["description"], changed.json()["event_types"]) == ("new", ["job.finished"])
    assert changed.json()["url"] == asked["url"]
    assert changed.headers["etag"] == client.get(address).headers["etag"] == '"2"'


@pytest.mark.parametrize(
    ("tag", "kind", "status"),
    [
        (None, "precondition-required", 428),
        ("", "precondition-required", 428),
        ('"2"', "precondition-failed", 412),
        ("1", "precondition-failed", 412),
        ('W/"1"', "precondition-failed", 412),
        ('"1', "precondition-failed", 412),
    ],
)
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_change_of_what_was_not_seen_is_refused(
    client: TestClient, asked: dict[str, Any], tag: str | None, kind: str, status: int, method: str
) -> None:
    made = client.post(ENDPOINTS, json=asked).json()
    body = {"json": {"description": "new"}} if method == "PATCH" else {}
    refused = client.request(method, at(made), headers={} if tag is None else {"If-Match": tag}, **body)  # type: ignore[arg-type]
    assert (refused.status_code, slug(refused)) == (status, kind)
    assert client.get(at(made)).json()["version"] == 1


@pytest.mark.parametrize("tag", ['"1"', '"7", "1"', "*"])
def test_any_of_several_tags_will_do(client: TestClient, asked: dict[str, Any], tag: str) -> None:
    made = client.post(ENDPOINTS, json=asked).json()
    assert client.delete(at(made), headers={"If-Match": tag}).status_code == 204
    assert client.get(at(made)).status_code == 404


def test_an_endpoint_is_switched_off_and_on(client: TestClient, asked: dict[str, Any], keep: Keep) -> None:
    made = client.post(ENDPOINTS, json=asked).json()
    off = client.patch(at(made), json={"enabled": False}, headers={"If-Match": "*"}).json()
    assert (off["enabled"], off["disabled_why"]) == (False, "It was switched off.")
    keep()
    assert client.post(f"{at(made)}/test").status_code == 422
    on = client.patch(at(made), json={"enabled": True}, headers={"If-Match": "*"}).json()
    assert (on["enabled"], on["disabled_at"], on["disabled_why"]) == (True, None, "")
    assert client.get(f"{at(made)}/deliveries").json()["items"] == []


def test_what_was_given_up_is_listed_and_replayed(client: TestClient, database: Database, asked: dict[str, Any]) -> None:
    made = client.post(ENDPOINTS, json=asked).json()
    happen(database, "a", "b", "c")
    for due in lease(database):
        fail(database, due, None, datetime.now(UTC))
    dead = f"{at(made)}/deliveries?state=dead&limit=2"
    page = client.get(dead).json()
    assert [item["subject"] for item in page["items"]] == ["c", "b"]
    assert [item["subject"] for item in client.get(f"{dead}&cursor={page['next_cursor']}").json()["items"]] == ["a"]
    one = client.post(f"/v1/webhook-deliveries/{page['items'][0]['delivery_id']}/replay")
    assert (one.status_code, one.json()["state"]) == (202, DeliveryState.PENDING)
    rest = client.post(f"{at(made)}/replay-dead", json={"since": made["created_at"]})
    assert (rest.status_code, rest.json()) == (202, {"replayed": 2})
    assert client.get(dead).json()["items"] == []


@pytest.mark.parametrize("query", ["cursor=!", "state=lost", "limit=0", "limit=201", "colour=red"])
def test_a_list_that_cannot_be_answered_says_which_parameter(client: TestClient, asked: dict[str, Any], query: str) -> None:
    made = client.post(ENDPOINTS, json=asked).json()
    refused = client.get(f"{at(made)}/deliveries?{query}")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, query.partition("=")[0])


def test_another_organisation_s_endpoints_and_deliveries_are_not_there(client: TestClient, database: Database) -> None:
    theirs = endpoint(database.within("theirs"))
    happen(database.within("theirs"), "a")
    (due,) = lease(database)
    address, seen = f"{ENDPOINTS}/{theirs.endpoint_id}", {"If-Match": "*"}
    assert client.get(ENDPOINTS).json()["items"] == []
    asked = [
        client.get(address),
        client.patch(address, json={"description": "mine"}, headers=seen),
        client.delete(address, headers=seen),
        client.post(f"{address}/secret"),
        client.post(f"{address}/test"),
        client.get(f"{address}/deliveries"),
        client.post(f"{address}/replay-dead", json={"since": "2026-11-20T00:00:00Z"}),
        client.post(f"/v1/webhook-deliveries/{due.delivery_id}/replay"),
    ]
    assert [(one.status_code, slug(one)) for one in asked] == [(404, "not-found")] * len(asked)


@pytest.mark.parametrize("name", ["%00", "a" * 5_000, "%ED%B2%80"])
def test_a_name_that_nothing_can_have_is_not_found(client: TestClient, name: str) -> None:
    assert client.get(f"{ENDPOINTS}/{name}").status_code == 404
    assert client.post(f"/v1/webhook-deliveries/{name}/replay").status_code == 404
