"""A crawl in a process of its own, into a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.demo.show import board_on
from crawler.demo.site import DemoSite
from tests.crawler.local_site import run_apart

INTO_A_DATABASE = """
import sys
from pathlib import Path
from crawler.run import crawl
from crawler.sources import source_from
from tests.store.assessed import an_assessment

source = source_from("demo", {"access": "jobposting", "entry_points": [sys.argv[1]]})
folder = Path(sys.argv[2])
judge = lambda posting, thresholds: an_assessment()
print(crawl([source], database_url=f"sqlite:///{folder}/demo.db", archive=folder / "archive", assess=judge), end="")
"""

TWICE = """
import logging, signal, sys
from pathlib import Path
from crawler.run import crawl
from crawler.settings import CrawlSettingsError
from crawler.sources import source_from

source = source_from("demo", {"access": "jobposting", "entry_points": [sys.argv[1]]})
folder = Path(sys.argv[2])
into = {"database_url": f"sqlite:///{folder}/demo.db", "archive": folder / "archive"}
kept = lambda: (signal.getsignal(signal.SIGINT), logging.getLogger().level, list(logging.getLogger().handlers))
before = kept()
progress = []
summary = crawl([source], on_progress=progress.append, **into)
assert kept() == before
assert progress[-1].pages == summary.pages and [told.pages for told in progress] == sorted(told.pages for told in progress)
try:
    crawl([source], **into)
except CrawlSettingsError as error:
    print(error)
"""


INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from crawler.commands.crawling import exit_status
from crawler.run import crawl
from crawler.sources import source_from
from tests.store.assessed import an_assessment

signals = [signal.SIGINT] * int(sys.argv[3])

def judge(posting, thresholds):
    if signals:
        os.kill(os.getpid(), signals.pop())
    return an_assessment()

source = source_from("demo", {"access": "jobposting", "entry_points": [sys.argv[1]]})
folder = Path(sys.argv[2])
summary = crawl([source], database_url=f"sqlite:///{folder}/demo.db", archive=folder / "archive", assess=judge)
assert 1 <= summary.pages < 37 and str(summary).endswith("interrupted"), summary
print(exit_status(summary))
"""


@pytest.mark.parametrize("times", ["1", "2"])
def test_a_crawl_that_is_interrupted_says_so_and_is_gone_on_with(times: str, tmp_path: Path) -> None:
    with DemoSite() as site:
        assert run_apart(INTERRUPTED, site.sitemap_url, str(tmp_path), times) == "130\n"
        rest = run_apart(INTO_A_DATABASE, site.sitemap_url, str(tmp_path))
        again = run_apart(INTO_A_DATABASE, site.sitemap_url, str(tmp_path))
    assert not rest.endswith("interrupted")
    assert "36 postings (0 new, 0 changed, 36 unchanged, 0 gone), 0 errors" in again


def test_the_demo_board_is_remembered_once_however_often_it_is_crawled(tmp_path: Path) -> None:
    with DemoSite() as site:
        first = run_apart(INTO_A_DATABASE, site.sitemap_url, str(tmp_path))
        again = run_apart(INTO_A_DATABASE, f"{site.url}/", str(tmp_path))
    assert first == "37 pages, 36 postings (36 new, 0 changed, 0 unchanged, 0 gone), 0 errors, 0 missing, 1 passed over"
    assert again == "40 pages, 36 postings (0 new, 0 changed, 36 unchanged, 0 gone), 0 errors, 0 missing, 1 passed over"


def test_a_port_that_is_taken_is_no_obstacle_to_the_demo() -> None:
    with DemoSite() as site:
        taken = int(site.url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            DemoSite(taken)
        other = board_on(taken)
        with other:
            assert other.url != site.url


def test_a_crawl_gives_signals_and_log_back_and_a_second_one_is_refused(tmp_path: Path) -> None:
    with DemoSite() as site:
        assert "has crawled" in run_apart(TWICE, f"{site.url}/jobs/pek-debrecen.html", str(tmp_path))
