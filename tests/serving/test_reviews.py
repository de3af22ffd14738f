from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from tests.factories import assessment, posting
from tests.serving.conftest import Keep


def act(client: TestClient, posting_id: str, action: str, **changes: Any) -> Any:
    return client.post(f"/v1/postings/{posting_id}/reviews", json={"action": action, "reviewer": "mara"} | changes)


def test_a_posting_is_claimed_and_decided(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    claimed = act(client, posting_id, "claim")
    assert claimed.status_code == 201
    assert (claimed.json()["state"], claimed.json()["holder"]) == ("claimed", "mara")
    said = {
        "verdict": "risky",
        "policies": ["recruitment_fraud"],
        "accepted": ["worker_pays_fee"],
        "rejected": ["passport_retention"],
        "reason": "A fee before the first day.",
        "shown_model_version": "test+1",
        "seen": 1,
    }
    decided = act(client, posting_id, "decide", **said).json()
    assert (decided["state"], decided["sequence"], decided["next_actions"]) == ("closed", 2, ["reopen"])
    kept = client.get(f"/v1/postings/{posting_id}").json()["review"]
    assert kept == decided
    assert kept["events"][1].items() >= {key: value for key, value in said.items() if key != "seen"}.items()
    assert kept["events"][1]["posting_version"] == 1


def test_nobody_decides_what_nobody_claimed(client: TestClient, keep: Keep) -> None:
    refused = act(client, keep(), "decide", verdict="unsure", reason="Too little to go by.")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/conflict")
    assert "open" in refused.json()["detail"]


def test_nobody_decides_what_somebody_else_claimed(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    act(client, posting_id, "claim")
    refused = act(client, posting_id, "decide", reviewer="noor", verdict="risky", reason="A fee.")
    assert refused.status_code == 409
    assert "mara" in refused.json()["detail"]


def test_who_acts_on_an_older_state_is_told(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    assert act(client, posting_id, "claim", seen=0).status_code == 201
    assert act(client, posting_id, "release", seen=0).status_code == 409
    assert act(client, posting_id, "release", seen=1).status_code == 201


def test_a_decision_needs_a_verdict_and_a_reason(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    act(client, posting_id, "claim")
    for incomplete in ({}, {"verdict": "risky"}, {"verdict": "risky", "reason": "  "}, {"reason": "A fee."}):
        assert act(client, posting_id, "decide", **incomplete).status_code == 422
    assert client.get(f"/v1/postings/{posting_id}").json()["review"]["sequence"] == 1


def test_what_a_review_may_hold_is_checked_field_by_field(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    odd = {"action": "burn", "reviewer": "r" * 101, "accepted": ["no_such_indicator"], "policies": ["other"], "colour": "red"}
    refused = client.post(f"/v1/postings/{posting_id}/reviews", json=odd).json()
    assert {error["pointer"] for error in refused["errors"]} == {"/action", "/reviewer", "/accepted/0", "/policies/0", "/colour"}


def test_a_posting_or_version_that_is_not_there_is_not_reviewed(client: TestClient, keep: Keep) -> None:
    assert act(client, "nothing", "claim").status_code == 404
    assert act(client, keep(), "claim", posting_version=7).status_code == 404


def test_an_escalated_posting_waits_for_someone_and_a_closed_one_may_be_reopened(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    states = [
        act(client, posting_id, "claim"),
        act(client, posting_id, "escalate"),
        act(client, posting_id, "claim", reviewer="noor"),
        act(client, posting_id, "decide", reviewer="noor", verdict="not_risky", reason="The fee is refunded by law."),
        act(client, posting_id, "reopen"),
    ]
    assert [answer.json()["state"] for answer in states] == ["claimed", "escalated", "resolving", "closed", "open"]


def test_a_review_speaks_of_the_version_that_was_assessed(client: TestClient, keep: Keep) -> None:
    of = posting(id="", url="https://board.example/1")
    posting_id = keep(of, assessment(of))
    edited = posting(id="", url="https://board.example/1", description="Now without any fee at all, says the edited advert.")
    assert keep(edited, assessment(edited, indicators=())) == posting_id
    assert act(client, posting_id, "claim").json()["events"][0]["posting_version"] == 2


def test_somebody_must_act(client: TestClient, keep: Keep) -> None:
    refused = act(client, keep(), "claim", reviewer=" ")
    assert refused.status_code == 422
    assert "names its reviewer" in refused.json()["detail"]
