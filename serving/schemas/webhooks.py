"""Webhook endpoints and their deliveries over the wire."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from serving.schemas.base import In, Moment, Out, When
from store.deliveries import DeliveryState
from store.delivery_log import Delivery
from store.endpoints import Endpoint
from store.events import EventType

_EXAMPLE: dict[str, Any] = {
    "url": "https://hooks.example.org/recruitment-risk",
    "description": "Moderation queue",
    "event_types": ["assessment.flagged", "posting.reviewed"],
}

Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2_000,
        description="Where to send: `https://`, port 443 or 8443, on the public internet. Redirects are not followed.",
        examples=[_EXAMPLE["url"]],
    ),
]
Description = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$", description="What it is for, in your words.")]
EventTypes = Annotated[
    list[EventType], Field(min_length=1, max_length=len(EventType), description="The types of event to be told of.")
]
EndpointId = Annotated[str, Field(description="The endpoint's name.", examples=["whe_0f6b6f1c9f6e4b53a1b2c3d4e5f60718"])]
DeliveryId = Annotated[str, Field(description="The delivery's name.", examples=["whd_5c1a2e6f2b4c559a2e0c6f1f1f7b1100"])]


class EndpointIn(In):
    """An endpoint to make."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    url: Url
    description: Description = ""
    event_types: EventTypes


class EndpointChangeIn(In):
    """What to change of an endpoint; what is not named stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"event_types": ["assessment.flagged"]}, {"enabled": False}]})

    url: Url | None = None
    description: Description | None = None
    event_types: EventTypes | None = None
    enabled: bool | None = Field(default=None, description="Whether anything is sent. What happens while it is off is not told.")


class PageIn(In):
    """Which part of a list to answer."""

    limit: int = Field(default=50, ge=1, le=200, description="The most to answer.")
    cursor: str | None = Field(default=None, max_length=400, description="The `next_cursor` of the page before.")


class DeliveriesIn(PageIn):
    """Which deliveries to answer."""

    state: DeliveryState | None = Field(default=None, description="Only those that stand so.")


class ReplayIn(In):
    """What to deliver once more."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"since": "2026-11-20T00:00:00Z"}]})

    since: When = Field(description="What was given up at this moment or later.")


class EndpointOut(Out):
    """A webhook endpoint."""

    endpoint_id: EndpointId
    url: Url
    description: Description
    event_types: list[EventType]
    enabled: bool = Field(description="Whether anything is sent.")
    disabled_at: Moment | None
    disabled_why: str = Field(description="Why nothing is sent, or empty.", examples=["It answered 410 Gone."])
    created_at: Moment
    version: int = Field(description="Counts the changes. In quotation marks it is the `ETag`.", examples=[3])


class EndpointWithSecretOut(EndpointOut):
    """A webhook endpoint whose secret was just made."""

    secret: str | None = Field(
        description="Signs what is sent. Shown this once: a repeated request under the same Idempotency-Key answers null; "
        "rotate the secret if the first answer was lost.",
        examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )


class EndpointsOut(Out):
    """A page of endpoints, oldest first."""

    items: list[EndpointOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")


class DeliveryOut(Out):
    """One event on its way to one endpoint."""

    delivery_id: DeliveryId
    endpoint_id: EndpointId
    event_id: str = Field(
        description="The `webhook-id` under which it is sent, each time the same.",
        examples=["msg_1b2c3d4e5f60718a0f6b6f1c9f6e4b53"],
    )
    type: str = Field(examples=["assessment.flagged"])
    subject: str = Field(description="What it is about: a posting's id, a job's. Events of one subject arrive in order.")
    recorded_at: Moment
    state: DeliveryState = Field(description="`leased` is being sent; `dead` was given up, and can be replayed.")
    attempts: int = Field(description="Attempts so far, since the last replay.")
    due_at: Moment = Field(description="The next attempt, of one that is pending.")
    ended_at: Moment | None = Field(description="When it was delivered or given up.")
    last_status: int | None = Field(description="The receiver's last status; null where there was no answer.", examples=[500])
    last_error: str = Field(description="Why the last attempt failed, or empty.", examples=["answered 500"])


class DeliveriesOut(Out):
    """A page of deliveries, the newest event first."""

    items: list[DeliveryOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")


class ReplayedOut(Out):
    """How much is delivered once more."""

    replayed: int = Field(examples=[12])


def endpoint_out(endpoint: Endpoint) -> EndpointOut:
    """An endpoint as it is answered."""
    return EndpointOut.model_validate(endpoint)


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """A delivery as it is answered."""
    return DeliveryOut.model_validate(delivery)
