"""A caller's budget: all of it at once or evenly, and never more, whichever process is asked."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from math import inf
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from serving.access.quota import Quotas, Rate
from serving.app import create_app
from serving.settings import Access, Settings
from tests.serving.access.conftest import Key

TEN_A_MINUTE = Rate(10, 60)
ADVERT = {"title": "Helper", "description": "Pay the visa fee of 300 EUR first."}


def test_a_whole_budget_may_be_used_at_once_and_then_fills_evenly() -> None:
    quotas = Quotas()
    assert [quotas.take("a", 1, TEN_A_MINUTE, 0.0).left for _ in range(10)] == list(range(9, -1, -1))
    refused = quotas.take("a", 1, TEN_A_MINUTE, 0.0)
    assert (refused.granted, refused.left, refused.retry_after, refused.resets_in) == (False, 0, 6, 60)
    assert quotas.take("a", 1, TEN_A_MINUTE, 6.0).granted
    assert not quotas.take("a", 1, TEN_A_MINUTE, 6.0).granted
    assert quotas.take("b", 10, TEN_A_MINUTE, 6.0).granted


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 12)), max_size=60))
def test_no_more_is_granted_than_the_budget_and_what_filled_since(asked: list[tuple[float, int]]) -> None:
    quotas, now, granted = Quotas(), 0.0, 0
    for pause, units in asked:
        now += pause
        if quotas.take("a", units, TEN_A_MINUTE, now).granted:
            granted += units
    assert granted <= 10 + now / 6 + 1e-6


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=300))
def test_callers_are_told_apart(names: list[int]) -> None:
    quotas = Quotas()
    assert all(quotas.take(str(name), 10, TEN_A_MINUTE, 0.0).granted for name in set(names))


def test_processes_count_together(tmp_path: Path) -> None:
    shared = tmp_path / "quotas"
    code = (
        "import sys; from pathlib import Path; from serving.access.quota import Quotas, Rate\n"
        "print(sum(Quotas(Path(sys.argv[1])).take('a', 1, Rate(10, 60), 5.0).granted for _ in range(7)))"
    )
    command = [sys.executable, "-c", code, str(shared)]
    granted = [int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(2)]
    assert granted == [7, 3]


def limited(settings: Settings, units: int) -> TestClient:
    return TestClient(create_app(replace(settings, access=Access.ACCOUNTS, rate=Rate(units, 3_600))), base_url="http://127.0.0.1")


def test_every_answer_tells_what_is_left_and_too_many_requests_are_refused(settings: Settings, key: Key) -> None:
    one, other = key(), key()
    with limited(settings, 2) as client:
        answers = [client.get("/v1/caller", headers=one) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert [answer.headers["RateLimit"].split(";")[1] for answer in answers] == ["r=1", "r=0", "r=0"]
        assert answers[2].json()["type"] == "/problems/too-many-requests"
        assert 0 < int(answers[2].headers["Retry-After"]) <= 1_800
        assert client.get("/v1/caller", headers=other).status_code == 200


def test_who_is_over_the_rate_waits_to_be_told_and_nobody_waits_with_them(
    settings: Settings, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serving.access.gate.REFUSAL_SECONDS", inf)
    one, other = key(), key()
    with limited(settings, 1) as client:
        assert client.get("/v1/caller", headers=one).status_code == 200

        async def ask_again() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(client.app), base_url="http://127.0.0.1") as again:
                return await again.get("/v1/caller", headers=one)

        assert client.portal is not None
        asked = client.portal.start_task_soon(ask_again)
        assert client.get("/v1/caller", headers=other).status_code == 200
        assert not asked.done()
        asked.cancel()


def test_each_posting_that_is_assessed_counts(settings: Settings, key: Key) -> None:
    headers = key()
    with limited(settings, 10) as client:
        answer = client.post("/v1/assessments?store=false", json={"postings": [ADVERT] * 8}, headers=headers)
        assert (answer.status_code, answer.headers["RateLimit"].split(";")[1]) == (200, "r=2")
        assert client.post("/v1/assessments?store=false", json={"postings": [ADVERT] * 4}, headers=headers).status_code == 429


def test_where_nobody_is_asked_nobody_is_limited(client: TestClient) -> None:
    assert "RateLimit" not in client.get("/v1/caller").headers
