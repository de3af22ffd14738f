from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from models.assessment import Band
from store.database import Database
from tests.factories import NOON, assessment, posting
from tests.serving.conftest import Keep, keep_in


def names(client: TestClient, **asked: Any) -> list[str]:
    answer = client.get("/v1/postings", params=asked)
    assert answer.status_code == 200, answer.text
    return [item["posting_id"] for item in answer.json()["items"]]


@pytest.fixture
def two(keep: Keep) -> tuple[str, str]:
    """The one of the factory, and a day later a plain one in Polish."""
    other = posting(id="other", source="other.example", title="Kucharz", description="Zwykłe ogłoszenie o pracę w biurze.")
    said = assessment(other, language="pl", band=Band.LOW, priority=0.1, needs_review=False, policies=())
    return keep(), keep(other, said, NOON + timedelta(days=1))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [1, 0]),
        ({"q": ""}, [1, 0]),
        ({"q": "  "}, [1, 0]),
        ({"order": "priority"}, [0, 1]),
        ({"q": "FEE passport"}, [0]),
        ({"q": '"training fee"'}, [0]),
        ({"q": '"fee training"'}, []),
        ({"q": "zwykle oglosz*"}, [1]),
        ({"q": "rotterdam"}, [1, 0]),
        ({"q": "rotterdam", "language": "pl"}, [1]),
        ({"q": "!!!"}, []),
        ({"policy": "recruitment_fraud"}, [0]),
        ({"band": "low"}, [1]),
        ({"source": "other.example"}, [1]),
        ({"state": "closed"}, []),
        ({"needs_review": "true"}, [0]),
        ({"abstained": "true"}, []),
        ({"indicator": "passport_retention"}, [0]),
        ({"gone": "true"}, []),
        ({"gone": "false"}, [1, 0]),
        ({"seen_since": "2026-11-21T12:00:00Z"}, [1]),
        ({"seen_until": "2026-11-21T14:00:00+02:00"}, [0]),
    ],
)
def test_postings_are_searched_by_words_and_by_what_is_known(
    client: TestClient, two: tuple[str, str], asked: dict[str, str], expected: list[int]
) -> None:
    assert names(client, **asked) == [two[number] for number in expected]


def test_a_line_is_that_of_the_queue(client: TestClient, keep: Keep) -> None:
    keep()
    assert client.get("/v1/postings").json()["items"] == client.get("/v1/queue").json()["items"]


@pytest.mark.parametrize("order", ["newest", "priority"])
def test_pages_follow_each_other_while_others_come_in(client: TestClient, keep: Keep, order: str) -> None:
    made = [posting(id=f"p{number}", description=f"Plain advert number {number} with a wage.") for number in range(5)]
    kept = [keep(one, assessment(one, priority=0.5), NOON + timedelta(hours=hour)) for hour, one in enumerate(made)]
    found: list[str] = []
    cursor: dict[str, str] = {}
    for number in range(3):
        page = client.get("/v1/postings", params={"limit": 2, "order": order, "q": "plain"} | cursor).json()
        found += [item["posting_id"] for item in page["items"]]
        cursor = {"cursor": page["next_cursor"]}
        keep(posting(id=f"new {number}"), None, NOON + timedelta(days=9))
    assert page["next_cursor"] is None
    assert found == (kept[::-1] if order == "newest" else sorted(kept))


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"order": "best"}, "order"),
        ({"indicator": "nothing"}, "indicator"),
        ({"seen_since": "2026-11-21"}, "seen_since"),
        ({"seen_since": "0001-01-01T00:00:00+05:00"}, "seen_since"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"q": "x" * 10_001}, "q"),
        ({"limit": 0}, "limit"),
        ({"query": "x"}, "query"),
    ],
)
def test_what_cannot_be_asked_is_named(client: TestClient, asked: dict[str, Any], parameter: str) -> None:
    refused = client.get("/v1/postings", params=asked)
    assert (refused.status_code, [error["parameter"] for error in refused.json()["errors"]]) == (422, [parameter])


@pytest.mark.parametrize("q", ["%00", '"', "a AND (b", "' OR 1=1 --", "x" * 10_000, "🙂" * 5_000, "*:*", "\ufffd"])
def test_a_hostile_query_is_words(client: TestClient, keep: Keep, q: str) -> None:
    keep()
    assert names(client, q=q) == []


def test_another_organisation_s_postings_are_not_found(client: TestClient, database: Database) -> None:
    keep_in(database.within("theirs"))
    assert names(client) == names(client, q="fee") == []


@pytest.mark.parametrize("moment", ["0.5", "1763718600", " 5", "1e3"])
def test_a_number_is_no_moment(client: TestClient, moment: str) -> None:
    refused = client.get("/v1/postings", params={"seen_until": moment})
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "seen_until")
