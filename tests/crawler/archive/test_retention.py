"""Forgetting evidence."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from crawler.archive.records import RecordPointer
from crawler.archive.retention import retain
from crawler.archive.writing import Archive
from tests.crawler.archive.exchanges import AT, exchange

LATER = AT + timedelta(days=90)


def three_files(folder: Path) -> list[RecordPointer]:
    """Of which the first two hold one old answer each, and the third one that is new."""
    with Archive(folder, rotate_bytes=1) as archive:
        return [archive.write(exchange(at=at)) for at in (AT, AT, LATER)]


def never(pointer: RecordPointer) -> bool:
    return False


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_old_files_of_which_nothing_is_to_be_kept_go(tmp_path: Path) -> None:
    pointers = three_files(tmp_path)
    removed = retain(tmp_path, lambda pointer: pointer == pointers[1], LATER)
    assert [path.name for path in removed] == [pointers[0].file]
    assert names(tmp_path) == {pointer.file for pointer in pointers[1:]}


def test_one_new_answer_keeps_its_whole_file(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.write(exchange(at=AT))
        archive.write(exchange(at=LATER))
    assert retain(tmp_path, never, LATER) == []
    assert len(retain(tmp_path, never, LATER + timedelta(seconds=1))) == 1


def test_one_answer_that_is_kept_keeps_its_whole_file(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        pointers = [archive.write(exchange(number)) for number in range(3)]
    assert retain(tmp_path, lambda pointer: pointer == pointers[2], LATER) == []


def test_a_file_that_is_still_written_stays(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.write(exchange())
        assert retain(tmp_path, never, LATER) == []
    assert len(retain(tmp_path, never, LATER)) == 1


def test_what_a_killed_process_left_goes_once_it_is_old(tmp_path: Path) -> None:
    pointer = three_files(tmp_path)[0]
    path = tmp_path / f"{pointer.file}.open"
    (tmp_path / pointer.file).rename(path)
    path.write_bytes(path.read_bytes()[:-5])
    assert path not in retain(tmp_path, never, LATER)
    os.utime(path, (AT.timestamp(), AT.timestamp()))
    assert path in retain(tmp_path, never, LATER)


def test_a_damaged_file_stays_because_it_cannot_be_asked_what_it_holds(tmp_path: Path) -> None:
    pointer = three_files(tmp_path)[0]
    path = tmp_path / pointer.file
    data = bytearray(path.read_bytes())
    data[pointer.offset + 20 : pointer.offset + 60] = b"\xff" * 40
    path.write_bytes(data)
    os.utime(path, (AT.timestamp(), AT.timestamp()))
    assert path not in retain(tmp_path, never, LATER)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.warc.gz").write_bytes(b"")
    assert retain(tmp_path, never, LATER) == []
    assert names(tmp_path) == {"notes.warc.gz"}
