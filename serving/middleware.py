"""What holds for every request, before any route sees it: its name, the host it calls, how much it may send, how we answer.

Plain ASGI, so that bodies stream through and an answer to an unforeseen error carries the same headers as every other.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.answering import answer
from serving.operations.facts import logged_id
from serving.problem_kinds import TOO_LARGE, TOO_SLOW, UNKNOWN_HOST
from serving.problems import ProblemError
from serving.request_id import HEADER, name_request
from serving.settings import Settings

_log: Final = logging.getLogger("recruitment_risk.serving")

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Threshold:
    """The doorstep: names each request, checks its host and size, and sees to the headers of each answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See one request in and its answer out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        outgoing = _Outgoing(send, name_request(scope), scope)
        try:
            self._check(scope)
            await self.app(scope, self._limited(receive, scope["path"]), outgoing)
        except Exception as error:
            if outgoing.started:
                raise
            if not isinstance(error, ProblemError):
                _log.exception("request %s failed", logged_id(outgoing.request_id))
            response = await answer(Request(scope), error)
            await response(scope, receive, outgoing)

    def _limited(self, receive: Receive, path: str) -> Receive:
        return _in_time(_no_more_than(receive, self.settings.max_bytes(path)), self.settings.body_seconds_of(path))

    def _check(self, scope: Scope) -> None:
        """Refuse what no route need see."""
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self.settings.allowed_hosts:
            raise ProblemError(UNKNOWN_HOST)
        if _declared_length(headers) > (most := self.settings.max_bytes(scope["path"])):
            raise _too_large(most)


class _Outgoing:
    """Sends messages on, with our headers on each answer."""

    def __init__(self, send: Send, request_id: str, scope: Scope) -> None:
        self.send = send
        self.scope = scope
        self.request_id = request_id
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            headers.update({HEADER: self.request_id, **SECURITY_HEADERS, **self.scope["state"].get("rate_limit", {})})
            headers.setdefault("Cache-Control", "no-store")
        await self.send(message)


def _no_more_than(receive: Receive, most: int) -> Receive:
    """Hand the body on, until it is more than was allowed."""
    seen = 0

    async def receive_some() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise _too_large(most)
        return message

    return receive_some


def _in_time(receive: Receive, seconds: float) -> Receive:
    """Hand the body on, until it has taken longer than was allowed. Hanging up may take as long as it will."""
    until: float | None = None
    arrived = False

    async def receive_soon() -> Message:
        nonlocal until, arrived
        if arrived:
            return await receive()
        until = until or asyncio.get_running_loop().time() + seconds
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise ProblemError(TOO_SLOW, f"The body may take {seconds} seconds to arrive.") from None
        arrived = not message.get("more_body", False)
        return message

    return receive_soon


def _too_large(most: int) -> ProblemError:
    return ProblemError(TOO_LARGE, f"The body may have at most {most:,} bytes.")


def _declared_length(headers: Headers) -> int:
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _host(header: str) -> str:
    """The host's name without its port; an IPv6 address without its brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()
