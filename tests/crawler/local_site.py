"""A site on this machine whose answers a test writes, and a crawl of it in a process of its own: Scrapy runs once in one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]

CRAWL = """
import json, sys
from pathlib import Path
from crawler.run import crawl
from crawler.settings import CrawlLimits
from crawler.sources import source_from
from store.database import Database
from store.identity import public_id
from store.postings import Postings
from store.sightings import Sightings
from tests.crawler.peak_memory import peak_memory
from tests.store.assessed import an_assessment

given = json.loads(sys.argv[1])
folder = Path(given["folder"])
url = given["database"] or f"sqlite:///{folder}/crawl.db"

def assess(posting, thresholds):
    if posting.title == "refused":
        raise ValueError("nobody wants to judge it")
    return an_assessment()

source = source_from("board", {"access": "jobposting", "entry_points": [given["url"]], "delay": 0} | given["source"])
summary = crawl([source], database_url=url, archive=folder / "archive", assess=assess, limits=CrawlLimits(**given["limits"]))
told = lambda problems: [[problem.url, problem.reason] for problem in problems]
database = Database(url)
with database.reading() as session:
    seen = lambda posting: Sightings(session).of(public_id(posting))[-1]
    postings = [
        {"id": public_id(posting), "url": posting.url, "title": posting.title, "source": posting.source,
         "crawl": dict(seen(posting).permission), "record": seen(posting).last_record}
        for posting in Postings(session).first(10_000)
    ]
database.dispose()
print(json.dumps({"line": str(summary), "pages": summary.pages, "postings": postings, "errors": told(summary.errors),
                  "repaired": summary.repaired, "passed_over": told(summary.passed_over), "warnings": list(summary.warnings),
                  "gone": summary.gone, "peak_memory": peak_memory()}))
"""


def run_apart(script: str, *arguments: str) -> str:
    """What a script prints in a process of its own, where every warning is an error."""
    command = [sys.executable, "-W", "error", "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", done.stderr
    return done.stdout


@dataclass
class Answer:
    """What the site says to one request."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    hang: bool = False


def advert(title: str, *, script: str = "") -> Answer:
    """A page with one JobPosting."""
    text = script or json.dumps({"@type": "JobPosting", "title": title, "description": f"{title}: an advert."})
    return Answer(f'<html><head><script type="application/ld+json">{text}</script></head><body><h1>{title}</h1></body></html>')


def sitemap(*urls: str, index: bool = False) -> Answer:
    """A sitemap, or an index of sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    entries = "".join(f"<{inner}><loc>{url}</loc></{inner}>" for url in urls)
    return Answer(f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{outer}>')


class LocalSite(AbstractContextManager["LocalSite"]):
    """Answers from a table of paths; an unknown path is a 404. Several answers to one path are given in turn, the last one on."""

    def __init__(self, answers: Callable[[str], Mapping[str, Answer | list[Answer]]]) -> None:
        self.requests: list[tuple[str, float, str]] = []
        self.folder = Path(mkdtemp(prefix="crawled-"))
        self._released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._answers = {path: list(given) if isinstance(given, list) else [given] for path, given in answers(self.url).items()}
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        shutil.rmtree(self.folder)

    def change(self, answers: Mapping[str, Answer]) -> None:
        """From now on these paths answer otherwise."""
        self._answers |= {path: [answer] for path, answer in answers.items()}

    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for path, _, _ in self.requests]

    def pauses(self) -> list[float]:
        """Seconds between one request and the next."""
        moments = [moment for _, moment, _ in self.requests]
        return [after - before for before, after in pairwise(moments)]

    def crawl(self, start: str, *, source: Mapping[str, Any] | None = None, database: str = "", **limits: Any) -> dict[str, Any]:
        """What a crawl of the site finds, in addition to what those before it found. Any warning is an error there too."""
        given = {"url": self.url + start, "source": dict(source or {}), "limits": limits, "database": database}
        found: dict[str, Any] = json.loads(run_apart(CRAWL, json.dumps(given | {"folder": str(self.folder)})))
        return found

    def _answer(self, path: str, agent: str) -> Answer:
        self.requests.append((path, monotonic(), agent))
        answers = self._answers.get(path, [Answer("not here", 404)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer.hang:
            self._released.wait(30)
        return answer

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = site._answer(self.path, self.headers.get("User-Agent", ""))
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                self.send_response(answer.status)
                for name, value in ({"Content-Type": answer.kind} | dict(answer.headers)).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has heard enough
                    self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        return Handler
