"""A write that is sent twice under one key is done once, and answered alike both times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from store.answers import KEPT_FOR, Answers
from store.database import Database
from tests.serving.conftest import Keep

ADVERT = {"id": "a-1", "source": "board.example", "title": "Helper", "description": "Pay the visa fee of 300 EUR first."}
KEYED = {"Idempotency-Key": "4f7c-1"}


def test_a_repeated_write_is_answered_as_the_first_time_and_done_once(client: TestClient, keep: Keep) -> None:
    address = f"/v1/postings/{keep()}/reviews"
    claim = {"action": "claim", "reviewer": "ana"}
    first, second = (client.post(address, json=claim, headers=KEYED) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert first.json()["sequence"] == 1


def test_without_a_key_the_second_write_is_a_write_of_its_own(client: TestClient, keep: Keep) -> None:
    address = f"/v1/postings/{keep()}/reviews"
    claim = {"action": "claim", "reviewer": "ana"}
    assert [client.post(address, json=claim).status_code for _ in range(2)] == [201, 409]


def test_an_assessment_that_is_kept_is_made_once(client: TestClient) -> None:
    first, second = (client.post("/v1/assessments", json=ADVERT, headers=KEYED).json() for _ in range(2))
    assert first == second
    assert first["posting_id"]


@pytest.mark.parametrize("other", [ADVERT | {"title": "Cook"}, {"postings": [ADVERT]}])
def test_another_body_under_the_same_key_is_refused(client: TestClient, other: object) -> None:
    client.post("/v1/assessments", json=ADVERT, headers=KEYED)
    refused = client.post("/v1/assessments", json=other, headers=KEYED)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/idempotency-key-reused")


def test_a_key_belongs_to_its_method_and_address(client: TestClient, keep: Keep) -> None:
    claim = {"action": "claim", "reviewer": "ana"}
    addresses = [f"/v1/postings/{keep()}/reviews", "/v1/assessments"]
    assert client.post(addresses[0], json=claim, headers=KEYED).status_code == 201
    assert client.post(addresses[1], json=ADVERT, headers=KEYED).status_code == 422


def test_a_write_that_was_refused_may_be_sent_again_under_its_key(client: TestClient, keep: Keep) -> None:
    address = f"/v1/postings/{keep()}/reviews"
    decide = {"action": "decide", "reviewer": "ana", "verdict": "risky", "reason": "A fee."}
    assert client.post(address, json=decide, headers=KEYED).status_code == 409
    client.post(address, json={"action": "claim", "reviewer": "ana"})
    assert client.post(address, json=decide, headers=KEYED).status_code == 201


def test_a_key_in_quotation_marks_is_the_same_key(client: TestClient) -> None:
    client.post("/v1/assessments", json=ADVERT, headers=KEYED)
    again = client.post("/v1/assessments", json=ADVERT, headers={"Idempotency-Key": '"4f7c-1"'})
    assert again.headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("key", [" ", "ä", "x" * 256, 'a"b'])
def test_a_key_that_cannot_be_one_is_refused(client: TestClient, key: str) -> None:
    refused = client.post("/v1/assessments", json=ADVERT, headers={"Idempotency-Key": key.encode()})
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "Idempotency-Key")


def test_a_day_later_a_key_may_be_used_anew(database: Database) -> None:
    now = datetime.now(UTC)
    with database.session() as session:
        assert Answers(session).claim("k", "one", now) is None
        Answers(session).keep("k", {"status": 201, "body": {}})
    with database.session() as session:
        assert Answers(session).claim("k", "one", now + KEPT_FOR - timedelta(seconds=1)) == {"status": 201, "body": {}}
        assert Answers(session).claim("k", "other", now + KEPT_FOR) is None
        assert Answers(session).forget_old(now + 2 * KEPT_FOR) == 1


def test_organisations_may_use_the_same_key(database: Database) -> None:
    now = datetime.now(UTC)
    for name in ("ours", "theirs"):
        with database.within(name).session() as session:
            assert Answers(session).claim("k", name, now) is None
