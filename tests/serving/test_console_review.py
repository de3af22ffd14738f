from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.factories import assessment, posting
from tests.serving.conftest import Keep


@pytest.fixture
def backend() -> str:
    """Forms go through the same desk as the API: one kind of database is enough."""
    return "sqlite"


def send(browser: TestClient, posting_id: str, act: str, *, query: str = "", headers: Any = None, **changes: Any) -> Any:
    """Open the posting, fill its form and send it."""
    page = browser.get(f"/postings/{posting_id}{query}").text
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    filled = form | {"reviewer": "mara", "act": act} | changes
    return browser.post(f"/postings/{posting_id}{query}", data=filled, headers=headers or {}, follow_redirects=False)


def review(browser: TestClient, posting_id: str) -> dict[str, Any]:
    found: dict[str, Any] = browser.get(f"/v1/postings/{posting_id}").json()["review"]
    return found


def test_a_verdict_claims_decides_and_leads_to_the_next(browser: TestClient, keep: Keep) -> None:
    others = [posting(id=str(number), description=f"Plain advert number {number}.") for number in range(3)]
    first, passed, following = (keep(one, assessment(one, priority=p)) for one, p in zip(others, (0.5, 0.9, 0.4), strict=True))
    answer = send(
        browser,
        first,
        "risky",
        reason="Asks for a fee.\r\nTwice.",
        policies=["recruitment_fraud"],
        **{"indicator.worker_pays_fee": "accepted", "indicator.vague_duties": "rejected", "indicator.need_appeal": ""},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"/postings/{following}?recorded={first}")
    kept = review(browser, first)
    assert kept["state"] == "closed"
    assert [event["action"] for event in kept["events"]] == ["claim", "decide"]
    assert (
        kept["events"][1].items()
        >= {
            "reviewer": "mara",
            "verdict": "risky",
            "policies": ["recruitment_fraud"],
            "accepted": ["worker_pays_fee"],
            "rejected": ["vague_duties"],
            "reason": "Asks for a fee.\nTwice.",
            "shown_model_version": "test+1",
            "posting_version": 1,
        }.items()
    )
    assert (
        send(browser, following, "unsure", reason="Little to go by.").headers["location"]
        == f"/postings/{passed}?recorded={following}"
    )
    assert send(browser, passed, "not_risky", reason="Ordinary.").headers["location"] == f"/?recorded={passed}"


def test_what_was_recorded_is_said_and_can_be_looked_at_again(browser: TestClient, keep: Keep) -> None:
    posting_id = keep()
    onward = send(browser, posting_id, "risky", reason="A fee.").headers["location"]
    assert f'Recorded. <a href="/postings/{posting_id}">' in browser.get(onward).text
    assert "<script>alert" not in browser.get("/?recorded=<script>alert(1)</script>").text


def test_the_next_posting_is_one_that_the_filters_let_through(browser: TestClient, keep: Keep) -> None:
    made = [posting(id=str(n), description=f"Plain advert number {n}.") for n in range(3)]
    first, _, third = (
        keep(one, assessment(one, priority=0.9 - n / 10, language=lang))
        for n, (one, lang) in enumerate(zip(made, ("pl", "en", "pl"), strict=True))
    )
    answer = send(browser, first, "unsure", query="?language=pl", reason="Unclear.")
    assert answer.headers["location"] == f"/postings/{third}?language=pl&recorded={first}"


def test_a_verdict_without_a_reason_is_asked_again_and_nothing_typed_is_lost(browser: TestClient, keep: Keep) -> None:
    posting_id = keep()
    answer = send(browser, posting_id, "risky", policies=["exploitation_risk"], **{"indicator.worker_pays_fee": "rejected"})
    assert answer.status_code == 422
    assert "This was not recorded" in answer.text
    assert "a reason" in answer.text
    assert 'value="exploitation_risk" checked' in answer.text
    assert 'name="indicator.worker_pays_fee" value="rejected" checked' in answer.text
    assert review(browser, posting_id)["events"] == []


