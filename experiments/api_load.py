"""Sends load to a server: as much as it takes (wrk), or so much a second whether it keeps up or not, and says how it answered.

The second kind runs in a process of its own, on a few bare connections: a request that has to wait for a free one counts from the
moment at which it was due, so that a server that stalls cannot hide it (coordinated omission).
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

_LUA: Final = """
local bodies = {}
for line in io.lines(os.getenv("LOAD_BODIES")) do bodies[#bodies + 1] = line end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("LOAD_KEY")
local number = 0
request = function()
  number = number % #bodies + 1
  return wrk.format(nil, nil, nil, bodies[number])
end
"""
_CONNECTIONS: Final = 64
"""How many requests may be under way at once where they are sent by the clock."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where requests go, under which key, and the file that holds their bodies, one a line."""

    url: str
    key: str
    bodies: Path


@dataclass(frozen=True, slots=True)
class Flow:
    """What came of sending as much as a server takes."""

    requests_a_second: float
    refused: float
    """The share that was not answered with success."""


@dataclass(frozen=True, slots=True)
class Latencies:
    """How long requests took that were sent by the clock."""

    seconds: tuple[float, ...]

    def at(self, share: float) -> float:
        """The time within which this share of the requests was answered (nearest rank)."""
        ordered = sorted(self.seconds)
        return ordered[max(0, ceil(share * len(ordered)) - 1)]


def flow(target: Target, connections: int, seconds: float) -> Flow:
    """Send from so many connections at once, each as soon as it was answered."""
    with flowing(target, connections, seconds) as process:
        told, _ = process.communicate()
    return flow_of(told)


def flowing(target: Target, connections: int, seconds: float) -> subprocess.Popen[str]:
    """The same under way."""
    told = {"LOAD_BODIES": str(target.bodies), "LOAD_KEY": target.key}
    with TemporaryDirectory() as folder:
        script = Path(folder) / "load.lua"
        script.write_text(_LUA)
        command = ["wrk", "-t1", f"-c{connections}", f"-d{ceil(seconds)}s", "--timeout", "60s", "-s", str(script), target.url]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | told)  # noqa: S603
        _wait_until_read(process, script)
    return process


def _wait_until_read(process: subprocess.Popen[str], script: Path) -> None:
    """The script is read within the first moments; nothing says when."""
    try:
        process.wait(0.5)
    except subprocess.TimeoutExpired:
        return
    raise RuntimeError(f"wrk ended at once, with {script}")


def flow_of(told: str) -> Flow:
    """Read what wrk printed."""
    rate, sent = re.search(r"Requests/sec:\s+([\d.]+)", told), re.search(r"(\d+) requests in", told)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    if rate is None or sent is None:
        raise RuntimeError(f"wrk said: {told}")
    return Flow(float(rate[1]), int(refused[1]) / max(1, int(sent[1])) if refused else 0.0)


def spend(target: Target, units: int) -> None:
    """Use up a budget, by postings that are quickly judged."""
    body = json.dumps({"postings": [{"description": "."}] * 100}).encode()
    headers = {"Authorization": f"Bearer {target.key}", "Content-Type": "application/json"}
    for number in range(units):
        little = body if number < units // 100 else b'{"description": "."}'
        try:
            urlopen(Request(target.url, little, headers)).close()  # noqa: S310
        except HTTPError as error:
            if error.code == HTTPStatus.TOO_MANY_REQUESTS and little is not body:
                return


def paced(target: Target, rate: float, seconds: float) -> Latencies:
    """Send so many requests a second, evenly, from another process."""
    arguments = [target.url, target.key, str(target.bodies), str(rate), str(seconds)]
    command = [sys.executable, "-m", __name__, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return Latencies(tuple(json.loads(done.stdout)))


async def _send(target: Target, rate: float, seconds: float) -> list[float]:
    """Seconds that each request took, from the moment at which it was due."""
    requests = _requests(target)
    due: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    found: list[float] = []
    async with asyncio.TaskGroup() as group:
        senders = [group.create_task(_sender(target, due, found)) for _ in range(_CONNECTIONS)]
        await asyncio.sleep(0.2)
        began = perf_counter()
        for number in range(int(rate * seconds)):
            moment = began + number / rate
            await asyncio.sleep(max(0.0, moment - perf_counter()))
            due.put_nowait((moment, requests[number % len(requests)]))
        await due.join()
        for sender in senders:
            sender.cancel()
    return found


async def _sender(target: Target, due: asyncio.Queue[tuple[float, bytes]], found: list[float]) -> None:
    address = urlsplit(target.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    try:
        while True:
            moment, request = await due.get()
            writer.write(request)
            await _answer(reader)
            found.append(perf_counter() - moment)
            due.task_done()
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    await reader.readexactly(int(length[1]) if length else 0)


def _requests(target: Target) -> Sequence[bytes]:
    return [_request(target, body) for body in target.bodies.read_bytes().splitlines()]


def _request(target: Target, body: bytes) -> bytes:
    address = urlsplit(target.url)
    head = f"POST {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Bearer {target.key}\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


if __name__ == "__main__":
    _where = Target(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    print(json.dumps(asyncio.run(_send(_where, float(sys.argv[4]), float(sys.argv[5])))))
