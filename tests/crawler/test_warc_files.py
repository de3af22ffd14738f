"""Many WARC files at once."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import signal
from pathlib import Path

from crawler.warc_files import FileProgress, position, read_files
from tests.crawler.warc_pages import advert, record, warc_file


def titles(paths: list[Path], **options: object) -> list[str]:
    return sorted(posting.title for reading in read_files(paths, **options) for posting in reading.postings)  # type: ignore[arg-type]


def test_files_are_read_alike_by_one_process_and_by_several(tmp_path: Path) -> None:
    paths = [warc_file(tmp_path / f"{number}.warc.gz", 30, first=100 * number) for number in range(3)]
    one = list(read_files(paths, source="old-web"))
    several = list(read_files(paths, source="old-web", workers=2))
    assert len(one) == 90
    assert sorted(one, key=lambda reading: reading.cursor) == sorted(several, key=lambda reading: reading.cursor)
    assert {posting.source for reading in one for posting in reading.postings} == {"old-web"}


def test_reading_goes_on_behind_what_was_read(tmp_path: Path) -> None:
    path = warc_file(tmp_path / "a.warc.gz", 10)
    cursors = [reading.cursor for reading in read_files([path])]
    file, offset = position(cursors[6])
    assert file == str(path)
    assert titles([path], offsets={file: offset}) == [f"Lock keeper {number}" for number in range(6, 10)]


def test_a_file_that_is_one_gzip_member_is_read_again_from_where_reading_can_begin(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"".join(record(number, advert(number)) for number in range(10))))
    offsets = {position(reading.cursor)[1] for reading in read_files([path])}
    assert offsets == {0}


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    paths = [warc_file(tmp_path / "a.warc.gz", 70), warc_file(tmp_path / "b.warc.gz", 1)]
    told: list[FileProgress] = []
    list(read_files(paths, on_progress=told.append))
    assert [(Path(progress.file).name[0], progress.pages, progress.done) for progress in told] == [
        ("a", 64, False),
        ("a", 70, True),
        ("b", 1, True),
    ]
    assert told[-1].offset == told[-1].size == paths[1].stat().st_size


def test_a_missing_file_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    path = warc_file(tmp_path / "a.warc.gz", 1)
    readings = list(read_files([tmp_path / "none.warc.gz", path]))
    assert [len(reading.postings) for reading in readings] == [0, 1]
    assert "cannot be read" in readings[0].problems[0].reason


def test_a_process_that_dies_costs_its_file_and_says_so(tmp_path: Path) -> None:
    paths = [warc_file(tmp_path / f"{number}.warc.gz", 600, first=1000 * number) for number in range(2)]
    readings = read_files(paths, workers=2)
    next(readings)
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGKILL)
    problems = [problem for reading in readings for problem in reading.problems]
    assert {problem.url for problem in problems} <= {str(path) for path in paths}
    assert problems
    assert "the process that read the file ended" in problems[0].reason


def test_no_process_outlives_a_reading_that_is_given_up(tmp_path: Path) -> None:
    paths = [warc_file(tmp_path / f"{number}.warc.gz", 300) for number in range(2)]
    readings = read_files(paths, workers=2)
    next(readings)
    readings.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
