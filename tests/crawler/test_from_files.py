"""WARC files as a source."""

from __future__ import annotations

from pathlib import Path

from crawler.progress import CrawlSummary
from crawler.run import crawl
from crawler.sources import source_from
from store.database import Database
from store.identity import public_id
from store.postings import Postings
from store.sightings import Sightings
from tests.crawler.warc_pages import advert, packed, record, warc_file


def crawled(folder: Path, *files: Path) -> CrawlSummary:
    source = source_from("archive", {"access": "warc", "entry_points": [str(file) for file in files]})
    return crawl([source], database_url=f"sqlite:///{folder}/store.db", archive=folder / "own")


def test_files_are_read_once_and_gone_on_with_when_they_grow(tmp_path: Path) -> None:
    one, other = warc_file(tmp_path / "one.warc.gz", 70), warc_file(tmp_path / "other.warc.gz", 5, first=70)
    assert crawled(tmp_path, one, other).new == 75
    assert crawled(tmp_path, one, other).postings == 0
    with other.open("ab") as stream:
        stream.write(packed(record(75, advert(75))))
    assert crawled(tmp_path, one, other).new == 1


def test_a_posting_tells_in_which_record_of_which_file_it_was(tmp_path: Path) -> None:
    crawled(tmp_path, warc_file(tmp_path / "one.warc.gz", 3))
    database = Database(f"sqlite:///{tmp_path}/store.db")
    with database.reading() as session:
        postings = Postings(session).first(3)
        seen = [Sightings(session).of(public_id(posting))[0].permission for posting in postings]
    database.dispose()
    assert {permission["archive"] for permission in seen} == {"one.warc.gz"}
    assert len({permission["offset"] for permission in seen}) == 3


def test_what_is_damaged_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "torn.warc.gz"
    whole = packed(record(1, advert(1)), record(2, advert(2)))
    path.write_bytes(whole[:-20])
    summary = crawled(tmp_path, path, tmp_path / "missing.warc.gz")
    assert summary.new >= 1
    assert any("cannot be read" in problem.reason for problem in summary.errors)
