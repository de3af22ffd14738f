"""What the load figures are worth: the right percentile, late requests counted from when they were due, ratios within a round."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from experiments.api_load import Flow, Latencies, Target, flow_of, paced
from experiments.benchmark_api import Plan, Row, table
from features.posting import Posting

SAID = """Running 5s test @ http://127.0.0.1:1/v1/assessments?store=false
  200 requests in 2.00s, 1.00MB read
  Non-2xx or 3xx responses: 150
Requests/sec:    100.05
"""


def test_a_percentile_is_a_time_that_was_measured() -> None:
    hundred = Latencies(tuple(range(100, 0, -1)))
    assert (hundred.at(0.5), hundred.at(0.99), hundred.at(1.0)) == (50, 99, 100)
    assert Latencies((7.0,)).at(0.99) == 7.0


def test_what_wrk_says_is_read_with_what_was_refused() -> None:
    assert flow_of(SAID) == Flow(100.05, 0.75)
    assert flow_of(SAID.replace("  Non-2xx or 3xx responses: 150\n", "")).refused == 0
    with pytest.raises(RuntimeError, match="unable to connect"):
        flow_of("unable to connect")


def test_ratios_are_those_of_each_round() -> None:
    told = table("here", "API", [Row("one", [100.0, 50.0, 80.0], [90.0, 50.0, 40.0])])
    assert told.splitlines()[0] == "| | here | API | ratio |"
    assert told.splitlines()[2] == "| one | 80.0 | 50.0 | 0.90 (0.50 to 1.00) |"


def test_adverts_are_sent_one_a_body_or_several(tmp_path: Path) -> None:
    plan = Plan([Posting(id=str(number), description="Baker") for number in range(5)], tmp_path, 1, 1)
    assert [len(plan.bodies(size).read_text().splitlines()) for size in (0, 2, 5)] == [5, 3, 1]


def test_requests_are_sent_by_the_clock_and_each_is_timed(tmp_path: Path) -> None:
    bodies = tmp_path / "bodies.jsonl"
    bodies.write_text('{"description": "Baker"}\n{"description": "Cook"}\n')
    seen: list[bytes] = []

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            seen.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        target = Target(f"http://127.0.0.1:{server.server_port}/assess?store=false", "a-key", bodies)
        found = paced(target, rate=50, seconds=0.2)
        server.shutdown()
    assert len(found.seconds) == len(seen) == 10
    assert sorted(set(seen)) == [b'{"description": "Baker"}', b'{"description": "Cook"}']
