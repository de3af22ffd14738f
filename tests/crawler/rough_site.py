"""A site of many adverts on this machine that does everything wrong that sites do: busy, broken, slow, cut off, mislabelled, endless."""

from __future__ import annotations

import json
import threading
from collections import Counter
from contextlib import AbstractContextManager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Self

_FILLER: Final = "We bake for the whole valley, and the day begins early. " * 40
_LARGE: Final = 50 * 1024 * 1024
_LOOPS: Final = 6
_LARGE_ONES: Final = 7


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked was killed."""


class RoughSite(AbstractContextManager["RoughSite"]):
    """`/sitemap.xml` lists `/jobs/0` and so on. What goes wrong goes wrong once a page, but for loops and endless answers."""

    def __init__(self, adverts: int) -> None:
        self.adverts = adverts
        self.asked: Counter[str] = Counter()
        self._counted = threading.Condition()
        self._released = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def readable(self) -> set[str]:
        """The addresses of the adverts that can be had in the end."""
        numbers = (number for number in range(self.adverts) if number % 100 != _LOOPS and number % 500 != _LARGE_ONES)
        return {f"{self.url}/jobs/{number}" for number in numbers}

    def wait_for_requests(self, more: int) -> None:
        """Until so many more requests have come in."""
        with self._counted:
            until = self.asked.total() + more
            assert self._counted.wait_for(lambda: self.asked.total() >= until, timeout=60)

    def _count(self, path: str) -> int:
        with self._counted:
            self.asked[path] += 1
            self._counted.notify_all()
            return self.asked[path]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                first = site._count(self.path) == 1
                with suppress(BrokenPipeError, ConnectionResetError):
                    if self.path == "/sitemap.xml":
                        self._send(site._sitemap(), kind="text/xml")
                    elif self.path.startswith("/jobs/"):
                        self._advert(int(self.path.rpartition("/")[2]), first=first)
                    else:
                        self._send(b"not here", status=404)

            def _advert(self, number: int, *, first: bool) -> None:
                body = _page(number)
                match number % 100:
                    case 1 if first and number % 500 == 1:
                        self._send(b"busy", status=429, headers={"Retry-After": "1"})
                    case 2 if first:
                        self._send(b"broken", status=500)
                    case 3 if first:
                        site._released.wait(0.3)
                        self._send(body)
                    case 4 if first:
                        self._send(body[: len(body) // 2], length=len(body))
                        self.close_connection = True
                    case 5:
                        self._send(body, kind="text/html; charset=x-no-such-thing")
                    case 6:
                        self._send(b"", status=302, headers={"Location": self.path})
                    case 7 if number % 500 == _LARGE_ONES:
                        self._endless()
                    case _:
                        self._send(body)

            def _endless(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(_LARGE))
                self.end_headers()
                for _ in range(_LARGE // 65_536):
                    self.wfile.write(b" " * 65_536)

            def _send(
                self, body: bytes, *, status: int = 200, kind: str = "text/html; charset=utf-8", length: int | None = None,
                headers: dict[str, str] | None = None,
            ) -> None:  # fmt: skip
                self.send_response(status)
                for name, value in ({"Content-Type": kind} | (headers or {})).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body) if length is None else length))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        return Handler

    def _sitemap(self) -> bytes:
        entries = "".join(f"<url><loc>{self.url}/jobs/{number}</loc></url>" for number in range(self.adverts))
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def _page(number: int) -> bytes:
    posting = {"@type": "JobPosting", "title": f"Baker número {number}", "description": f"<p>{_FILLER}</p><p>No. {number}</p>"}
    script = json.dumps(posting, ensure_ascii=False)
    return f'<html><head><script type="application/ld+json">{script}</script></head><body>{_FILLER}</body></html>'.encode()
