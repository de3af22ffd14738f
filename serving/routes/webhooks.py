"""Webhook endpoints: where an organisation wants to be told of what (Standard Webhooks)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request, Response

from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Memory, Sealing, needs
from serving.etags import CONDITIONAL, IfMatch, require_match, tell
from serving.once import Once
from serving.problem_kinds import CREATED, INVALID, NO_CONTENT
from serving.problems import Fault, ProblemError, pointer
from serving.schemas.webhooks import (
    EndpointChangeIn,
    EndpointIn,
    EndpointOut,
    EndpointsOut,
    EndpointWithSecretOut,
    PageIn,
    endpoint_out,
)
from serving.webhooks.guard import Guard, WebhookUrlError
from serving.webhooks.signing import new_secret
from store.database import Session
from store.endpoints import Endpoint, Endpoints

_MANAGING = [needs(Permission.MANAGE_WEBHOOKS)]
router = APIRouter(route_class=JsonRoute, tags=["webhooks"], dependencies=_MANAGING)
bodiless = APIRouter()
"""Requests whose address says all."""


def _guard(request: Request) -> Guard:
    return cast("Guard", request.app.state.guard)


Guarding = Annotated[Guard, Depends(_guard)]


@router.post("/webhook-endpoints", status_code=CREATED)
def add_webhook_endpoint(
    body: EndpointIn, guard: Guarding, sealer: Sealing, once: Once, response: Response
) -> EndpointWithSecretOut:
    """Be told at an address of what happens. Answers the secret that signs what is sent, this once.

    Each message carries `webhook-id`, `webhook-timestamp` and `webhook-signature` by the Standard Webhooks specification;
    verify them with a library of https://www.standardwebhooks.com. Messages come at least once, those about one posting in
    order; a `webhook-id` that came before can be ignored. Without a 2xx within 15 seconds a message is sent again for three
    days, ever more rarely; 410 disables the endpoint.
    """
    once.look()
    _checked(guard, body.url)
    secret = new_secret()
    sealed = sealer.seal(secret)

    def add(session: Session) -> EndpointWithSecretOut:
        types = sorted({str(one) for one in body.event_types})
        return _without_secret(Endpoints(session).add(body.url, body.description, types, sealed, datetime.now(UTC)))

    return _with_secret(once.do(add), secret, response)


@router.get("/webhook-endpoints")
def list_webhook_endpoints(query: Annotated[PageIn, Query()], memory: Memory) -> EndpointsOut:
    """The organisation's endpoints, oldest first. `next_cursor` leads on."""
    with memory.reading() as session:
        items, next_cursor = Endpoints(session).page(query.limit, query.cursor)
    return EndpointsOut(items=list(map(endpoint_out, items)), next_cursor=next_cursor)


@router.get("/webhook-endpoints/{endpoint_id}")
def show_webhook_endpoint(endpoint_id: str, memory: Memory, response: Response) -> EndpointOut:
    """One endpoint, without its secret. Its `ETag` is needed to change it."""
    with memory.reading() as session:
        endpoint = Endpoints(session).get(endpoint_id)
    tell(response, endpoint.version)
    return endpoint_out(endpoint)


@router.patch("/webhook-endpoints/{endpoint_id}", responses=CONDITIONAL)
def change_webhook_endpoint(
    endpoint_id: str, body: EndpointChangeIn, guard: Guarding, once: Once, response: Response, if_match: IfMatch = ""
) -> EndpointOut:
    """Change an endpoint, or switch it off and on. What is waiting goes to its new address; switched on again, it goes on."""
    once.look()
    if body.url is not None:
        _checked(guard, body.url)
    now = datetime.now(UTC)

    def change(endpoint: Endpoint) -> Endpoint:
        require_match(if_match, endpoint.version)
        return _changed(endpoint, body, now)

    changed = once.do(lambda session: endpoint_out(Endpoints(session).change(endpoint_id, change)))
    tell(response, changed.version)
    return changed


@router.delete("/webhook-endpoints/{endpoint_id}", status_code=NO_CONTENT, responses=CONDITIONAL)
def remove_webhook_endpoint(endpoint_id: str, once: Once, if_match: IfMatch = "") -> None:
    """Forget an endpoint, what is waiting for it, and what was sent to it."""

    def remove(session: Session) -> None:
        Endpoints(session).remove(endpoint_id, lambda endpoint: require_match(if_match, endpoint.version))

    once.do(remove)


@bodiless.post("/webhook-endpoints/{endpoint_id}/secret")
def rotate_webhook_secret(endpoint_id: str, sealer: Sealing, once: Once, response: Response) -> EndpointWithSecretOut:
    """Make a new secret, and answer it, this once. For 24 hours what is sent is signed with the old one too."""
    secret = new_secret()
    sealed = sealer.seal(secret)

    def rotate(session: Session) -> EndpointWithSecretOut:
        return _without_secret(Endpoints(session).rotate(endpoint_id, sealed, datetime.now(UTC)))

    return _with_secret(once.do(rotate), secret, response)


def _checked(guard: Guard, url: str) -> None:
    try:
        guard.check(url)
    except WebhookUrlError as error:
        fault = Fault(f"Nothing is sent there: {error}.", pointer=pointer("url"))
        raise ProblemError(INVALID, faults=[fault]) from None


def _changed(endpoint: Endpoint, body: EndpointChangeIn, now: datetime) -> Endpoint:
    plain = body.model_dump(exclude_none=True, exclude={"enabled"}, mode="json")
    if "event_types" in plain:
        plain["event_types"] = tuple(sorted(set(plain["event_types"])))
    if body.enabled is False and endpoint.enabled:
        plain |= {"disabled_at": now, "disabled_why": "It was switched off."}
    if body.enabled:
        plain |= {"disabled_at": None, "disabled_why": ""}
    return replace(endpoint, **plain)


def _without_secret(endpoint: Endpoint) -> EndpointWithSecretOut:
    """As it is kept for a repeated request: nothing is kept from which the secret could be read."""
    return EndpointWithSecretOut(**endpoint_out(endpoint).model_dump(), secret=None)


def _with_secret(answer: EndpointWithSecretOut, secret: str, response: Response) -> EndpointWithSecretOut:
    tell(response, answer.version)
    return answer.model_copy(update={"secret": secret})


router.include_router(bodiless)
