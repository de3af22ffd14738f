from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from models.assessor import Assessor
from serving.settings import Settings

ADVERT = {
    "id": "board-4711",
    "source": "board.example",
    "title": "Warehouse helper",
    "description": "We look for warehouse helpers in our hall. You must pay a registration fee of 300 EUR before your first day.",
    "hiringOrganization": {"name": "North Quay Storage"},
}
FORM = {
    "id", "language", "priority", "band", "needs_review", "abstained", "policies", "indicators", "facets", "notes",
    "model_version", "packs_version", "policies_version", "assessed_at", "posting_id", "version", "request_id", "explanation",
}  # fmt: skip


def test_one_posting_is_answered_explained_and_queued(client: TestClient, settings: Settings) -> None:
    response = client.post("/v1/assessments", json=ADVERT, headers={"x-request-id": "ask-1"})
    assert response.status_code == 200
    said = response.json()
    assert set(said) == FORM
    assert (said["id"], said["request_id"], said["version"]) == ("board-4711", "ask-1", 1)
    assert said["model_version"] == Assessor.load(settings.bundle).model_version
    quoted = [evidence for indicator in said["indicators"] for evidence in indicator["evidence"]]
    assert "worker_pays_fee" in {indicator["indicator"] for indicator in said["indicators"]}
    assert all(ADVERT[quote["field"]][quote["start"] : quote["end"]] == quote["text"] for quote in quoted if quote["text"])  # type: ignore[index]
    kept = client.get(f"/v1/postings/{said['posting_id']}").json()
    assert kept["assessment"] == {name: value for name, value in said.items() if name in set(kept["assessment"])} | {
        "id": said["posting_id"]
    }
    assert kept["posting"]["hiring_organization"] == {"name": "North Quay Storage"}
    assert [item["posting_id"] for item in client.get("/v1/queue").json()["items"]] == [said["posting_id"]]


def test_several_postings_are_answered_in_order(client: TestClient) -> None:
    sent = [ADVERT | {"id": f"board-{number}"} for number in (3, 1, 2)]
    said = client.post("/v1/assessments", json={"postings": sent}).json()
    assert [one["id"] for one in said["assessments"]] == ["board-3", "board-1", "board-2"]
    assert len({one["posting_id"] for one in said["assessments"]}) == 3
    assert {one["request_id"] for one in said["assessments"]} == {said["request_id"]}


def test_nothing_is_kept_where_that_is_asked(client: TestClient) -> None:
    said = client.post("/v1/assessments?store=false", json=ADVERT).json()
    assert (said["posting_id"], said["version"]) == (None, None)
    assert client.get("/v1/queue").json()["items"] == []


def test_an_edited_posting_becomes_a_new_version_of_the_same(client: TestClient) -> None:
    first = client.post("/v1/assessments", json=ADVERT).json()
    again = client.post("/v1/assessments", json=ADVERT).json()
    edited = client.post("/v1/assessments", json=ADVERT | {"description": "We look for helpers. Nobody pays a fee here."}).json()
    assert first["posting_id"] == again["posting_id"] == edited["posting_id"]
    assert [first["version"], again["version"], edited["version"]] == [1, 1, 2]
    assert len(client.get(f"/v1/postings/{first['posting_id']}").json()["versions"]) == 2


def test_one_malformed_posting_refuses_the_batch_and_is_named(client: TestClient) -> None:
    odd: list[dict[str, Any]] = [ADVERT, {"kind": "poster"}, {"fetched_at": "yesterday"}, {"title": {"a": {"b": 1}}}]
    refused = client.post("/v1/assessments", json={"postings": odd})
    assert refused.status_code == 422
    pointers = [error["pointer"] for error in refused.json()["errors"]]
    assert pointers[:2] == ["/postings/1/kind", "/postings/2/fetched_at"]
    assert client.get("/v1/queue").json()["items"] == []


def test_a_single_malformed_posting_is_named_by_its_field(client: TestClient) -> None:
    refused = client.post("/v1/assessments", json={"kind": "poster"}).json()
    assert [error["pointer"] for error in refused["errors"]] == ["/kind"]


def test_schema_org_values_are_read_and_unknown_ones_kept(client: TestClient) -> None:
    advert = ADVERT | {
        "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR", "value": {"value": 1500, "unitText": "MONTH"}},
        "jobLocation": {"address": {"addressLocality": "Rotterdam", "addressCountry": "NL"}},
        "badge": {"colour": "red"},
    }
    said = client.post("/v1/assessments", json=advert).json()
    kept = client.get(f"/v1/postings/{said['posting_id']}").json()["posting"]
    assert kept["job_location"] == "Rotterdam, NL"
    assert "1500" in kept["base_salary"]
    assert kept["additional"]["badge"] == {"colour": "red"}


def test_an_empty_posting_is_abstained_on(client: TestClient) -> None:
    said = client.post("/v1/assessments", json={}).json()
    assert said["abstained"] == "too_short"
    assert not any(policy["flagged"] for policy in said["policies"])


def test_a_question_about_storing_that_is_none_is_refused(client: TestClient) -> None:
    assert client.post("/v1/assessments?store=perhaps", json=ADVERT).status_code == 422
