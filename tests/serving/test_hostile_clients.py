"""Clients that send too much, too slowly, or what no request is: each is told so, and everybody else is answered as before."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from serving.operations.http_protocol import MAX_HEAD_BYTES
from serving.sealing import new_key
from store.database import Database
from tests.serving.processes import key_for, server_process

BODY_SECONDS = 1
RATE = 30
HUGE = 100_000_000


class Served:
    """A server whose limits are small, and the keys of two who ask."""

    def __init__(self, url: str, hostile: str, other: str) -> None:
        self.address = urlsplit(url).hostname or "", urlsplit(url).port or 0
        self.hostile = hostile
        self.other = other

    def head(self, *headers: str, method: str = "POST", path: str = "/v1/assessments") -> bytes:
        lines = (f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {self.hostile}", *headers)
        return "\r\n".join((*lines, "", "")).encode("latin-1")

    def posting(self, body: bytes, *headers: str, kind: str = "application/json") -> bytes:
        return self.head(f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close", *headers) + body

    @contextmanager
    def called(self) -> Iterator[socket.socket]:
        with socket.create_connection(self.address, timeout=60) as caller:
            yield caller

    def said(self, request: bytes) -> tuple[int, dict[str, object]]:
        """What a caller is answered who says this."""
        with self.called() as caller:
            with suppress(ConnectionError):  # whoever is refused need not be listened to any further
                caller.sendall(request)
            return answer_of(caller)

    def status(self, path: str = "/v1/caller", key: str | None = None) -> int:
        connection = HTTPConnection(*self.address, timeout=60)
        connection.request("GET", path, headers={"Authorization": f"Bearer {key or self.other}"})
        try:
            return connection.getresponse().status
        finally:
            connection.close()


def answer_of(caller: socket.socket) -> tuple[int, dict[str, object]]:
    """The status, and the problem where one is told."""
    got = bytearray()
    with suppress(ConnectionResetError):
        while part := caller.recv(65_536):
            got += part
    head, _, body = bytes(got).partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), json.loads(body) if b"problem+json" in head else {}


@pytest.fixture(scope="module", name="served")
def with_small_limits(tmp_path_factory: pytest.TempPathFactory, small_bundle: Path) -> Iterator[Served]:
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'risk.db'}"
    database = Database(url)
    database.upgrade()
    hostile, other = key_for(database), key_for(database)
    told = {"BODY_SECONDS": str(BODY_SECONDS), "MAX_BODY_BYTES": "100000", "RATE_UNITS": "10000", "SECRET_KEYS": new_key()}
    with server_process(DATABASE_URL=url, BUNDLE=str(small_bundle), ACCESS="accounts", **told) as address:
        yield Served(address, hostile, other)
    database.dispose()


@pytest.fixture(autouse=True)
def _others_are_answered(served: Served) -> Iterator[None]:
    yield
    assert served.status() == 200


def slug(problem: dict[str, object]) -> str:
    return str(problem["type"]).removeprefix("/problems/")


UNREADABLE = {
    "nested 10,000 deep": (b'{"title": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", (), 400, "malformed-body"),
    "invalid UTF-8": (b'{"title": "\xff\xfe"}', (), 400, "malformed-body"),
    "a NUL": (b'{"title": "a\\u0000b"}', (), 400, "malformed-body"),
    "a bare NUL": (b'{"title": "a\0b"}', (), 400, "malformed-body"),
    "compressed": (gzip.compress(b'{"title": "Helper"}'), ("Content-Encoding: gzip",), 415, "unsupported-media-type"),
    "sound, said to be compressed": (b'{"title": "Helper"}', ("Content-Encoding: gzip",), 415, "unsupported-media-type"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_body_that_cannot_be_read_is_refused(served: Served, what: str) -> None:
    body, headers, status, kind = UNREADABLE[what]
    answered, problem = served.said(served.posting(body, *headers))
    assert (answered, slug(problem)) == (status, kind)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data", "application/json; charset=utf-16", "no"]
)
def test_a_body_of_another_type_is_refused(served: Served, kind: str) -> None:
    answered, problem = served.said(served.posting(b'{"title": "Helper"}', kind=kind))
    assert (answered, slug(problem)) == (415, "unsupported-media-type")


def test_a_hundred_megabytes_that_are_announced_are_refused_before_they_are_sent(served: Served) -> None:
    answered, problem = served.said(served.head("Content-Type: application/json", f"Content-Length: {HUGE}"))
    assert (answered, slug(problem)) == (413, "too-large")


@pytest.mark.parametrize("path", ["/v1/assessments", "/v1/assessment-jobs"])
def test_a_hundred_megabytes_that_are_not_announced_are_refused_while_they_come(served: Served, path: str) -> None:
    piece = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    head = served.head("Content-Type: application/json", "Transfer-Encoding: chunked", path=path)
    with served.called() as caller:
        sent = 0
        with suppress(ConnectionError):
            caller.sendall(head)
            while sent < HUGE:
                caller.sendall(piece)
                sent += len(piece)
        answered, problem = answer_of(caller)
    assert (answered, slug(problem)) == (413, "too-large")
    assert sent < HUGE


@pytest.mark.parametrize("length", [["Content-Length: 100"], ["Transfer-Encoding: chunked"]])
def test_a_body_that_drips_in_is_waited_for_no_longer_than_the_operator_says(served: Served, length: list[str]) -> None:
    with ExitStack() as calls:
        callers = [calls.enter_context(served.called()) for _ in range(60)]  # more than the server has threads
        for caller in callers:
            caller.sendall(served.head("Content-Type: application/json", *length))
        assert served.status() == 200  # meanwhile
        for caller in callers:
            with suppress(ConnectionError):
                caller.sendall(b"1" if length[0].startswith("Content") else b"1\r\n{\r\n")
        for caller in callers:
            answered, problem = answer_of(caller)
            assert (answered, slug(problem)) == (408, "too-slow")


def test_an_answer_that_nobody_reads_holds_up_nobody_else(served: Served) -> None:
    with ExitStack() as calls:
        for _ in range(45):  # more than the server has threads
            caller = calls.enter_context(socket.socket())
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1_024)
            caller.connect(served.address)
            caller.sendall(served.head(method="GET", path="/openapi.json") * 4)
        assert [served.status("/openapi.json") for _ in range(3)] == [200] * 3
        assert served.status("/v1/queue") == 200


def test_headers_without_end_are_refused(served: Served) -> None:
    flood = b"".join(b"X-%d: %s\r\n" % (number, b"a" * 100) for number in range(20_000))
    for request in (served.head()[:-2] + flood, served.head("X-Long: " + "a" * 2_000_000), b"GET /" + b"a" * 2_000_000):
        answered, _ = served.said(request)
        assert answered == 400
    assert (
        served.said(served.head("X-Fair: " + "a" * (MAX_HEAD_BYTES // 2), "Connection: close", method="GET", path="/v1/queue"))[0]
        == 200
    )


SMUGGLED = {
    "two lengths": ("Content-Length: 4", "Content-Length: 5"),
    "a length and chunks": ("Content-Length: 4", "Transfer-Encoding: chunked"),
    "chunks of another spelling": ("Transfer-Encoding: xchunked",),
    "chunks not last": ("Transfer-Encoding: chunked, identity",),
    "a length that is none": ("Content-Length: +4",),
    "a negative length": ("Content-Length: -4",),
    "a space before the colon": ("Content-Length : 4",),
    "a folded header": ("X-One: a\r\n b", "Content-Length : 4"),
    "a NUL in a header": ("X-One: a\0b",),
    "a bare line feed": ("X-One: a\nContent-Length: 4\nContent-Length: 5",),
}


@pytest.mark.parametrize("shape", SMUGGLED)
def test_a_request_that_two_could_read_differently_is_refused(served: Served, shape: str) -> None:
    behind = served.head(method="GET", path="/v1/queue")
    with served.called() as caller:
        with suppress(ConnectionError):
            caller.sendall(served.head("Content-Type: application/json", *SMUGGLED[shape]) + b"0\r\n\r\n" + behind)
        got = b"".join(iter(lambda: caller.recv(65_536), b""))
    assert got.startswith(b"HTTP/1.1 400")
    assert got.count(b"HTTP/1.1 ") == 1  # and nothing behind it was taken for a request


@pytest.mark.parametrize(
    "first", [b"\x16\x03\x01\x02\x00\x01\x00", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\0" * 100, b"GET\r\n\r\n"]
)
def test_what_is_no_request_is_refused(served: Served, first: bytes) -> None:
    assert served.said(first)[0] == 400


def test_a_socket_is_not_upgraded(served: Served) -> None:
    upgrade = (
        "Connection: Upgrade, close",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    )
    with served.called() as caller:
        caller.sendall(served.head(*upgrade, method="GET", path="/v1/caller"))
        assert answer_of(caller)[0] == 200  # as if it had not been asked for


@pytest.fixture(name="hurried")
def with_a_low_rate(tmp_path: Path, small_bundle: Path) -> Iterator[Served]:
    database = Database(f"sqlite:///{tmp_path / 'risk.db'}")
    database.upgrade()
    hostile, other = key_for(database), key_for(database)
    told = {"RATE_UNITS": str(RATE), "RATE_SECONDS": "3600", "SECRET_KEYS": new_key()}
    with server_process(
        DATABASE_URL=f"sqlite:///{tmp_path / 'risk.db'}", BUNDLE=str(small_bundle), ACCESS="accounts", **told
    ) as url:
        yield Served(url, hostile, other)
    database.dispose()


def test_two_hundred_clients_over_their_rate_are_told_so_and_somebody_else_is_answered(hurried: Served) -> None:
    with ThreadPoolExecutor(200) as pool:
        pushing = [pool.submit(hurried.status, "/v1/queue", hurried.hostile) for _ in range(600)]
        answered = [hurried.status("/v1/queue") for _ in range(20)]
        statuses = [one.result() for one in pushing]
    assert answered == [200] * 20
    assert (statuses.count(200), statuses.count(429)) == (RATE, 600 - RATE)
