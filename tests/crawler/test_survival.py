"""A crawl that is killed, again and again, and a database that is away for a while: nothing is lost and nothing is there twice."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from crawler.archive import RecordPointer, verify
from store.crawls import Crawls
from store.database import Database
from store.frontier import Frontier
from store.identity import public_id
from store.postings import Postings
from store.sightings import Sightings
from tests.crawler.local_site import ROOT
from tests.crawler.rough_site import RoughSite

CRAWL = """
import json, sys
from pathlib import Path
from crawler.run import crawl
from crawler.sources import source_from

given = json.loads(sys.argv[1])
source = source_from("rough", {"access": "jobposting", "entry_points": [given["url"] + "/sitemap.xml"], "budget": 100_000})
crawl([source], database_url=given["database"], archive=Path(given["archive"]))
"""


def start(site: RoughSite, database: str, archive: Path) -> subprocess.Popen[bytes]:
    given = json.dumps({"url": site.url, "database": database, "archive": str(archive)})
    return subprocess.Popen([sys.executable, "-W", "error", "-c", CRAWL, given], cwd=ROOT)


def finish(process: subprocess.Popen[bytes]) -> None:
    assert process.wait(timeout=300) == 0


def check(site: RoughSite, url: str, archive: Path) -> None:
    """Every advert that can be had is stored once, and points to a record that is there and unchanged."""
    database = Database(url)
    with database.reading() as session:
        postings = Postings(session).first(100_000)
        counted = Counter(posting.url for posting in postings)
        pointers = {
            posting.url: [sighting.first_record for sighting in Sightings(session).of(public_id(posting))] for posting in postings
        }
        letters = {str(letter.request["url"]): letter.reason for letter in Frontier(session).dead_letters()}
        crawl = Crawls(session).latest("rough")
        assert Frontier(session).unfinished(["rough"]) == 0
    database.dispose()
    assert counted.keys() == site.readable()
    assert set(counted.values()) == {1}
    assert all(len(records) == 1 and records[0] for records in pointers.values())
    kept = [RecordPointer.from_mapping(record) for records in pointers.values() for record in records if record]
    assert list(verify(archive, kept)) == []
    assert len(letters) == site.adverts - len(site.readable())
    assert all("redirect" in reason or "size" in reason for reason in letters.values()), letters
    assert crawl is not None
    assert crawl.outcome == "complete"


def killed_again_and_again(site: RoughSite, url: str, archive: Path, *, times: int, processes: int, each: int) -> None:
    chance = random.Random(7)  # noqa: S311 no secret
    running = [start(site, url, archive) for _ in range(processes)]
    for _ in range(times):
        site.wait_for_requests(chance.randint(each // 4, each))
        victim = chance.randrange(processes)
        running[victim].send_signal(signal.SIGKILL)
        running[victim].wait()
        running[victim] = start(site, url, archive)
    for process in running:
        finish(process)


@pytest.mark.parametrize("processes", [1, 2])
def test_ten_kills_lose_nothing(blank_database_url: str, tmp_path: Path, processes: int) -> None:
    with RoughSite(300) as site:
        killed_again_and_again(site, blank_database_url, tmp_path, times=10, processes=processes, each=25)
        check(site, blank_database_url, tmp_path)


def test_a_database_that_is_locked_for_a_while_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    url = f"sqlite:///{path}"
    with RoughSite(200) as site:
        crawling = start(site, url, tmp_path / "archive")
        site.wait_for_requests(40)
        lock = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        lock.execute("BEGIN IMMEDIATE")
        threading.Timer(4, lambda: lock.execute("COMMIT")).start()
        finish(crawling)
        lock.close()
        check(site, url, tmp_path / "archive")
