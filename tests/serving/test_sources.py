"""A client puts, finds and erases postings under its own source and id."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from store.accesses import Accesses
from store.database import Database
from store.identity import native_id
from store.postings import Postings
from tests.factories import NOON, posting
from tests.serving.conftest import Keep

ADDRESS = "/v1/sources/board.example/postings/a-1"
ADVERT = {"title": "Helper", "description": "Pay the visa fee of 300 EUR before you start work with us."}


def test_a_posting_is_new_then_unchanged_then_changed(client: TestClient) -> None:
    answers = [client.put(ADDRESS, json=body) for body in (ADVERT, ADVERT, ADVERT | {"title": "Cook"})]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    said = [answer.json() for answer in answers]
    assert [(one["outcome"], one["version"]) for one in said] == [("new", 1), ("unchanged", 1), ("changed", 2)]
    assert {one["posting_id"] for one in said} == {native_id("board.example", "a-1")}
    assert said[0]["id"] == "a-1"
    assert "worker_pays_fee" in [one["indicator"] for one in said[0]["indicators"]]


def test_what_was_put_is_the_posting_that_is_sent_to_be_assessed(client: TestClient) -> None:
    put = client.put(ADDRESS, json=ADVERT).json()
    sent = client.post("/v1/assessments", json=ADVERT | {"id": "a-1", "source": "board.example"}).json()
    assert (sent["posting_id"], sent["version"]) == (put["posting_id"], 1)


def test_a_posting_is_found_by_its_own_id(client: TestClient) -> None:
    put = client.put(ADDRESS, json=ADVERT | {"id": "a-1", "source": "board.example"}).json()
    found = client.get(ADDRESS).json()
    assert found == client.get(f"/v1/postings/{put['posting_id']}").json()
    assert (found["posting"]["id"], found["posting"]["source"]) == ("a-1", "board.example")


@pytest.mark.parametrize("external_id", ["a/b", "a b", "ü-1", "https://board.example/1?x=2", "..x", "1.0", "工"])
def test_any_id_of_a_source_is_an_address(client: TestClient, external_id: str) -> None:
    address = f"/v1/sources/board.example/postings/{quote(external_id, safe='')}"
    assert client.put(address, json=ADVERT).json()["id"] == external_id
    assert client.get(address).json()["posting"]["id"] == external_id
    assert client.delete(address).status_code == 204


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [({"id": "a-2"}, ["/id"]), ({"source": "other"}, ["/source"]), ({"identifier": "a-2", "source": "x"}, ["/id", "/source"])],
)
def test_a_body_that_names_another_posting_is_refused(client: TestClient, changes: dict[str, str], pointers: list[str]) -> None:
    refused = client.put(ADDRESS, json=ADVERT | changes)
    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, pointers)
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("external_id", ["content-0123", "%20", "x" * 5_000])
def test_an_id_that_can_be_no_source_s_own_is_refused(client: TestClient, external_id: str) -> None:
    address = f"/v1/sources/board.example/postings/{external_id}"
    answers = [client.put(address, json=ADVERT), client.get(address), client.delete(address)]
    assert [answer.status_code for answer in answers] == [422, 422, 422]


@pytest.mark.parametrize("body", [[], "x", {"kind": "letter"}, {"title": {"a": 1}}])
def test_what_is_no_posting_is_refused(client: TestClient, body: object) -> None:
    assert client.put(ADDRESS, json=body).status_code == 422


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    assert [client.get(ADDRESS).status_code, client.delete(ADDRESS).status_code] == [404, 404]


def test_of_puts_at_the_same_time_none_is_lost(client: TestClient) -> None:
    client.put(ADDRESS, json=ADVERT)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda number: client.put(ADDRESS, json=ADVERT | {"title": f"Cook {number}"}).json(), range(8)))
    assert sorted(answer["version"] for answer in answers) == list(range(2, 10))
    for answer in answers:
        shown = client.get(f"/v1/postings/{answer['posting_id']}/versions/{answer['version']}").json()
        assert shown["assessment"]["assessed_at"] == answer["assessed_at"]


def test_a_repeated_put_is_answered_as_the_first_time(client: TestClient) -> None:
    first, second = (client.put(ADDRESS, json=ADVERT, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"


def test_an_erased_posting_is_gone_and_the_log_says_so(client: TestClient, database: Database) -> None:
    put = client.put(ADDRESS, json=ADVERT).json()
    erased = client.delete(ADDRESS, headers={"X-Request-ID": "r-1"})
    assert (erased.status_code, erased.content) == (204, b"")
    assert client.get(ADDRESS).status_code == 404
    assert client.get(f"/v1/postings/{put['posting_id']}").status_code == 404
    with database.within("home").reading() as session:
        (line,) = Accesses(session).page(10)
    assert (line.what, line.subject, line.request_id) == ("erase posting", put["posting_id"], "r-1")
    assert client.put(ADDRESS, json=ADVERT).json()["outcome"] == "new"


def test_a_posting_is_erased_by_our_name_too_and_once(client: TestClient, keep: Keep) -> None:
    address = f"/v1/postings/{keep()}"
    answers = [client.delete(address, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    assert [client.get(address).status_code, client.delete(address).status_code] == [404, 404]


def test_another_organisation_s_posting_is_not_found(client: TestClient, database: Database) -> None:
    with database.within("theirs").session() as session:
        kept = Postings(session).save(posting(id="a-1"), NOON).posting_id
    for address in (ADDRESS, f"/v1/postings/{kept}"):
        assert [client.get(address).status_code, client.delete(address).status_code] == [404, 404]
    for below in ("versions", "versions/1", "decisions"):
        assert client.get(f"/v1/postings/{kept}/{below}").status_code == 404
    assert client.put(ADDRESS, json=ADVERT).json()["outcome"] == "new"
    with database.within("theirs").reading() as session:
        assert Postings(session).get(kept) is not None


def test_each_version_is_read_with_what_was_said_of_it(client: TestClient) -> None:
    kept = client.put(ADDRESS, json=ADVERT).json()["posting_id"]
    client.put(ADDRESS, json=ADVERT | {"description": "Plain work at a plain wage, and nothing is to be paid by you."})
    listed = client.get(f"/v1/postings/{kept}/versions").json()
    assert (listed["current_version"], [one["version"] for one in listed["versions"]]) == (2, [1, 2])
    versions: list[Any] = [client.get(f"/v1/postings/{kept}/versions/{number}").json() for number in (1, 2)]
    assert [one["posting"]["description"][:5] for one in versions] == ["Pay t", "Plain"]
    assert [one["current"] for one in versions] == [False, True]
    assert [one["digest"] for one in versions] == [one["digest"] for one in listed["versions"]]
    shown = versions[0]["assessment"]["indicators"][0]["evidence"][0]
    assert shown["text"] == versions[0]["posting"]["description"][shown["start"] : shown["end"]]
    assert all(
        one["indicator"] != "worker_pays_fee" or one["state"] == "contradicted" for one in versions[1]["assessment"]["indicators"]
    )


@pytest.mark.parametrize(("version", "status"), [("3", 404), ("0", 422), ("x", 422), ("99999999999", 422)])
def test_a_version_that_is_not_there_is_not_found(client: TestClient, keep: Keep, version: str, status: int) -> None:
    assert client.get(f"/v1/postings/{keep()}/versions/{version}").status_code == status


@pytest.mark.parametrize("name", ["none", "%00", "A", "a" * 100])
@pytest.mark.parametrize("below", ["versions", "versions/1", "decisions"])
def test_a_name_that_is_none_is_not_found(client: TestClient, name: str, below: str) -> None:
    assert client.get(f"/v1/postings/{name}/{below}").status_code == 404


def test_a_version_that_was_never_assessed_says_so(client: TestClient, database: Database) -> None:
    with database.session() as session:
        kept = Postings(session).save(posting(), NOON).posting_id
    assert client.get(f"/v1/postings/{kept}/versions/1").json()["assessment"] is None
