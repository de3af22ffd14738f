"""Follows a Jetstream of Bluesky: events come over a WebSocket, go on as pages, and are resumed where they were last accepted.

Events come at least once: after a break the stream is asked for again from the last accepted event (v2, whose cursor includes it)
or from some seconds before it (v1, whose cursor is a time). Whoever takes the pages must bear with repetitions.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

from crawler.accesses.bluesky import COLLECTION, place
from crawler.pages.page import Page

OnBatch: TypeAlias = Callable[[Page], Awaitable[None]]
Waiting: TypeAlias = asyncio.Task[Literal[True]]

REWIND_US: Final = 5_000_000
"""Microseconds before the last accepted event from which a v1 stream is asked for again."""
MOST_BYTES: Final = 1 << 20
"""Bytes of one event; the stream is asked to leave out longer ones, and one that comes all the same breaks the connection."""

_PATHS: Final = {1: "/subscribe", 2: "/xrpc/network.bsky.jetstream.subscribeEvents"}
_SUBPROTOCOLS: Final = {1: None, 2: [Subprotocol("xrpc.v1.json")]}
_PASSING: Final = frozenset({408, 425, 429})
_log: Final = logging.getLogger(__name__)


class JetstreamError(RuntimeError):
    """The stream refuses what it is asked for, and would again; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many events make a page, how long a page waits for more, and how long a broken connection is left alone."""

    events: int = 500
    bytes: int = 8 << 20
    seconds: float = 2.0
    first_pause: float = 1.0
    longest_pause: float = 120.0


DEFAULT_PACE: Final = Pace()


async def follow(
    endpoint: str, cursor: str, *, version: int, on_batch: OnBatch, stop: asyncio.Event, pace: Pace = DEFAULT_PACE
) -> None:
    """Hand pages of events on until `stop` is set. What `on_batch` raises ends it; so does a refusal, as JetstreamError."""
    failures = 0
    while not stop.is_set():
        try:
            async with aclosing(_pages(address(endpoint, cursor, version), version, stop, pace)) as pages:
                async for page, newest in pages:
                    await on_batch(page)
                    cursor, failures = newest or cursor, 0
        except InvalidStatus as error:
            _judge(error)
        except (OSError, TimeoutError, WebSocketException) as error:
            _log.warning("the stream broke off, cursor %s: %s", cursor or "none", error)
        await _paused(stop, pause_after(failures, pace))
        failures += 1


def address(endpoint: str, cursor: str, version: int) -> str:
    """The endpoint asked for posts from a cursor on; the path is the version's where the endpoint names none."""
    parts = urlsplit(endpoint)
    asked = [*parse_qsl(parts.query, keep_blank_values=True), ("maxMessageSizeBytes", str(MOST_BYTES))]
    if version == 1:
        asked.append(("wantedCollections", COLLECTION))
    else:
        asked += [("collections", COLLECTION), ("kinds", "commit"), ("kinds", "account")]
    if cursor:
        asked.append(("cursor", str(max(1, int(cursor) - REWIND_US) if version == 1 else int(cursor))))
    path = parts.path if parts.path.strip("/") else _PATHS[version]
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(asked), ""))


def pause_after(failures: int, pace: Pace) -> float:
    """Seconds to wait: twice as long after each failure, less up to half by chance, so that clients do not all come at once."""
    longest = min(pace.longest_pause, pace.first_pause * 2.0 ** min(failures, 30))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - nothing secret hangs on it


async def _pages(url: str, version: int, stop: asyncio.Event, pace: Pace) -> AsyncGenerator[tuple[Page, str], None]:
    """Pages of one connection, each with the place of its newest event. Pings keep it; nothing is compressed: no frame grows."""
    async with (
        connect(url, subprotocols=_SUBPROTOCOLS[version], max_size=MOST_BYTES, compression=None, close_timeout=5) as connection,
        aclosing(_batches(connection, stop, pace)) as batches,
    ):
        async for lines in batches:
            page = Page(url=url, body=b"\n".join(lines), content_type="application/x-ndjson", fetched_at=datetime.now(UTC))
            yield page, str(next(filter(None, map(place, reversed(lines))), ""))


async def _batches(connection: ClientConnection, stop: asyncio.Event, pace: Pace) -> AsyncGenerator[list[bytes], None]:
    """Events by the batch. What came before a break is handed on before the break is told."""
    stopping = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            lines, broken = await _batch(connection, stopping, pace)
            if lines:
                yield lines
            if broken:
                raise broken
    finally:
        stopping.cancel()


async def _batch(connection: ClientConnection, stopping: Waiting, pace: Pace) -> tuple[list[bytes], ConnectionClosed | None]:
    """Events until there are enough, until time is up, or until the end."""
    lines: list[bytes] = []
    size, clock = 0, asyncio.get_running_loop().time
    until: float | None = None
    while len(lines) < pace.events and size < pace.bytes:
        try:
            line = await _event(connection, stopping, None if until is None else until - clock())
        except ConnectionClosed as broken:
            return lines, broken
        if line is None:
            break
        lines.append(line)
        size += len(line)
        until = until or clock() + pace.seconds
    return lines, None


async def _event(connection: ClientConnection, stopping: Waiting, seconds: float | None) -> bytes | None:
    """The next event as one line; none where time is up or the stop came first."""
    receiving = asyncio.create_task(connection.recv(decode=False))
    waiting: set[asyncio.Task[Any]] = {receiving, stopping}
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        receiving.cancel()
        await asyncio.wait({receiving})
    return None if receiving.cancelled() else receiving.result().replace(b"\n", b" ")


async def _paused(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def _judge(error: InvalidStatus) -> None:
    """A refusal that would be repeated ends it; others pass with time."""
    status = error.response.status_code
    if 400 <= status < 500 and status not in _PASSING:
        said = bytes(error.response.body or b"")[:500].decode("utf-8", "replace")
        raise JetstreamError(f"the stream refuses with {status}: {said}") from error
    _log.warning("the stream answers with %s", status)
