"""Whether evidence is still there, and reading past what is not."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.archive.errors import ArchiveError, Fault
from crawler.archive.reading import exchanges, read_record
from crawler.archive.records import RecordPointer, digest_of
from crawler.archive.verifying import VerifyProgress, verify, verify_files
from crawler.archive.writing import Archive
from tests.crawler.archive.exchanges import exchange, written


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def rewritten(path: Path, pointer: RecordPointer, old: bytes, new: bytes) -> None:
    """Change a record and compress it again, as somebody who tampers would."""
    data = path.read_bytes()
    following = data.find(b"\x1f\x8b\x08", pointer.offset + 1)
    end = following if following > 0 else len(data)
    member = gzip.compress(gzip.decompress(data[pointer.offset : end]).replace(old, new))
    path.write_bytes(data[: pointer.offset] + member + data[end:])


def test_an_untouched_archive_has_no_problems(tmp_path: Path) -> None:
    pointers = written(tmp_path)
    assert not list(verify(tmp_path, pointers))
    assert not list(verify_files(tmp_path))


def test_a_missing_file_is_found(tmp_path: Path) -> None:
    pointers = written(tmp_path)
    only_file(tmp_path).unlink()
    assert [problem.fault for problem in verify(tmp_path, pointers)] == [Fault.NO_FILE] * 3


@pytest.mark.parametrize("offset", [1, 10**12])
def test_a_missing_record_is_found(tmp_path: Path, offset: int) -> None:
    pointer = replace(written(tmp_path)[0], offset=offset)
    assert [problem.fault for problem in verify(tmp_path, [pointer])] == [Fault.NO_RECORD]


def test_a_record_that_is_none_of_ours_is_found(tmp_path: Path) -> None:
    one, other, _ = written(tmp_path)
    (problem,) = verify(tmp_path, [replace(one, offset=other.offset)])
    assert (problem.fault, problem.record_id) == (Fault.OTHER_RECORD, one.record_id)


def test_the_files_own_first_record_is_no_answer(tmp_path: Path) -> None:
    pointer = written(tmp_path)[0]
    info_id = gzip.decompress(only_file(tmp_path).read_bytes()).split(b"<", 1)[1].split(b">", 1)[0].decode()
    (problem,) = verify(tmp_path, [replace(pointer, offset=0, record_id=info_id)])
    assert problem.fault is Fault.NO_RECORD


def test_a_changed_body_is_found_by_pointer_and_by_walking(tmp_path: Path) -> None:
    pointers = written(tmp_path)
    rewritten(only_file(tmp_path), pointers[1], b"Thatcher", b"Slater!!")
    (problem,) = verify(tmp_path, pointers[:2])
    assert (problem.fault, problem.offset) == (Fault.DIGEST, pointers[1].offset)
    assert [(found.fault, found.record_id) for found in verify_files(tmp_path)] == [(Fault.DIGEST, pointers[1].record_id)]


def test_a_changed_body_with_its_digests_set_right_is_still_not_what_the_pointer_promised(tmp_path: Path) -> None:
    pointers = written(tmp_path)
    new = b"<h1>Slater!! wanted</h1>"
    rewritten(only_file(tmp_path), pointers[1], exchange().body, new)
    rewritten(only_file(tmp_path), pointers[1], pointers[1].digest.encode(), digest_of(new).encode())
    assert [problem.fault for problem in verify(tmp_path, pointers[:2])] == [Fault.DIGEST]


def test_a_changed_header_is_found(tmp_path: Path) -> None:
    pointers = written(tmp_path)
    rewritten(only_file(tmp_path), pointers[1], b"HTTP/1.1 200", b"HTTP/1.1 404")
    (problem,) = verify_files(tmp_path)
    assert (problem.fault, problem.reason) == (Fault.DIGEST, "the block is not the one that was written")


def test_a_torn_last_record_leaves_the_others_readable(tmp_path: Path) -> None:
    pointers = written(tmp_path)
    path = only_file(tmp_path)
    whole = path.read_bytes()
    for length in range(pointers[2].offset + 1, len(whole)):
        path.write_bytes(whole[:length])
        assert [problem.fault for problem in verify(tmp_path, pointers)] == [Fault.TORN]
    assert [problem.fault for problem in verify_files(tmp_path)] == [Fault.TORN]
    assert [pointer for pointer, _ in exchanges(tmp_path)] == pointers[:2]


def test_a_damaged_stretch_costs_its_records_only(tmp_path: Path) -> None:
    pointers = written(tmp_path)
    path = only_file(tmp_path)
    data = bytearray(path.read_bytes())
    data[pointers[0].offset + 40 : pointers[1].offset + 40] = b"\xff" * (pointers[1].offset - pointers[0].offset)
    path.write_bytes(data)
    faults = [problem.fault for problem in verify(tmp_path, pointers)]
    assert faults == [Fault.DAMAGED, Fault.NO_RECORD]
    assert [pointer for pointer, _ in exchanges(tmp_path)] == pointers[2:]
    assert [problem.offset for problem in verify_files(tmp_path)] == [pointers[0].offset]


def test_a_changed_byte_is_found_or_changes_nothing_that_is_read(tmp_path: Path) -> None:
    pointers = written(tmp_path, 1)
    path = only_file(tmp_path)
    whole = path.read_bytes()
    unseen = 0
    for at in range(pointers[0].offset, len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        if not list(verify(tmp_path, pointers)):
            unseen += 1
            assert read_record(tmp_path, pointers[0]) == exchange(0)
    assert unseen <= 8  # gzip's own time, level and system, and bits that fill its last byte


def test_a_walk_tells_how_far_it_is(tmp_path: Path) -> None:
    written(tmp_path)
    told: list[VerifyProgress] = []
    assert not list(verify_files(tmp_path, told.append))
    assert [progress.records for progress in told] == [1, 2, 3, 4]
    assert told[-1].bytes_done == told[-1].bytes_in_all == only_file(tmp_path).stat().st_size


def test_the_end_of_a_file_that_is_being_written_is_no_tear(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.write(exchange())
        path = only_file(tmp_path)
        with path.open("ab") as stream:
            stream.write(b"\x1f\x8b\x08")
        assert not list(verify_files(tmp_path))
    assert [problem.fault for problem in verify_files(tmp_path)] == [Fault.TORN]


@pytest.mark.parametrize("name", ["../secret.warc.gz", "/etc/passwd", "", "crawl-20260501T103015Z-a-1-00001.warc.gz/../x"])
def test_a_pointer_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="missing file"):
        read_record(tmp_path, RecordPointer(name, 0, "urn:uuid:1", "sha256:"))


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.warc.gz").write_bytes(b"no record")
    written(tmp_path)
    assert not list(verify_files(tmp_path))


def test_a_bomb_in_a_file_is_not_unpacked_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pointers = written(tmp_path)
    monkeypatch.setattr("crawler.archive.members.member_at.__kwdefaults__", {"most": 100})
    with pytest.raises(ArchiveError, match="larger than any"):
        read_record(tmp_path, pointers[0])
