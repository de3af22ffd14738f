"""WARC files as a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.accesses import warc
from crawler.accesses.access import EntryError
from crawler.accesses.warc import ACCESS
from crawler.archive import Archive
from crawler.pages.page import Page, PageError
from tests.crawler.archive.exchanges import AT, exchange
from tests.crawler.warc_pages import advert, packed, record

RECORDS = [record(number, advert(number)) for number in range(3)]


def page(body: bytes, **context: int) -> Page:
    return Page(url="file:///srv/weir.warc.gz", body=body, source="weir", context=dict(context))


def test_a_file_holds_the_postings_of_its_pages() -> None:
    reading = ACCESS.read(page(packed(*RECORDS)))
    assert [posting.title for posting in reading.postings] == ["Lock keeper 0", "Lock keeper 1", "Lock keeper 2"]
    assert {posting.source for posting in reading.postings} == {"weir"}
    assert reading.postings[1].url == "https://weir.example/jobs/1"
    assert str(reading.postings[1].fetched_at) == "2026-04-02 08:09:10+00:00"


def test_our_own_evidence_can_be_read_anew(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.write(exchange(body=advert(5)))
    (path,) = tmp_path.iterdir()
    (posting,) = ACCESS.read(page(path.read_bytes())).postings
    assert (posting.title, posting.fetched_at) == ("Lock keeper 5", AT)


def test_a_broken_record_is_a_problem_with_its_offset() -> None:
    first = packed(RECORDS[0])
    reading = ACCESS.read(page(first + packed(RECORDS[1])[:100]))
    assert len(reading.postings) == 1
    (problem,) = reading.problems
    assert f"record at {len(first)}: the record is torn" in problem.reason


def test_reading_goes_on_at_the_offset_in_the_cursor() -> None:
    offset = len(packed(RECORDS[0]))
    (target,) = ACCESS.entry("/srv/weir.warc.gz", str(offset))
    reading = ACCESS.read(page(packed(*RECORDS), **target.context))
    assert [posting.title for posting in reading.postings] == ["Lock keeper 1", "Lock keeper 2"]


def test_only_so_many_pages_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_PAGES", 2)
    reading = ACCESS.read(page(packed(*RECORDS)))
    assert len(reading.postings) == 2
    assert "only 2 pages were read" in reading.problems[0].reason
    assert reading.cursor == str(len(packed(*RECORDS[:2])))


@pytest.mark.parametrize("body", [b"", b"<html>", b"\x1f\x8b\x08junk", b"PK\x03\x04"])
def test_another_file_is_refused(body: bytes) -> None:
    assert not ACCESS.recognises(page(body))
    with pytest.raises(PageError, match="no WARC file"):
        ACCESS.read(page(body))


def test_its_files_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page(packed(*RECORDS)))
    assert ACCESS.recognises(page(b"".join(RECORDS)))


@pytest.mark.parametrize(
    "entry_point",
    ["/srv/a.warc.gz", "file:///srv/a.warc.gz", "a.warc", "crawl-data/CC-MAIN-2026-10/segments/1.2/warc/CC-MAIN-1-00001.warc.gz"],
)
def test_an_entry_point_is_a_file_on_this_machine(entry_point: str) -> None:
    (target,) = ACCESS.entry(entry_point, "")
    assert target.url.startswith("file:///")
    assert target.url.endswith(entry_point.removeprefix("file://"))


@pytest.mark.parametrize("entry_point", ["https://a.example/a.warc.gz", "/etc/passwd", "", "file://elsewhere/a.warc.gz"])
def test_anything_else_is_no_entry_point(entry_point: str) -> None:
    with pytest.raises(EntryError, match="no path"):
        ACCESS.entry(entry_point, "")
