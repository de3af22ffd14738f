"""Slow clients hold nothing up: neither those that send nor those that read."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

from serving.jobs.gathering import CHUNK_LINES
from serving.jobs.streaming import stream_results
from store.database import Database
from tests.serving.jobs.worked import ADDRESS, advert, lines, send, work_off

HEAD = "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/jsonl\r\nContent-Length: {length}\r\n\r\n"


@pytest.fixture
def half_sent(served: tuple[str, Database]) -> socket.socket:
    """A connection over which half a job was sent."""
    where, body = urlsplit(served[0]), lines(*map(advert, range(20)))
    connection = socket.create_connection((where.hostname, where.port), timeout=30)
    connection.sendall(HEAD.format(path=ADDRESS, length=len(body)).encode() + body[: len(body) // 2])
    return connection


def test_others_write_while_a_slow_client_sends(served: tuple[str, Database], half_sent: socket.socket) -> None:
    written = httpx2.post(f"{served[0]}/v1/assessments", json=advert(1), timeout=20)
    assert (written.status_code, written.json()["version"]) == (200, 1)
    body = lines(*map(advert, range(20)))
    with half_sent:
        half_sent.sendall(body[len(body) // 2 :])
        assert half_sent.recv(100).startswith(b"HTTP/1.1 202")


def test_a_client_that_goes_away_while_it_sends_leaves_no_job(served: tuple[str, Database], half_sent: socket.socket) -> None:
    before = httpx2.get(served[0] + ADDRESS).json()["items"]
    half_sent.close()
    assert httpx2.get(served[0] + ADDRESS).json()["items"] == before


def test_readers_that_stand_still_hold_no_session(
    client: TestClient, database_url: str, database: Database, small_bundle: Path
) -> None:
    job_id = send(client, *map(advert, range(2 * CHUNK_LINES)), store=False).rpartition("/")[2]
    work_off(database, small_bundle)
    few = Database(database_url, busy_seconds=0.05)
    readers = [stream_results(few, job_id, 0) for _ in range(50)]
    assert len({next(reader) for reader in readers}) == 1
    assert len({b"".join(reader) for reader in readers}) == 1
    few.dispose()
