"""How much a caller may send, and how long take, to say what it asks for: request line and headers, before our code sees them.

The parser itself holds as many headers as come, for as long as they take: a few callers could fill the memory, or use up the
sockets, without ever asking for anything.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from serving.problem_kinds import BAD_REQUEST, MEDIA_TYPE

MAX_HEAD_BYTES: Final = 64 * 1024
"""The longest request line and headers, together."""
HEAD_SECONDS: Final = 20.0
"""How long they may take to arrive."""


class HeadTooLongError(ValueError):
    """What comes before the body is too long. The parser answers it as a request that cannot be read, and hangs up."""


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to its patience."""

    _within_message = False
    _within_head = True
    _head_bytes = 0
    _hanging_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody called: they have to say what they want."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """They hung up."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before a body, also within a header that does not end."""
        super().data_received(data)
        if self._within_head and not self.transport.is_closing():
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self.send_400_response("The request's headers are too long.")

    def send_400_response(self, msg: str) -> None:
        """What no application has seen is refused as everything else is: with problem details."""
        kind = BAD_REQUEST
        problem = {"type": kind.type, "title": kind.title, "status": kind.status, "detail": msg}
        body = json.dumps(problem | {"instance": "", "request_id": secrets.token_hex(16)}).encode()
        head = f"HTTP/1.1 {kind.status} Bad Request\r\nContent-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n"
        self.transport.write(f"{head}Cache-Control: no-store\r\nConnection: close\r\n\r\n".encode() + body)
        self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._within_message = self._within_head = True
        self._head_bytes = 0
        self._wait()

    def on_headers_complete(self) -> None:
        """All is said but the body, which our own doorstep counts and times."""
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MAX_HEAD_BYTES:
            raise HeadTooLongError
        self._within_head = False
        self._wait_no_more()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request ends here."""
        self._within_message = False
        self._wait_no_more()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Whoever was answered before they ended need not be listened to for long."""
        super().on_response_complete()
        if self._within_message:
            self._wait()

    def _wait(self) -> None:
        self._wait_no_more()
        self._hanging_up = self.loop.call_later(HEAD_SECONDS, self.timeout_keep_alive_handler)

    def _wait_no_more(self) -> None:
        if self._hanging_up is not None:
            self._hanging_up.cancel()
            self._hanging_up = None
