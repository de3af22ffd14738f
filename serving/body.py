"""Reads request bodies strictly: JSON in UTF-8, without NUL, nested no deeper than allowed.

RFC 8259 asks for UTF-8; PostgreSQL stores no NUL; a deep nest is a way to exhaust whoever walks it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from email.message import Message
from hashlib import sha256
from typing import Any, Final, TypeAlias

import orjson
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from serving.problem_kinds import MALFORMED, UNSUPPORTED_MEDIA_TYPE
from serving.problems import ProblemError

Handler: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]
_BODILESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class UnsoundError(ValueError):
    """A JSON text that is not read here; the message goes on where "the body" or "the line" begins."""


class _ReadRequest(Request):
    """A request whose JSON was read and found sound."""

    parsed: Any

    async def json(self) -> Any:
        """What the body holds."""
        return self.parsed


class JsonRoute(APIRoute):
    """A route whose body, where it has one, is sound JSON before any handler sees it."""

    def get_route_handler(self) -> Handler:
        """The framework's handler behind our reading of the body."""
        handle = super().get_route_handler()

        async def handle_read(request: Request) -> Response:
            if request.method in _BODILESS:
                return await handle(request)
            return await handle(await _read(request, needs_body=self.body_field is not None))

        return handle_read


class FormRoute(APIRoute):
    """A route whose form is read whole, so that one too large is refused as such."""

    def get_route_handler(self) -> Handler:
        """The framework's handler behind our reading of the body."""
        handle = super().get_route_handler()

        async def handle_read(request: Request) -> Response:
            if b"\0" in await request.body() or b"%00" in await request.body():
                raise ProblemError(MALFORMED, "The form holds a NUL character.")
            return await handle(request)

        return handle_read


async def _read(request: Request, *, needs_body: bool) -> Request:
    read = _ReadRequest(request.scope, request.receive)
    body = await read.body()
    read.scope["state"]["body_digest"] = sha256(body).hexdigest()
    if not body and not needs_body:
        return request
    if not _is_json(request.headers.get("content-type", "")):
        raise ProblemError(UNSUPPORTED_MEDIA_TYPE)
    require_uncompressed(request.headers)
    read.parsed = parse(body, request.app.state.settings.max_json_depth)
    return read


def _is_json(content_type: str) -> bool:
    """Whether the header announces JSON in UTF-8 (which is also what no charset means)."""
    header = Message()
    header["content-type"] = content_type
    kind, charset = header.get_content_type(), header.get_content_charset("utf-8")
    return bool(content_type) and (kind == "application/json" or kind.endswith("+json")) and charset == "utf-8"


def require_uncompressed(headers: Headers) -> None:
    """A compressed body may be far larger than it looks, so none is read. Raises ProblemError."""
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise ProblemError(UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not read: send it without `Content-Encoding`.")


def parse(body: bytes, max_depth: int) -> Any:
    """The value in a JSON text; a problem says what is wrong with a text that has none."""
    try:
        return sound(body, max_depth)
    except UnsoundError as error:
        raise ProblemError(MALFORMED, f"The body {error}.") from None


def sound(text: bytes, max_depth: int) -> Any:
    """The value in a JSON text. Raises UnsoundError where it has none, or one that is not read here."""
    if not text:
        raise UnsoundError("is empty")
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UnsoundError(f"is not JSON: {error}") from None
    if any(depth > max_depth for depth, _ in _walk(value)):
        raise UnsoundError(f"is nested deeper than {max_depth} levels")
    if b"\\u0000" in text and any(isinstance(item, str) and "\0" in item for _, item in _walk(value)):
        raise UnsoundError("holds a NUL character")
    return value


def _walk(value: Any) -> Iterator[tuple[int, Any]]:
    """Each value and key within a value, with how deep it lies."""
    waiting: list[tuple[int, Any]] = [(0, value)]
    while waiting:
        depth, item = waiting.pop()
        yield depth, item
        if isinstance(item, dict):
            waiting.extend((depth + 1, part) for pair in item.items() for part in pair)
        elif isinstance(item, list):
            waiting.extend((depth + 1, part) for part in item)
