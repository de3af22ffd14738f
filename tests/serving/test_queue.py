from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from models.assessment import Band
from tests.factories import NOON, assessment, posting
from tests.serving.conftest import Keep


def several(keep: Keep, number: int) -> list[str]:
    made = [posting(id=f"p{count}", description=f"Plain advert number {count} with a wage.") for count in range(number)]
    return [keep(one, assessment(one, priority=round(0.9 - count / 100, 2))) for count, one in enumerate(made)]


def test_the_queue_is_read_page_by_page_highest_priority_first(client: TestClient, keep: Keep) -> None:
    expected = several(keep, 5)
    found: list[str] = []
    cursor: str | None = None
    for _ in range(3):
        page = client.get("/v1/queue", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        found += [item["posting_id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert found == expected
    assert cursor is None
    assert page["counts"] == {"total": 5, "by_state": {"open": 5}, "by_band": {"high": 5}, "abstained": 0}


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({"band": "low"}, 1),
        ({"band": "high"}, 1),
        ({"language": "pl"}, 1),
        ({"source": "other.example"}, 1),
        ({"policy": "recruitment_fraud"}, 1),
        ({"policy": "criminal_recruitment"}, 0),
        ({"state": "open"}, 2),
        ({"state": "closed"}, 0),
        ({"needs_review": "false"}, 1),
        ({"abstained": "false"}, 2),
        ({"abstained": "true"}, 0),
    ],
)
def test_the_queue_can_be_narrowed(client: TestClient, keep: Keep, filters: dict[str, Any], number: int) -> None:
    keep()
    other = posting(id="other", source="other.example", description="Zwykłe ogłoszenie o pracę w biurze.")
    keep(other, assessment(other, language="pl", band=Band.LOW, priority=0.1, needs_review=False, policies=()))
    assert len(client.get("/v1/queue", params=filters).json()["items"]) == number


def test_a_line_of_the_queue_says_what_and_why(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    (line,) = client.get("/v1/queue").json()["items"]
    assert line == {
        "posting_id": posting_id,
        "version": 1,
        "title": "Warehouse helper",
        "employer": "North Quay Storage",
        "location": "Rotterdam, NL",
        "source": "board.example",
        "language": "en",
        "priority": 0.87,
        "band": "high",
        "needs_review": True,
        "abstained": "",
        "flagged": ["recruitment_fraud", "exploitation_risk"],
        "indicators": ["worker_pays_fee", "passport_retention"],
        "state": "open",
        "first_seen_at": NOON.isoformat().replace("+00:00", "Z"),
    }


def test_what_was_not_judged_is_told_apart_from_what_is_low(client: TestClient, keep: Keep) -> None:
    of = posting(id="short", description="Cook.")
    keep(of, assessment(of, abstained="too_short", band=Band.LOW, priority=0.01, policies=()))
    queue = client.get("/v1/queue", params={"abstained": True}).json()
    assert [item["abstained"] for item in queue["items"]] == ["too_short"]
    assert queue["counts"] == {"total": 1, "by_state": {"open": 1}, "by_band": {}, "abstained": 1}
    assert client.get("/v1/queue", params={"band": "low"}).json()["items"] == []


def test_the_catalogue_is_answered_whole(client: TestClient) -> None:
    catalogue = client.get("/v1/indicators").json()
    assert len(catalogue["indicators"]) == 45
    assert {entry["group"] for entry in catalogue["indicators"]} == set(catalogue["groups"])
    assert all(entry["sources"] and entry["why"] and entry["advice"] for entry in catalogue["indicators"])
