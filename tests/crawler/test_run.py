from __future__ import annotations

from pathlib import Path

import pytest

from crawler.demo.show import board_on
from crawler.demo.site import DemoSite
from crawler.run import crawl
from models.bundle import BundleError
from tests.crawler.local_site import run_apart

INTO_A_DATABASE = """
import sys
from crawler.pipelines import StoreSink
from crawler.run import crawl_into
from store.database import Database
from tests.store.assessed import an_assessment

database = Database(sys.argv[2])
database.upgrade()
print(crawl_into(StoreSink(database, lambda posting: an_assessment()), sys.argv[1], source="demo"), end="")
database.dispose()
"""

TWICE = """
import logging, signal, sys
from crawler.progress import Outcome
from crawler.run import crawl_into
from crawler.settings import CrawlSettingsError

kept = lambda: (signal.getsignal(signal.SIGINT), logging.getLogger().level, list(logging.getLogger().handlers))
before = kept()
progress = []
summary = crawl_into(lambda posting: Outcome.NEW, sys.argv[1], on_progress=progress.append)
assert kept() == before
assert progress[-1] == summary and [told.pages for told in progress] == sorted(told.pages for told in progress)
try:
    crawl_into(lambda posting: Outcome.NEW, sys.argv[1])
except CrawlSettingsError as error:
    print(error)
"""


INTERRUPTED = """
import os, signal, sys
from crawler.cli import exit_status
from crawler.progress import Outcome
from crawler.run import crawl_into

signals = [signal.SIGINT] * int(sys.argv[2])

def sink(posting):
    if signals:
        os.kill(os.getpid(), signals.pop())
    return Outcome.NEW

summary = crawl_into(sink, sys.argv[1])
assert 1 <= summary.pages < 37 and str(summary).endswith("interrupted"), summary
print(exit_status(summary))
"""


@pytest.mark.parametrize("times", ["1", "2"])
def test_a_crawl_that_is_interrupted_says_so(times: str) -> None:
    with DemoSite() as site:
        assert run_apart(INTERRUPTED, site.sitemap_url, times) == "130\n"


def test_the_demo_board_is_remembered_once_however_often_it_is_crawled(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    with DemoSite() as site:
        first = run_apart(INTO_A_DATABASE, site.sitemap_url, url)
        again = run_apart(INTO_A_DATABASE, f"{site.url}/", url)
    assert first == "37 pages, 36 postings (36 new, 0 changed, 0 unchanged), 0 errors, 1 passed over"
    assert again == "40 pages, 36 postings (0 new, 0 changed, 36 unchanged), 0 errors, 1 passed over"


def test_a_port_that_is_taken_is_no_obstacle_to_the_demo() -> None:
    with DemoSite() as site:
        taken = int(site.url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            DemoSite(taken)
        other = board_on(taken)
        with other:
            assert other.url != site.url


def test_a_crawl_gives_signals_and_log_back_and_a_second_one_is_refused() -> None:
    with DemoSite() as site:
        assert "has crawled" in run_apart(TWICE, f"{site.url}/jobs/pek-debrecen.html")


def test_nothing_is_fetched_when_there_is_nothing_to_judge_with(tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        crawl("http://127.0.0.1:9/", database_url=f"sqlite:///{tmp_path / 'x.db'}", bundle=tmp_path / "no-bundle")
    assert not list(tmp_path.iterdir())
