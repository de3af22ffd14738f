from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.testclient import TestClient

from tests.factories import assessment, posting


def test_readiness_tells_how_long_the_oldest_posting_has_waited(client: TestClient, keep: Callable[..., str]) -> None:
    keep(posting(id="fine"), assessment(needs_review=False), seen_at=datetime.now(UTC) - timedelta(days=9))
    said = client.get("/readyz").json()
    assert (said["database"], said["queue_age_seconds"]) == ("reached", None)
    waiting = keep(posting(), seen_at=datetime.now(UTC) - timedelta(hours=2))
    assert 7_200 <= client.get("/readyz").json()["queue_age_seconds"] < 7_800
    client.post(f"/v1/postings/{waiting}/reviews", json={"action": "claim", "reviewer": "ada"})
    assert client.get("/readyz").json()["queue_age_seconds"] is None


def test_a_server_that_ends_is_not_ready_but_alive(client: TestClient) -> None:
    client.app.state.ending = True  # type: ignore[attr-defined]
    refused = client.get("/readyz")
    assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
    assert refused.json()["detail"] == "The server is about to end, and takes no new work."
    assert client.get("/healthz").status_code == 200