def test_claim_release_escalate_and_reopen(browser: TestClient, keep: Keep) -> None:
    posting_id = keep()
    for act, state in (
        ("claim", "claimed"),
        ("release", "open"),
        ("escalate", "escalated"),
        ("not_risky", "closed"),
        ("reopen", "open"),
    ):
        assert send(browser, posting_id, act, reason="Ordinary.").status_code == 303
        assert review(browser, posting_id)["state"] == state


def test_who_was_overtaken_sees_the_new_state_and_keeps_the_reason(browser: TestClient, keep: Keep) -> None:
    posting_id = keep()
    browser.post(f"/v1/postings/{posting_id}/reviews", json={"action": "claim", "reviewer": "noor"})
    answer = send(browser, posting_id, "risky", seen="0", reason="A fee.")
    assert answer.status_code == 409
    assert "This was not recorded" in answer.text
    assert "Claimed by <strong>noor</strong>" in answer.text
    assert [event["reviewer"] for event in review(browser, posting_id)["events"]] == ["noor"]


def test_the_browser_remembers_the_reviewers_name(browser: TestClient, keep: Keep) -> None:
    posting_id = keep()
    assert "Reviewing as <strong>analyst</strong>" in browser.get("/").text
    send(browser, posting_id, "claim", reviewer="mara@desk.example")
    assert "Reviewing as <strong>mara@desk.example</strong>" in browser.get("/").text
    assert send(browser, posting_id, "release", reviewer="").status_code == 422


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(browser: TestClient, keep: Keep, headers: dict[str, str]) -> None:
    posting_id = keep()
    assert send(browser, posting_id, "claim", headers=headers).status_code == 403
    assert review(browser, posting_id)["events"] == []


@pytest.mark.parametrize("token", ["", "x" * 43, "é"])
def test_a_form_without_our_token_changes_nothing(browser: TestClient, keep: Keep, token: str) -> None:
    posting_id = keep()
    assert send(browser, posting_id, "claim", form_token=token).status_code == 403
    browser.cookies.clear()
    assert browser.post(f"/postings/{posting_id}", data={"act": "claim", "form_token": ""}).status_code == 403
    assert review(browser, posting_id)["events"] == []


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin", "origin": "null"}, {"origin": "null"}, {"origin": "http://127.0.0.1"}]
)
def test_our_own_form_is_taken_however_the_browser_says_so(browser: TestClient, keep: Keep, headers: dict[str, str]) -> None:
    assert send(browser, keep(), "claim", headers=headers).status_code == 303


@pytest.mark.parametrize("changes", [{"act": "burn"}, {"seen": "many"}, {"policies": "other"}, {"indicator.no_such": "accepted"}])
def test_a_form_that_was_tampered_with_is_refused_in_words(browser: TestClient, keep: Keep, changes: dict[str, str]) -> None:
    posting_id = keep()
    answer = send(browser, posting_id, changes.pop("act", "risky"), reason="A fee.", **changes)
    assert answer.status_code == 422
    assert "This was not recorded" in answer.text
    assert review(browser, posting_id)["events"] == []


def test_a_form_with_a_nul_or_too_much_is_refused(browser: TestClient, keep: Keep) -> None:
    posting_id = keep()
    assert send(browser, posting_id, "risky", reason="a\0b").status_code == 400
    assert send(browser, posting_id, "risky", reason="x" * 300_000).status_code == 413
    assert send(browser, posting_id, "risky", reason="x" * 5_000).status_code == 422


def test_a_posting_that_is_not_there_cannot_be_reviewed(browser: TestClient, keep: Keep) -> None:
    page = browser.get(f"/postings/{keep()}").text
    token = re.findall(r'name="form_token" value="([^"]+)"', page)[0]
    assert browser.post("/postings/nothing", data={"form_token": token, "act": "claim", "reviewer": "mara"}).status_code == 404
