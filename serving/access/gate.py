"""Lets requests in, before their body is read: who asks, whether a browser asks of its own accord, and how often.

Plain ASGI, so that a caller over its rate costs next to nothing and waits in nobody's way.
"""

from __future__ import annotations

import time
from typing import Any, Final
from urllib.parse import quote, urlsplit

from anyio import sleep
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.access.caller import ANYBODY, Caller, CallerKind
from serving.access.doorkeeper import Doorkeeper
from serving.access.quota import Granted, Quotas
from serving.problem_kinds import FOREIGN_FORM, SEE_OTHER, TOO_MANY, UNAUTHENTICATED
from serving.problems import ProblemError
from serving.settings import Settings

API: Final = "/v1/"
SIGN_IN: Final = "/sign-in"
_PUBLIC: Final = (
    SIGN_IN,
    "/static/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/problems",
    "/docs",
    "/openapi.json",
    "/reading-language",
)
REFUSAL_SECONDS: Final = 1.0
"""How long a caller over its rate waits to be told so; any sooner it may not ask again (`Retry-After`). Many that are told
at once ask at once again, and nobody else has a turn."""
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """The way in."""

    def __init__(self, app: ASGIApp, settings: Settings, quotas: Quotas) -> None:
        self.app = app
        self.settings = settings
        self.quotas = quotas

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or raise the problem that keeps it out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        caller = await self._caller(scope)
        scope["state"]["caller"] = caller
        if caller is None and not scope["path"].startswith(_PUBLIC):
            await self._turn_away(scope, receive, send)
            return
        if caller is not None and scope["path"].startswith(API):
            await self._check(scope, caller)
        await self.app(scope, receive, send)

    async def _caller(self, scope: Scope) -> Caller | None:
        if self.settings.is_open:
            return ANYBODY
        keeper: Doorkeeper = scope["app"].state.doorkeeper
        headers = Headers(scope=scope)
        known, caller = keeper.remembered(headers)
        return caller if known else await run_in_threadpool(keeper.find, headers)

    async def _turn_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Programs are told so; people are asked to sign in."""
        asks_for_page = "text/html" in Headers(scope=scope).get("accept", "") and not scope["path"].startswith(API)
        if not asks_for_page:
            raise ProblemError(UNAUTHENTICATED)
        back = quote(scope["path"], safe="/") if scope["method"] in _SAFE else "/"
        await RedirectResponse(f"{SIGN_IN}?back={back}", SEE_OTHER)(scope, receive, send)

    async def _check(self, scope: Scope, caller: Caller) -> None:
        if caller.kind is not CallerKind.KEY and scope["method"] not in _SAFE:
            _require_own_page(Headers(scope=scope), caller.kind)
        try:
            take(scope, self.quotas, self.settings, 1)
        except ProblemError:
            await sleep(REFUSAL_SECONDS)
            raise


def take(scope: Scope, quotas: Quotas, settings: Settings, units: int) -> None:
    """Take units from the caller's budget, and note what is left for the answer's headers; too little is a problem."""
    caller: Caller = scope["state"]["caller"]
    if caller.kind is CallerKind.OPEN:
        return
    granted = quotas.take(caller.name, units, settings.rate, time.monotonic())
    note(scope, granted)
    if not granted.granted:
        raise ProblemError(TOO_MANY)


def note(scope: dict[str, Any] | Scope, granted: Granted) -> None:
    """Remember for the answer how much is left."""
    scope["state"]["rate_limit"] = granted.headers()


def _require_own_page(headers: Headers, kind: CallerKind) -> None:
    """A browser must ask from one of our pages (cross-site request forgery). Whoever has no cookie and names no page is none."""
    origin, site = headers.get("origin", ""), headers.get("sec-fetch-site", "")
    told = bool(origin or site) or kind is CallerKind.PERSON
    same = site == "same-origin" or (origin and urlsplit(origin).netloc == headers.get("host"))
    if told and not same:
        raise ProblemError(FOREIGN_FORM, "A browser may call this address from one of our own pages only.")
