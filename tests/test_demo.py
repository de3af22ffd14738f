"""The demonstration as `make run` starts it: one command, and the console opens on a queue worth looking at."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]


def fetched(url: str) -> str:
    with urlopen(url) as response:  # noqa: S310 (this machine)
        text: str = response.read().decode()
    return text


def test_the_demo_serves_what_it_crawled_and_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "recruitment_risk", "demo", "--port", "0", "--database", f"sqlite:///{tmp_path}/new/demo.db"]
    (tmp_path / "tmp").mkdir()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        board = process.stderr.readline().split()[-1]
        address = next(line for line in process.stderr if line.startswith("API and console at ")).split()[4]
        queue = json.loads(fetched(f"{address}/v1/queue?limit=100"))
        assert queue["counts"]["total"] == 36
        assert fetched(f"{address}/").count('class="c-posting"') == 36
        posting = json.loads(fetched(f"{address}/v1/postings/{queue['items'][0]['posting_id']}"))["posting"]
        assert posting["url"].startswith(f"{board}/jobs/")
        assert posting["title"] in fetched(posting["url"])
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 143
    assert list((tmp_path / "tmp").iterdir()) == []
