"""A way to the service that breaks as a test says: a proxy on this machine that loses, cuts or refuses the first answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final

import httpx

_OWN: Final = {"host", "transfer-encoding", "content-length", "connection", "accept-encoding", "date", "server"}


@dataclass(frozen=True)
class Asked:
    """One request that came by."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes

    @property
    def key(self) -> str:
        return self.headers.get("idempotency-key", "")


Fate = Callable[[BaseHTTPRequestHandler, Callable[[], httpx.Response]], None]


def pass_on(handler: BaseHTTPRequestHandler, forward: Callable[[], httpx.Response]) -> None:
    """Answer as the service does."""
    answer = forward()
    write(handler, answer.status_code, answer.headers, answer.content)


def lose(_: BaseHTTPRequestHandler, forward: Callable[[], httpx.Response]) -> None:
    """Let the service do it, and lose what it answers."""
    forward()


def cut(share: float) -> Fate:
    """Pass on the first part of an answer."""

    def fate(handler: BaseHTTPRequestHandler, forward: Callable[[], httpx.Response]) -> None:
        answer = forward()
        write(handler, answer.status_code, answer.headers, answer.content, int(len(answer.content) * share))

    return fate


def refuse(status: int, content: bytes = b"", **headers: str) -> Fate:
    """Answer without asking the service."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: write(handler, status, told, content)


def write(
    handler: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str], content: bytes, most: int | None = None
) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        if name.lower() not in _OWN:
            handler.send_header(name, value)
    handler.send_header("content-length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content[:most])


@dataclass
class Proxy:
    """What came by, and what becomes of the next answers; those after these are passed on."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)


@contextmanager
def proxied(to: str) -> Iterator[Proxy]:
    """A proxy that listens until the block ends."""
    proxy = Proxy()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, _content(self))
            proxy.asked.append(asked)
            kept = {name: value for name, value in headers.items() if name not in _OWN}

            def forward() -> httpx.Response:
                return httpx.request(
                    asked.method, to + asked.path, content=asked.content, headers=kept, timeout=60, trust_env=False
                )

            (proxy.fates.pop(0) if proxy.fates else pass_on)(self, forward)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815 (the library's names)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    proxy.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _content(handler: BaseHTTPRequestHandler) -> bytes:
    if handler.headers.get("transfer-encoding") != "chunked":
        return handler.rfile.read(int(handler.headers.get("content-length", 0)))
    parts = []
    while size := int(handler.rfile.readline(), 16):
        parts.append(handler.rfile.read(size))
        handler.rfile.readline()
    handler.rfile.readline()
    return b"".join(parts)
