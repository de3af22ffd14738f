"""The demonstration as `make run` starts it: one command, and the console opens on a queue worth looking at."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from experiments.screenshots import PICTURES, take

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The addresses of console and job board. Told to end, the demonstration does so and leaves no file behind."""
    folder, temporary = tmp_path_factory.mktemp("demo"), tmp_path_factory.mktemp("temporary")
    command = [sys.executable, "-m", "recruitment_risk", "demo", "--port", "0", "--database", f"sqlite:///{folder}/new/demo.db"]
    command += ["--archive", str(folder / "archive")]
    environment = os.environ | {"TMPDIR": str(temporary)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        board = process.stderr.readline().split()[-1]
        console = next(line for line in process.stderr if line.startswith("API and console at ")).split()[4]
        yield console, board
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 143
    assert list(temporary.iterdir()) == []


def fetched(url: str) -> str:
    with urlopen(url) as response:  # noqa: S310 (this machine)
        text: str = response.read().decode()
    return text


def test_the_demo_serves_what_it_crawled_beside_the_pages_it_came_from(demo: tuple[str, str]) -> None:
    console, board = demo
    queue = json.loads(fetched(f"{console}/v1/queue?limit=100"))
    assert queue["counts"]["total"] == 36
    assert fetched(f"{console}/").count('class="c-posting"') == 36
    posting = json.loads(fetched(f"{console}/v1/postings/{queue['items'][0]['posting_id']}"))["posting"]
    assert posting["url"].startswith(f"{board}/jobs/")
    assert posting["title"] in fetched(posting["url"])


def test_a_posting_tells_where_its_evidence_lies_and_who_allowed_it(demo: tuple[str, str]) -> None:
    console, board = demo
    first = json.loads(fetched(f"{console}/v1/queue?limit=1"))["items"][0]["posting_id"]
    told = json.loads(fetched(f"{console}/v1/postings/{first}"))
    (sighting,) = told["sightings"]
    assert told["gone_at"] is None
    assert sighting["last_record"]["digest"].startswith("sha256:")
    assert (sighting["permission"]["robots"], sighting["permission"]["training"]) == (f"{board}/robots.txt", False)
    page = fetched(f"{console}/postings/{first}")
    assert "Where it was seen" in page
    assert sighting["last_record"]["digest"] in page


def test_the_readme_s_pictures_are_taken_and_small(demo: tuple[str, str], chromium: str, tmp_path: Path) -> None:
    take(demo[0], tmp_path)
    sizes = {path.stem: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes.keys() == {picture.name for picture in PICTURES} == {"queue", "queue-dark", "posting", "posting-phone"}
    assert all(10_000 < size < 200_000 for size in sizes.values())
