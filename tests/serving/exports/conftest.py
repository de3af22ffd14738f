"""A posting whose review was closed, as exports need it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from features.posting import Posting
from models.assessment import Assessment
from tests.serving.conftest import Keep

Decide = Callable[..., str]


@pytest.fixture
def decide(client: TestClient, keep: Keep) -> Decide:
    """Keeps a posting and decides its review, as risky for the fee it asks unless a test says otherwise; tells its id."""

    def decided(of: Posting | None = None, assessed: Assessment | None = None, **said: Any) -> str:
        posting_id = keep(of, assessed)
        close(client, posting_id, **said)
        return posting_id

    return decided


def act(client: TestClient, posting_id: str, **said: Any) -> None:
    """One thing that a reviewer does."""
    answer = client.post(f"/v1/postings/{posting_id}/reviews", json={"reviewer": "mara"} | said)
    assert answer.status_code == 201, answer.text


def close(client: TestClient, posting_id: str, **said: Any) -> None:
    """Claim a posting and decide it."""
    decision = {"verdict": "risky", "policies": ["recruitment_fraud"], "accepted": ["worker_pays_fee"], "reason": "A fee first."}
    act(client, posting_id, action="claim")
    act(client, posting_id, action="decide", **(decision | said))
