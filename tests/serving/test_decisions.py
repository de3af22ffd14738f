"""Platforms tell what they did; labels come of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from store.database import Database
from store.identity import native_id
from tests.factories import posting
from tests.serving.conftest import Keep, keep_in

OURS = {"source": "board.example", "external_id": "board-4711"}
REMOVED = {"decision": "removed", "decided_at": "2026-11-21T09:30:00Z"}


def tell(client: TestClient, *decisions: dict[str, Any], **headers: str) -> Any:
    return client.post("/v1/decisions", json={"decisions": list(decisions)}, headers=headers)


def test_a_decision_is_recorded_by_either_name(client: TestClient, keep: Keep) -> None:
    kept = keep()
    told = tell(client, OURS | REMOVED | {"policy": "recruitment_fraud", "reason": "A fee."})
    assert told.status_code == 201
    (first,) = told.json()["decisions"]
    assert (
        first.items()
        >= {
            "posting_id": kept,
            "version": 1,
            "decision": "removed",
            "decided_at": "2026-11-21T09:30:00Z",
            "policy": "recruitment_fraud",
            "reason": "A fee.",
            "new": True,
        }.items()
    )
    appealed = {"posting_id": kept, "decision": "appealed", "decided_at": "2026-11-21T12:00:00+01:00"}
    assert tell(client, appealed).status_code == 201
    listed = client.get(f"/v1/postings/{kept}/decisions").json()
    assert listed["posting_id"] == kept
    assert [(one["decision"], one["decided_at"]) for one in listed["decisions"]] == [
        ("removed", "2026-11-21T09:30:00Z"),
        ("appealed", "2026-11-21T11:00:00Z"),
    ]
    assert listed["decisions"][0] == {name: value for name, value in first.items() if name != "new"}


def test_the_same_decision_is_recorded_once(client: TestClient, keep: Keep) -> None:
    kept = keep()
    first = tell(client, OURS | REMOVED).json()["decisions"][0]
    again = tell(client, {"posting_id": kept, "reason": "another"} | REMOVED, OURS | REMOVED).json()["decisions"]
    assert again == [first | {"new": False}] * 2
    assert len(client.get(f"/v1/postings/{kept}/decisions").json()["decisions"]) == 1


def test_a_decision_speaks_of_the_version_that_was_current(client: TestClient, keep: Keep) -> None:
    keep()
    tell(client, OURS | REMOVED)
    kept = keep(posting(title="Cook"))
    tell(client, OURS | {"decision": "restored", "decided_at": "2026-11-22T09:30:00Z"})
    listed = client.get(f"/v1/postings/{kept}/decisions").json()["decisions"]
    assert [one["version"] for one in listed] == [1, 2]


def test_one_unknown_posting_refuses_them_all(client: TestClient, keep: Keep, database: Database) -> None:
    kept = keep()
    theirs = keep_in(database.within("theirs"))
    told = tell(client, OURS | REMOVED, {"posting_id": theirs} | REMOVED, OURS | REMOVED | {"external_id": "none"})
    assert told.status_code == 404
    assert [error["pointer"] for error in told.json()["errors"]] == ["/decisions/1", "/decisions/2"]
    assert client.get(f"/v1/postings/{kept}/decisions").json()["decisions"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "burned"},
        {"decided_at": "2026-11-21"},
        {"decided_at": "2026-11-21T09:30:00"},
        {"decided_at": (datetime.now(UTC) + timedelta(days=1)).isoformat()},
        {"policy": "other"},
        {"reason": "x" * 4_001},
        {"posting_id": "both"},
        {"source": None},
        {"external_id": None},
        {"source": None, "external_id": None},
        {"external_id": "content-1"},
        {"colour": "red"},
    ],
)
def test_what_a_decision_may_say_is_checked(client: TestClient, keep: Keep, wrong: dict[str, Any]) -> None:
    keep()
    assert tell(client, OURS | REMOVED | wrong).status_code == 422


@pytest.mark.parametrize("number", [0, 101])
def test_one_to_a_hundred_decisions_are_told_at_once(client: TestClient, keep: Keep, number: int) -> None:
    keep()
    assert tell(client, *[OURS | REMOVED] * number).status_code == 422
    assert tell(client, *[OURS | REMOVED] * 100).status_code == 201


def test_a_repeated_telling_is_answered_as_the_first_time(client: TestClient, keep: Keep) -> None:
    keep()
    first, second = (tell(client, OURS | REMOVED, **{"Idempotency-Key": "k"}) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"


def test_labels_tell_what_reviewers_and_platforms_found(client: TestClient, keep: Keep) -> None:
    kept = keep()
    for said in (
        {"action": "claim"},
        {"action": "decide", "verdict": "not_risky", "reason": "Refunded.", "shown_model_version": "test+1"},
    ):
        assert client.post(f"/v1/postings/{kept}/reviews", json=said | {"reviewer": "mara"}).status_code == 201
    tell(client, OURS | REMOVED | {"policy": "recruitment_fraud"})
    answered = client.get("/v1/labels").json()
    assert answered["next_cursor"] is None
    review, platform = answered["labels"]
    assert (review["verdict"], review["provenance"], review["reviewer"], review["blind"]) == (
        "not_risky",
        "review",
        "mara",
        False,
    )
    assert platform == {
        "posting_id": kept,
        "version": 1,
        "verdict": "risky",
        "policies": ["recruitment_fraud"],
        "accepted": [],
        "rejected": [],
        "at": "2026-11-21T09:30:00Z",
        "provenance": "platform:removed",
        "reviewer": "",
        "shown_model_version": "",
        "blind": False,
    }


def test_labels_are_read_page_by_page(client: TestClient, keep: Keep) -> None:
    for number in range(3):
        keep(posting(id=f"p{number}"))
        tell(client, REMOVED | {"source": "board.example", "external_id": f"p{number}"})
    first = client.get("/v1/labels", params={"limit": 2}).json()
    rest = client.get("/v1/labels", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    found = [label["posting_id"] for label in first["labels"] + rest["labels"]]
    assert found == sorted(native_id("board.example", f"p{number}") for number in range(3))
    assert client.get("/v1/labels", params={"cursor": "nonsense"}).status_code == 422


def test_another_organisation_s_labels_are_not_told(client: TestClient, database: Database, keep: Keep) -> None:
    keep()
    tell(client, OURS | REMOVED)
    with database.within("theirs").reading() as session:
        from labelling.labels import labels

        assert labels(session).labels == ()
