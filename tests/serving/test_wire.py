"""What only a real connection shows: bodies that go on and on, and bytes that are no text."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from store.database import Database
from tests.serving.conftest import keep_in

LIMIT = 100_000


@pytest.fixture
def connection(served: tuple[str, Database]) -> Iterator[socket.socket]:
    address = urlsplit(served[0])
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=30) as connection:
        yield connection


def head(*headers: str, request: str = "POST /v1/assessments") -> bytes:
    return "\r\n".join((f"{request} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")).encode()


def answer(connection: socket.socket) -> tuple[int, dict[str, Any]]:
    """The status and the problem that come back."""
    with connection.makefile("rb") as stream:
        status = int(stream.readline().split()[1])
        headers = dict(line.decode().lower().strip().split(": ", 1) for line in iter(stream.readline, b"\r\n"))
        return status, json.loads(stream.read(int(headers["content-length"])))


def test_a_body_that_is_announced_too_large_is_refused_before_it_comes(connection: socket.socket) -> None:
    connection.sendall(head("Content-Type: application/json", f"Content-Length: {LIMIT + 1}"))
    status, problem = answer(connection)
    assert (status, problem["type"]) == (413, "/problems/too-large")
    assert "100,000 bytes" in problem["detail"]


def test_a_body_that_never_ends_is_refused_while_it_comes(connection: socket.socket) -> None:
    connection.sendall(head("Content-Type: application/json", "Transfer-Encoding: chunked"))
    sent = 0
    with pytest.raises((BrokenPipeError, ConnectionResetError, TimeoutError)):  # noqa: PT012 (the reader hangs up some time)
        while sent < 500 * LIMIT:
            connection.sendall(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
            sent += 10_000
            if sent == 2 * LIMIT:
                status, problem = answer(connection)
    assert (status, problem["type"]) == (413, "/problems/too-large")


def test_a_body_of_exactly_the_limit_is_read(connection: socket.socket) -> None:
    body = json.dumps({"postings": [], "x": ""}).encode()
    body += b" " * (LIMIT - len(body))
    connection.sendall(head("Content-Type: application/json", f"Content-Length: {len(body)}") + body)
    assert answer(connection)[0] == 422


@pytest.mark.parametrize("body", [b'{"title": "\xc3\x28"}', b'{"title": "\xed\xa0\x80"}', b'{"title": "a\x00"}'])
def test_bytes_that_are_no_text_are_refused(connection: socket.socket, body: bytes) -> None:
    connection.sendall(head("Content-Type: application/json", f"Content-Length: {len(body)}") + body)
    status, problem = answer(connection)
    assert (status, problem["type"]) == (400, "/problems/malformed-body")


@pytest.mark.parametrize("path", ["/v1/postings/%FF", "/v1/postings/%00", "/static/..%2f..%2fsettings.py", "/static/%00"])
def test_an_odd_address_is_not_found(connection: socket.socket, path: str) -> None:
    connection.sendall(head(request=f"GET {path}"))
    assert answer(connection)[0] == 404


def test_a_request_without_a_host_is_refused(connection: socket.socket) -> None:
    connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
    assert answer(connection)[1]["type"] == "/problems/unknown-host"


def test_of_many_who_claim_a_posting_at_once_one_gets_it(served: tuple[str, Database]) -> None:
    address, database = served
    path = f"{address}/v1/postings/{keep_in(database)}/reviews"

    def claim(number: int) -> int:
        return httpx2.post(path, json={"action": "claim", "reviewer": f"reviewer-{number}"}, timeout=60).status_code

    with ThreadPoolExecutor(8) as reviewers:
        assert sorted(reviewers.map(claim, range(8))) == [201, *[409] * 7]


def test_many_postings_sent_at_once_are_all_kept(served: tuple[str, Database]) -> None:
    address, _ = served

    def send(number: int) -> int:
        advert = {
            "id": f"at-once-{number}",
            "source": "at-once.example",
            "title": "Cook",
            "description": "A wage and a contract.",
        }
        return httpx2.post(f"{address}/v1/assessments", json=advert, timeout=60).status_code

    with ThreadPoolExecutor(12) as clients:
        assert set(clients.map(send, range(48))) == {200}
    assert httpx2.get(f"{address}/v1/queue?source=at-once.example&limit=1").json()["counts"]["total"] == 48
