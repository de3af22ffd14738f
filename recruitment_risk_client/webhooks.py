"""Webhooks: endpoints and deliveries as the service answers them, and the events that a receiver verifies.

A receiver on the standard library, which answers 2xx to what it could verify and nothing more (put it behind a server that ends
TLS and limits what may be sent):

    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from recruitment_risk_client import VerificationError, verify_webhook

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            try:
                event = verify_webhook(SECRET, dict(self.headers), body)
            except VerificationError:
                self.send_response(401)
            else:
                if event["type"] == "assessment.flagged":
                    look_at(event["data"]["posting_id"], event["data"]["priority"])
                self.send_response(204)
            self.send_header("content-length", "0")
            self.end_headers()

    ThreadingHTTPServer(("127.0.0.1", 8443), Receiver).serve_forever()

Messages come at least once: remember the `webhook-id` header of those that were worked on. Types of event that are not listed
here may come one day; answer 204 and pass over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict, cast

from standardwebhooks import Webhook, WebhookVerificationError

from recruitment_risk_client.errors import VerificationError


class Endpoint(TypedDict):
    """A webhook endpoint; `version` in quotation marks is its ETag."""

    endpoint_id: str
    url: str
    description: str
    event_types: list[str]
    enabled: bool
    disabled_at: str | None
    disabled_why: str
    created_at: str
    version: int


class EndpointWithSecret(Endpoint):
    """A webhook endpoint whose secret was just made. It is shown this once."""

    secret: str


class Delivery(TypedDict):
    """One event on its way to one endpoint."""

    delivery_id: str
    endpoint_id: str
    event_id: str
    type: str
    subject: str
    recorded_at: str
    state: str
    attempts: int
    due_at: str
    ended_at: str | None
    last_status: int | None
    last_error: str


class FlaggedPolicy(TypedDict):
    """One policy of an assessment."""

    policy: str
    probability: float
    threshold: float
    flagged: bool


class Flagged(TypedDict):
    """A posting that became flagged, or is flagged by other policies than before. A reason to look, no verdict."""

    posting_id: str
    version: int
    priority: float
    band: str
    needs_review: bool
    policies: list[FlaggedPolicy]
    flagged_before: list[str]
    indicators: list[str]
    model_version: str
    packs_version: str
    assessed_at: str


class Reviewed(TypedDict):
    """What a person decided of a posting."""

    posting_id: str
    version: int
    sequence: int
    verdict: str
    policies: list[str]
    accepted: list[str]
    rejected: list[str]
    decided_at: str


class JobFinished(TypedDict):
    """An assessment job that ended."""

    job_id: str
    state: str
    total: int
    done: int
    errors: int
    model_version: str
    ended_at: str


class Tested(TypedDict):
    """Which endpoint is tried out."""

    endpoint_id: str
    message: str


class AssessmentFlaggedEvent(TypedDict):
    """A posting became flagged, or is flagged by other policies than before."""

    type: Literal["assessment.flagged"]
    timestamp: str
    data: Flagged


class PostingReviewedEvent(TypedDict):
    """A person decided on a posting."""

    type: Literal["posting.reviewed"]
    timestamp: str
    data: Reviewed


class JobFinishedEvent(TypedDict):
    """An assessment job ended; its results can be read."""

    type: Literal["job.finished"]
    timestamp: str
    data: JobFinished


class WebhookTestEvent(TypedDict):
    """Somebody tries an endpoint out."""

    type: Literal["webhook.test"]
    timestamp: str
    data: Tested


Event = AssessmentFlaggedEvent | PostingReviewedEvent | JobFinishedEvent | WebhookTestEvent


def verify_webhook(secret: str, headers: Mapping[str, str], body: bytes | str) -> Event:
    """The event in a message, if it was signed with this secret in the last five minutes. Raises VerificationError.

    `body` must be what came, byte for byte. While a secret is rotated, messages verify with the old one and with the new one.
    """
    known = Webhook(secret)
    try:
        return cast("Event", known.verify(body, dict(headers)))
    except (WebhookVerificationError, ValueError) as error:  # the library lets some of what is no signature through as ValueError
        raise VerificationError(str(error)) from error
