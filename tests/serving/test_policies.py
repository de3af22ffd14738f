"""An organisation chooses thresholds: in force at once, kept with their reasons, tried beforehand, and seen by nobody else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from models.assessor import Assessor
from models.policy import PolicyName
from serving.settings import Settings
from store.database import Database
from store.thresholds import ThresholdChange, Thresholds
from tests.factories import assessment, posting
from tests.serving.conftest import Keep, keep_in

FRAUD = "/v1/policies/recruitment_fraud"
ADVERT = {
    "id": "board-4711",
    "title": "Warehouse helper",
    "description": "We look for warehouse helpers in our hall. You must pay a registration fee of 300 EUR before your first day.",
}


def change(client: TestClient, threshold: float | None, address: str = FRAUD, **headers: str) -> Any:
    headers.setdefault("if_match", client.get(address).headers["etag"])
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.patch(address, json={"threshold": threshold, "reason": "More than we can review."}, headers=named)


def fraud_of(said: dict[str, Any]) -> dict[str, Any]:
    (found,) = (policy for policy in said["policies"] if policy["policy"] == "recruitment_fraud")
    return dict(found)


@pytest.fixture
def shipped(settings: Settings) -> float:
    return Assessor.load(settings.bundle).shipped_thresholds[PolicyName.RECRUITMENT_FRAUD]


def test_every_policy_is_listed_as_it_is_shipped(client: TestClient, shipped: float) -> None:
    listed = client.get("/v1/policies").json()
    assert [policy["policy"] for policy in listed["policies"]] == list(PolicyName)
    fraud = fraud_of(listed)
    assert (fraud["threshold"], fraud["shipped_threshold"], fraud["own_threshold"]) == (shipped, shipped, None)
    assert (fraud["version"], fraud["last_change"], fraud["model_version"]) == (0, None, listed["model_version"])
    assert fraud["meaning"]
    one = client.get(FRAUD)
    assert one.json() == fraud
    assert one.headers["etag"] == fraud["etag"]


def test_a_threshold_is_chosen_and_given_up_again(client: TestClient, shipped: float) -> None:
    chosen = change(client, 0.55)
    assert chosen.status_code == 200
    said = chosen.json()
    assert (said["threshold"], said["own_threshold"], said["shipped_threshold"], said["version"]) == (0.55, 0.55, shipped, 1)
    assert chosen.headers["etag"] == said["etag"]
    assert client.get(FRAUD).json() == said
    back = change(client, None).json()
    assert (back["threshold"], back["own_threshold"], back["version"]) == (shipped, None, 2)


def test_a_change_counts_for_the_next_request_kept_or_not(client: TestClient) -> None:
    before = client.post("/v1/assessments?store=false", json=ADVERT).json()
    probability = fraud_of(before)["probability"]
    assert fraud_of(before)["flagged"]
    change(client, probability + 0.01)
    for store in ("true", "false"):
        after = client.post(f"/v1/assessments?store={store}", json=ADVERT).json()
        assert (fraud_of(after)["threshold"], fraud_of(after)["flagged"]) == (pytest.approx(probability + 0.01), False)
        assert after["policies_version"] == client.get("/v1/policies").json()["policies_version"]
        assert after["policies_version"] != before["policies_version"]
        assert after["priority"] < before["priority"]
    kept = client.post("/v1/assessments", json=ADVERT).json()["posting_id"]
    assert client.get(f"/v1/postings/{kept}").json()["assessment"]["policies_version"] == after["policies_version"]


def test_the_same_thresholds_have_the_same_name_again(client: TestClient) -> None:
    before = client.post("/v1/assessments?store=false", json=ADVERT).json()["policies_version"]
    change(client, 0.5)
    change(client, None)
    assert client.post("/v1/assessments?store=false", json=ADVERT).json()["policies_version"] == before


def test_of_two_editors_the_second_is_told_that_somebody_was_first(client: TestClient) -> None:
    seen = client.get(FRAUD).headers["etag"]
    assert change(client, 0.4, if_match=seen).status_code == 200
    refused = change(client, 0.9, if_match=seen)
    assert (refused.status_code, refused.json()["type"]) == (412, "/problems/precondition-failed")
    assert client.get(FRAUD).json()["threshold"] == 0.4


def test_of_two_editors_at_once_one_is_refused(client: TestClient) -> None:
    seen = client.get(FRAUD).headers["etag"]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda threshold: change(client, threshold, if_match=seen).status_code, (0.3, 0.4, 0.5, 0.6)))
    assert sorted(answers) == [200, 412, 412, 412]
    assert client.get(FRAUD).json()["version"] == 1


def test_a_change_says_what_it_was_made_from(client: TestClient) -> None:
    refused = client.patch(FRAUD, json={"threshold": 0.5, "reason": "why"})
    assert (refused.status_code, refused.json()["type"]) == (428, "/problems/precondition-required")
    assert client.get("/problems/precondition-required").status_code == 200


def test_a_repeated_change_is_answered_as_the_first_time(client: TestClient) -> None:
    seen = client.get(FRAUD).headers["etag"]
    first, second = (change(client, 0.4, if_match=seen, idempotency_key="k-1") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert client.get(FRAUD).json()["version"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {"threshold": 0, "reason": "why"},
        {"threshold": 1, "reason": "why"},
        {"threshold": -0.1, "reason": "why"},
        {"threshold": "0.5", "reason": "why"},
        {"threshold": True, "reason": "why"},
        {"threshold": 0.5, "reason": " "},
        {"threshold": 0.5},
        {"reason": "why"},
        {"threshold": 0.5, "reason": "why", "who": "somebody"},
    ],
)
def test_a_change_that_cannot_be_one_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    refused = client.patch(FRAUD, json=body, headers={"if-match": "*"})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/invalid-request")


@pytest.mark.parametrize("rest", ["", "/history", "/preview?threshold=.5"])
def test_a_policy_that_there_is_not_is_not_found(client: TestClient, rest: str) -> None:
    assert client.get(f"/v1/policies/kindness{rest}").status_code == 404


def test_every_change_is_kept_with_its_reason(client: TestClient) -> None:
    for threshold in (0.4, 0.5, None):
        change(client, threshold)
    first = client.get(f"{FRAUD}/history?limit=2").json()
    rest = client.get(f"{FRAUD}/history", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    changes = [*first["items"], *rest["items"]]
    assert [(one["version"], one["threshold"]) for one in changes] == [(3, None), (2, 0.5), (1, 0.4)]
    assert {one["reason"] for one in changes} == {"More than we can review."}
    assert all(one["changed_by"] and one["changed_at"] for one in changes)
    assert rest["next_cursor"] is None
    refused = client.get(f"{FRAUD}/history?cursor=x")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "cursor")


def test_a_preview_says_what_another_threshold_would_have_flagged(client: TestClient, keep: Keep) -> None:
    now = datetime.now(UTC)
    kept = keep(said=assessment(assessed_at=now))  # at .91
    change(client, 0.95)
    client.post(f"/v1/postings/{kept}/reviews", json={"action": "claim", "reviewer": "mara"})
    decide = {"action": "decide", "reviewer": "mara", "verdict": "risky", "policies": ["recruitment_fraud"], "reason": "A fee."}
    client.post(f"/v1/postings/{kept}/reviews", json=decide)
    said = client.get(f"{FRAUD}/preview?threshold=.6&days=2").json()
    assert (said["threshold"], said["threshold_in_force"]) == (0.6, 0.95)
    assert said["totals"] == {"assessed": 1, "flagged_now": 0, "would_be_flagged": 1, "reviewed": 1, "confirmed": 1}
    assert [one["day"] for one in said["days"]] == sorted(one["day"] for one in said["days"])
    assert len(said["days"]) == 2
    assert said["precision"]["share"] == 1.0
    assert 0 < said["precision"]["low"] < said["precision"]["high"] == 1.0
    assert (said["flagged_now_per_day"], said["would_be_flagged_per_day"]) == (0.0, 0.5)
    assert said["newly_flagged"] == {"count": 1, "examples": [kept]}
    assert said["no_longer_flagged"] == {"count": 0, "examples": []}
    other = client.get("/v1/policies/exploitation_risk/preview?threshold=.8").json()
    assert (other["totals"]["would_be_flagged"], other["precision"], len(other["days"])) == (0, None, 28)
    assert other["no_longer_flagged"]["examples"] == [kept]


@pytest.mark.parametrize(
    "query", ["", "threshold=0", "threshold=1", "threshold=.5&days=0", "threshold=.5&days=367", "threshold=nan"]
)
def test_a_preview_that_cannot_be_made_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"{FRAUD}/preview?{query}").status_code == 422


def test_another_organisation_s_thresholds_and_counts_are_not_seen(
    client: TestClient, database: Database, shipped: float
) -> None:
    theirs, now = database.within("theirs"), datetime.now(UTC)
    keep_in(theirs, said=replace(assessment(posting()), assessed_at=now))
    made = ThresholdChange(
        policy=PolicyName.RECRUITMENT_FRAUD, version=1, threshold=0.9, changed_at=now, changed_by="them", reason="theirs"
    )
    with theirs.session() as session:
        Thresholds(session).change(made)
    assert client.get(FRAUD).json()["threshold"] == shipped
    assert client.get(f"{FRAUD}/history").json()["items"] == []
    assert client.get(f"{FRAUD}/preview?threshold=.5").json()["totals"]["assessed"] == 0
    assert fraud_of(client.post("/v1/assessments", json=ADVERT).json())["threshold"] == shipped
    assert change(client, 0.4).json()["version"] == 1
