"""How a server ends, and how several processes serve: real processes, told by signals."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.serving.test_cli import ADVERT, children, started

BODY = json.dumps(ADVERT).encode()


@contextmanager
def serving(folder: Path, bundle: Path, *more: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server process and its address, once it says that it answers. It is ended however the test ends."""
    command = [
        "serve",
        "--access",
        "open",
        "--port",
        "0",
        "--bundle",
        str(bundle),
        "--database",
        f"sqlite:///{folder / 'risk.db'}",
        *more,
    ]
    with started(*command, **environment) as process:
        assert process.stderr is not None
        try:
            yield process, process.stderr.readline().split()[4]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # and those that it began


@contextmanager
def begun(url: str) -> Iterator[socket.socket]:
    """A request that the server has begun to read: it asked for the body, of which the first half is sent."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port or 80)) as caller:
        head = f"POST /v1/assessments HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
        caller.sendall(f"{head}Content-Length: {len(BODY)}\r\nExpect: 100-continue\r\n\r\n".encode())
        assert caller.recv(1_024).startswith(b"HTTP/1.1 100")
        caller.sendall(BODY[: len(BODY) // 2])
        yield caller


def answer_of(caller: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    return b"".join(iter(lambda: caller.recv(65_536), b""))


def wait_until_refused(url: str) -> None:
    """New callers are refused once the server has taken note; at the latest when it gives up on those it has."""
    parts = urlsplit(url)
    with suppress(ConnectionError):
        while True:
            socket.create_connection((parts.hostname, parts.port or 80)).close()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 0)])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_was_begun_is_answered_and_nobody_else_is_let_in(
    tmp_path: Path, small_bundle: Path, number: signal.Signals, status: int, workers: str
) -> None:
    with serving(tmp_path, small_bundle, "--workers", workers) as (process, url), begun(url) as caller:
        process.send_signal(number)
        wait_until_refused(url)
        caller.sendall(BODY[len(BODY) // 2 :])
        answer = answer_of(caller)
        assert answer.startswith(b"HTTP/1.1 200")
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["version"] == 1  # it was kept, so the database was open
        assert process.wait() == status


def test_a_caller_who_never_ends_cannot_keep_the_server(tmp_path: Path, small_bundle: Path) -> None:
    with serving(tmp_path, small_bundle, RECRUITMENT_RISK_SHUTDOWN_SECONDS="1") as (process, url), begun(url):
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 143


def test_a_process_that_dies_is_replaced_and_its_counts_are_kept(tmp_path: Path, small_bundle: Path) -> None:
    with serving(tmp_path, small_bundle, "--workers", "2") as (process, url):
        seen = {requests_of(url) for _ in range(3)}
        workers = [child for child in children(process.pid) if "spawn_main" in command_of(child)]
        assert len(workers) == 2
        os.kill(int(workers[0]), signal.SIGKILL)
        os.kill(int(workers[1]), signal.SIGKILL)
        while set(workers) & set(children(process.pid)):
            pass  # until the one that looks after them has noticed
        assert requests_of(url) >= max(seen) > 0  # answered by a new process, which counts on
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 143


def command_of(process: str) -> str:
    return Path(f"/proc/{process}/cmdline").read_text()


def requests_of(url: str) -> float:
    """How many requests were answered before this one, by any of the processes."""
    with urlopen(f"{url}/metrics") as response:  # noqa: S310 (this machine)
        lines = response.read().decode().splitlines()
    counts = (line for line in lines if line.startswith("recruitment_risk_http_request_duration_seconds_count{"))
    return sum(float(line.rpartition(" ")[2]) for line in counts)


def test_processes_that_cannot_start_end_the_server(tmp_path: Path, small_bundle: Path) -> None:
    command = ["serve", "--access", "open", "--port", "0", "--bundle", str(tmp_path / "none"), "--workers", "2"]
    with started(*command, RECRUITMENT_RISK_DATABASE_URL=f"sqlite:///{tmp_path / 'risk.db'}") as process:
        assert process.stderr is not None
        assert "manifest.json" in process.stderr.read()
        assert process.wait() == 2


def test_a_connection_that_is_kept_open_does_not_hold_the_server(tmp_path: Path, small_bundle: Path) -> None:
    with serving(tmp_path, small_bundle) as (process, url), closing(HTTPConnection(urlsplit(url).netloc)) as caller:
        caller.request("GET", "/healthz")
        assert caller.getresponse().read() == b'{"status":"ok"}'
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 143
