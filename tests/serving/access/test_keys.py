"""Keys: made, tried, rotated, revoked, and never kept in clear."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from serving.access.permissions import Permission, Role
from store.database import Database
from tests.serving.access.conftest import Key, Person, sign_in

NEW = {"name": "pipeline", "permissions": ["assessments:write", "postings:read"], "days": 30}


def made(client: TestClient, headers: dict[str, str], **more: str) -> dict[str, str]:
    answer = client.post("/v1/keys", json=NEW, headers=headers | more)
    assert answer.status_code == 201, answer.text
    key: dict[str, str] = answer.json()
    return key


def bearer(key: dict[str, str]) -> dict[str, str]:
    return {"Authorization": f"Bearer {key['key']}"}


def test_a_new_key_opens_what_it_was_made_for(guarded: TestClient, key: Key) -> None:
    new = made(guarded, key())
    told = guarded.get("/v1/caller", headers=bearer(new)).json()
    assert told["name"] == f"key:{new['key_id']}"
    assert told["permissions"] == ["assessments:write", "postings:read"]
    assert guarded.get("/v1/queue", headers=bearer(new)).status_code == 200


def test_nobody_gives_away_more_than_they_have(guarded: TestClient, key: Key) -> None:
    few = key(Permission.MANAGE_KEYS, Permission.ASSESS)
    refused = guarded.post("/v1/keys", json=NEW, headers=few)
    assert refused.status_code == 422
    assert "postings:read" in refused.json()["detail"]


def test_a_revoked_key_opens_nothing(guarded: TestClient, key: Key) -> None:
    headers = key()
    new = made(guarded, headers)
    assert guarded.get("/v1/caller", headers=bearer(new)).status_code == 200
    assert guarded.delete(f"/v1/keys/{new['key_id']}", headers=headers).json()["revoked_at"]
    assert guarded.get("/v1/caller", headers=bearer(new)).status_code == 401


def test_an_expired_key_opens_nothing(guarded: TestClient, key: Key) -> None:
    assert guarded.get("/v1/caller", headers=key(days=1, ago=2)).status_code == 401


def test_a_key_with_another_s_id_opens_nothing(guarded: TestClient, key: Key) -> None:
    one, other = key()["Authorization"], key()["Authorization"]
    mixed = f"{one.rpartition('_')[0][:19]}_{other[20:]}"
    assert guarded.get("/v1/caller", headers={"Authorization": mixed}).status_code == 401
    for nonsense in ("Bearer", "Bearer x", "Basic eDp5", "Bearer rr_aaaaaaaaaaaa_" + "a" * 43, "Bearer " + "é" * 9):
        assert guarded.get("/v1/caller", headers={"Authorization": nonsense.encode("latin-1")}).status_code == 401


def test_a_rotated_key_goes_on_while_its_owner_changes_over(guarded: TestClient, key: Key) -> None:
    headers = key()
    old = made(guarded, headers)
    new = guarded.post(f"/v1/keys/{old['key_id']}/rotation", json={}, headers=headers).json()
    assert new["permissions"] == old["permissions"]
    assert [guarded.get("/v1/caller", headers=bearer(one)).status_code for one in (old, new)] == [200, 200]
    listed = {item["key_id"]: item for item in guarded.get("/v1/keys", headers=headers).json()["items"]}
    assert listed[old["key_id"]]["expires_at"] < listed[new["key_id"]]["expires_at"]


def test_what_needs_no_body_needs_none(guarded: TestClient, key: Key) -> None:
    headers = key()
    assert guarded.post(f"/v1/keys/{made(guarded, headers)['key_id']}/rotation", headers=headers).status_code == 201


def test_whoever_looks_after_the_server_needs_no_key_to_ask_whether_it_works(guarded: TestClient) -> None:
    assert guarded.get("/healthz").status_code == 200
    assert guarded.get("/readyz").json()["database"] == "reached"


def test_a_key_of_another_organisation_cannot_be_touched(guarded: TestClient, key: Key) -> None:
    mine = made(guarded, key())
    theirs = key(organisation="theirs")
    assert guarded.delete(f"/v1/keys/{mine['key_id']}", headers=theirs).status_code == 404
    assert guarded.post(f"/v1/keys/{mine['key_id']}/rotation", json={}, headers=theirs).status_code == 404
    assert guarded.get("/v1/caller", headers=bearer(mine)).status_code == 200


def test_the_list_goes_on_where_it_stopped(guarded: TestClient, key: Key) -> None:
    headers = key()
    ids = [made(guarded, headers)["key_id"] for _ in range(4)]
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for _ in range(3):
        page = guarded.get("/v1/keys", params={"limit": "2"} | cursor, headers=headers).json()
        seen += [item["key_id"] for item in page["items"]]
        cursor = {"cursor": page["next_cursor"]} if page["next_cursor"] else {}
    assert seen[1:] == ids
    assert cursor == {}


def test_no_secret_lies_in_the_database(guarded: TestClient, key: Key, database: Database) -> None:
    headers = key()
    first = made(guarded, headers, **{"Idempotency-Key": "once"})
    assert made(guarded, headers, **{"Idempotency-Key": "once"}) == first
    secret = first["key"].rpartition("_")[2]
    with database.reading() as session:
        kept = [str(session.execute(text(f"SELECT * FROM {table}")).all()) for table in ("api_keys", "kept_answers")]  # noqa: S608
    assert "once" in kept[1]
    assert not any(secret in rows for rows in kept)


def test_when_a_key_was_used_is_told(guarded: TestClient, key: Key) -> None:
    headers = key()
    guarded.get("/v1/caller", headers=headers)
    assert guarded.get("/v1/keys", headers=headers).json()["items"][0]["last_used_at"]


def test_a_browser_that_is_signed_in_asks_from_our_own_pages_only(guarded: TestClient, person: Person) -> None:
    person(role=Role.ADMINISTRATOR)
    assert sign_in(guarded) == 303
    assert guarded.get("/v1/queue").status_code == 200
    assert guarded.post("/v1/keys", json=NEW).status_code == 403
    assert guarded.post("/v1/keys", json=NEW, headers={"Origin": "https://evil.example"}).status_code == 403
    assert guarded.post("/v1/keys", json=NEW, headers={"Origin": "http://127.0.0.1"}).status_code == 201


@pytest.mark.parametrize("said", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}])
def test_another_site_cannot_write_to_an_open_server_through_somebody_s_browser(client: TestClient, said: dict[str, str]) -> None:
    refused = client.post("/v1/keys", json=NEW, headers=said)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/foreign-form")
    assert client.post("/v1/keys", json=NEW).status_code == 201
    assert client.post("/v1/keys", json=NEW, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 201
