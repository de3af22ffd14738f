"""Webhooks, from an endpoint that is added to an event that a receiver believes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from recruitment_risk_client import Client, NotFoundError, VerificationError, verify_webhook, webhooks
from tests.recruitment_risk_client.conftest import Service
from tests.recruitment_risk_client.flaky import Proxy, lose
from tests.recruitment_risk_client.test_client import FEE
from tests.serving.jobs.worked import advert
from tests.serving.receiver import Receiver, receiving

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = json.dumps({"type": "job.finished", "timestamp": "2026-11-20T12:00:00Z", "data": {"job_id": "j-1"}})


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def signed(body: str = BODY, secret: str = SECRET, ago: float = 0) -> dict[str, str]:
    at = datetime.now(UTC) - timedelta(seconds=ago)
    signature = Webhook(secret).sign("msg_1", at, body)
    return {"webhook-id": "msg_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


def test_what_happens_arrives_and_is_verified(client: Client, service: Service, receiver: Receiver) -> None:
    made = client.add_endpoint(receiver.url, ["assessment.flagged", "job.finished"], description="Moderation")
    said = client.assess({"id": "a-1", "title": "Helper", "description": FEE})
    job = client.begin_job([advert(2)])
    worker = service.worker()
    while worker.turn():
        pass
    client.test_endpoint(made["endpoint_id"])
    service.deliver()
    events = [verify_webhook(made["secret"], got.headers, got.content) for got in receiver.got]
    assert {event["type"] for event in events} == {"assessment.flagged", "job.finished", "webhook.test"}
    for event in events:
        if event["type"] == "assessment.flagged":
            assert event["data"]["posting_id"] == said["posting_id"]
            assert "worker_pays_fee" in event["data"]["indicators"]
        if event["type"] == "job.finished":
            assert (event["data"]["job_id"], event["data"]["total"]) == (job["job_id"], 1)
    assert {one["state"] for one in client.deliveries(made["endpoint_id"])} == {"delivered"}
    assert list(client.deliveries(made["endpoint_id"], state="dead")) == []


def test_endpoints_are_listed_and_removed(client: Client, receiver: Receiver) -> None:
    made = client.add_endpoint(receiver.url, ["job.finished"], description="Moderation")
    (listed,) = client.endpoints()
    assert listed == {name: value for name, value in made.items() if name != "secret"}
    client.remove_endpoint(made["endpoint_id"])
    assert list(client.endpoints()) == []
    with pytest.raises(NotFoundError):
        client.test_endpoint(made["endpoint_id"])


def test_while_a_secret_is_rotated_both_verify(client: Client, service: Service, receiver: Receiver) -> None:
    made = client.add_endpoint(receiver.url, ["job.finished"])
    rotated = client.rotate_secret(made["endpoint_id"])
    assert rotated["secret"] != made["secret"]
    client.test_endpoint(made["endpoint_id"])
    service.deliver()
    (got,) = receiver.got
    for secret in (made["secret"], rotated["secret"]):
        assert verify_webhook(secret, got.headers, got.content)["type"] == "webhook.test"


def test_a_secret_that_was_lost_on_the_way_is_made_anew(far: Client, proxy: Proxy, service: Service, receiver: Receiver) -> None:
    proxy.fates = [lose]
    made = far.add_endpoint(receiver.url, ["job.finished"])
    assert len(list(far.endpoints())) == 1
    proxy.fates = [lose]
    rotated = far.rotate_secret(made["endpoint_id"])
    far.test_endpoint(made["endpoint_id"])
    service.deliver()
    assert verify_webhook(rotated["secret"], receiver.got[0].headers, receiver.got[0].content)


def test_the_receiver_in_the_documentation_works(client: Client, service: Service) -> None:
    """Run as it stands there, on a port that is free."""
    (example,) = re.findall(r"(?ms)^    (from http.server.*?)^    ThreadingHTTPServer", webhooks.__doc__ or "")
    seen: list[tuple[str, float]] = []
    known: dict[str, Any] = {"look_at": lambda *what: seen.append(what)}
    exec(example.replace("\n    ", "\n"), known)  # noqa: S102
    receiver: type[BaseHTTPRequestHandler] = known["Receiver"]
    receiver.log_message = lambda *_: None  # type: ignore[method-assign]
    server = ThreadingHTTPServer(("127.0.0.1", 0), receiver)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/"
        made = client.add_endpoint(url, ["assessment.flagged"])
        known["SECRET"] = made["secret"]
        assert httpx.post(url, content=BODY, headers=signed(), trust_env=False).status_code == 401
        said = client.assess({"id": "a-1", "title": "Helper", "description": FEE})
        service.deliver()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert seen == [(said["posting_id"], said["priority"])]
    assert [one["state"] for one in client.deliveries(made["endpoint_id"])] == ["delivered"]


def test_a_message_is_believed_whatever_the_case_of_its_headers() -> None:
    assert verify_webhook(SECRET, signed(), BODY) == json.loads(BODY)
    assert verify_webhook(SECRET, {name.upper(): text for name, text in signed().items()}, BODY.encode()) == json.loads(BODY)


@pytest.mark.parametrize(
    ("told", "headers", "body"),
    [
        ({}, {"webhook-id": ""}, BODY),
        ({}, {"webhook-id": "msg_2"}, BODY),
        ({}, {}, BODY + " "),
        ({}, {}, b"\xff"),
        ({"body": "no JSON"}, {}, "no JSON"),
        ({"secret": "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}, {}, BODY),
        ({"ago": 301}, {}, BODY),
        ({"ago": -400}, {}, BODY),
        ({}, {"webhook-signature": "v1"}, BODY),
        ({}, {"webhook-signature": "v1,%%%"}, BODY),
        ({}, {"webhook-signature": "v1,ä"}, BODY),
        ({}, {"webhook-signature": "v2,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="}, BODY),
        ({}, {"webhook-timestamp": "nan"}, BODY),
        ({}, {"webhook-timestamp": "1e400"}, BODY),
    ],
)
def test_what_was_not_signed_with_the_secret_is_not_believed(
    told: dict[str, Any], headers: dict[str, str], body: str | bytes
) -> None:
    with pytest.raises(VerificationError):
        verify_webhook(SECRET, signed(**told) | headers, body)


@given(st.dictionaries(st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature"]), st.text()), st.binary())
def test_nothing_that_anybody_sends_breaks_a_receiver(headers: dict[str, str], body: bytes) -> None:
    with pytest.raises(VerificationError):
        verify_webhook(SECRET, headers, body)
