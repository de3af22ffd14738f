"""Writing evidence."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from crawler.archive.errors import ArchiveError
from crawler.archive.reading import read_record
from crawler.archive.writing import Archive
from tests.crawler.archive.exchanges import AT, exchange, written

KILLED = """
import os, signal, sys
from pathlib import Path
from crawler.archive.writing import Archive
from tests.crawler.archive.exchanges import exchange
archive = Archive(Path(sys.argv[1]))
for number in range(5):
    pointer = archive.write(exchange(number))
    print(pointer.file, pointer.offset, pointer.record_id, pointer.digest, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_written_can_be_read(tmp_path: Path) -> None:
    with Archive(tmp_path / "evidence") as archive:
        pointers = [archive.write(exchange(number)) for number in range(3)]
    assert [read_record(tmp_path / "evidence", pointer) for pointer in pointers] == [exchange(number) for number in range(3)]


def test_other_tools_read_the_files_and_find_every_digest_right(tmp_path: Path) -> None:
    written(tmp_path)
    (path,) = tmp_path.iterdir()
    records = [(str(record.record_type), record.verify_block_digest()) for record in ArchiveIterator(str(path), parse_http=False)]
    assert records == [("warcinfo", True)] + [("response", True)] * 3
    for record in ArchiveIterator(str(path), record_types=WarcRecordType.response, auto_decode="all"):
        assert record.verify_payload_digest()
        assert record.reader.read() == b"<h1>Thatcher wanted</h1>"
        assert record.record_date == AT
        assert record.headers["X-Crawl-Permission"].startswith('{"allowed":true')
        assert record.http_headers["X-Crawl-Content-Encoding"] == "br"


def test_a_pointer_is_where_another_tool_finds_the_record(tmp_path: Path) -> None:
    pointers = written(tmp_path)
    (path,) = tmp_path.iterdir()
    found = [(record.stream_pos, record.record_id) for record in ArchiveIterator(str(path))][1:]
    assert found == [(pointer.offset, f"<{pointer.record_id}>") for pointer in pointers]


def test_every_file_begins_by_saying_what_wrote_it(tmp_path: Path) -> None:
    written(tmp_path)
    (path,) = tmp_path.iterdir()
    first = next(iter(ArchiveIterator(str(path))))
    assert b"software: recruitment-risk/" in first.reader.read()
    assert first.headers["WARC-Filename"] == path.name


def test_a_file_is_open_by_name_until_it_is_complete_and_pointers_hold_either_way(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    pointer = archive.write(exchange())
    archive.sync()
    assert [path.name for path in tmp_path.iterdir()] == [f"{pointer.file}.open"]
    assert read_record(tmp_path, pointer) == exchange()
    archive.close()
    assert [path.name for path in tmp_path.iterdir()] == [pointer.file]
    assert read_record(tmp_path, pointer) == exchange()


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    with Archive(tmp_path, rotate_bytes=1) as archive:
        pointers = [archive.write(exchange(number)) for number in range(3)]
    assert len({pointer.file for pointer in pointers}) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(pointer.file for pointer in pointers)


def test_nothing_is_begun_before_something_is_written(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.sync()
    assert not list(tmp_path.iterdir())


def test_two_archives_in_one_folder_keep_out_of_each_others_way(tmp_path: Path) -> None:
    with Archive(tmp_path) as one, Archive(tmp_path) as other:
        pointers = [archive.write(exchange(number)) for number, archive in enumerate((one, other, one, other))]
    assert len({pointer.file for pointer in pointers}) == 2
    assert [read_record(tmp_path, pointer) for pointer in pointers] == [exchange(number) for number in range(4)]


def test_a_killed_process_loses_nothing_it_had_written(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    lines = [line.split() for line in ran.stdout.splitlines()]
    (path,) = tmp_path.iterdir()
    assert path.name == f"{lines[0][0]}.open"
    found = [(str(record.stream_pos), record.record_id) for record in ArchiveIterator(str(path))][1:]
    assert found == [(offset, f"<{record_id}>") for _, offset, record_id, _ in lines]


def test_a_forked_process_goes_on_in_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    before = archive.write(exchange(1))
    monkeypatch.setattr(os, "getpid", lambda: 999_999)
    after = archive.write(exchange(2))
    archive.close()
    assert "-999999-" in after.file
    assert (tmp_path / f"{before.file}.open").exists()
    assert [read_record(tmp_path, pointer) for pointer in (before, after)] == [exchange(1), exchange(2)]


def test_a_full_disk_costs_the_record_and_leaves_the_file_whole(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Archive(tmp_path) as archive:
        first = archive.write(exchange(1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (first.offset + 2_000, hard))
        try:
            with pytest.raises(ArchiveError, match="cannot be written"):
                archive.write(exchange(2, body=os.urandom(10_000)))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        third = archive.write(exchange(3))
    assert [record.record_id for record in ArchiveIterator(str(tmp_path / first.file))][1:] == [
        f"<{pointer.record_id}>" for pointer in (first, third)
    ]


def test_a_folder_that_cannot_be_written_to_is_an_error_that_names_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(ArchiveError, match="gone"):
        archive.write(exchange())


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive, pytest.raises(ArchiveError, match="no time zone"):
        archive.write(replace(exchange(), fetched_at=datetime(2026, 5, 1)))  # noqa: DTZ001 that is the point
