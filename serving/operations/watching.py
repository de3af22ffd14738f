"""Sees every request in and out: how long it took, and how it was answered. The outermost of our middleware."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.operations.facts import CURRENT, method_of, route_of
from serving.operations.metrics import Metrics

_log: Final = logging.getLogger("recruitment_risk.access")


class Watch:
    """Measures each request, and writes one line about it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, answered, outer = perf_counter(), _Answered(send), CURRENT.set(scope)
        try:
            await self.app(scope, receive, answered)
        finally:
            self._tell(scope, answered.status, perf_counter() - began)
            CURRENT.reset(outer)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = method_of(scope), route_of(scope)
        self.metrics.request(method, route, status, seconds)
        numbers = {"status": status, "duration_ms": round(seconds * 1_000, 1)}
        _log.info("%s %s %d in %.1f ms", method, route, status, seconds * 1_000, extra=numbers)


class _Answered:
    """Sends messages on, and keeps the status; 0 where none was sent."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self.send(message)
