"""Whether evidence is still there and still what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawler.archive.errors import ArchiveError, ArchiveProblem, Fault
from crawler.archive.files import archive_files, is_being_written, name_of, path_of
from crawler.archive.reading import Record, read_in, records_in
from crawler.archive.records import RecordPointer, digest_of, record_id_in


@dataclass(frozen=True, slots=True)
class VerifyProgress:
    """How far a walk over all files is."""

    file: str
    bytes_done: int
    bytes_in_all: int
    records: int
    problems: int


def verify(folder: Path, pointers: Iterable[RecordPointer]) -> Iterator[ArchiveProblem]:
    """The pointers whose record is missing, is another, or is not what it was. Quickest in order of file and offset."""
    with closing(_Files(folder)) as files:
        for pointer in pointers:
            try:
                read_in(files.stream(pointer.file), pointer)
            except ArchiveError as error:
                yield ArchiveProblem(pointer.file, pointer.offset, error.fault, error.reason, pointer.record_id)


def verify_files(folder: Path, on_progress: Callable[[VerifyProgress], None] | None = None) -> Iterator[ArchiveProblem]:
    """What is wrong with any record of any file, every digest checked. Progress is told after each record."""
    paths = list(archive_files(folder))
    in_all, before, records, problems = sum(path.stat().st_size for path in paths), 0, 0, 0
    for path in paths:
        for record in records_in(path):
            found = _problem(path, record)
            records, problems = records + 1, problems + (found is not None)
            if found is not None:
                yield found
            if on_progress is not None and isinstance(record, Record):
                on_progress(VerifyProgress(name_of(path), before + record.end, in_all, records, problems))
        before += path.stat().st_size


def _problem(path: Path, record: Record | ArchiveProblem) -> ArchiveProblem | None:
    if isinstance(record, ArchiveProblem):
        return None if record.fault is Fault.TORN and is_being_written(path) else record
    wrong = _wrong_digest(record)
    return ArchiveProblem(name_of(path), record.offset, Fault.DIGEST, wrong, record_id_in(record.fields)) if wrong else None


def _wrong_digest(record: Record) -> str:
    if record.fields.get("warc-block-digest") != digest_of(record.block):
        return "the block is not the one that was written"
    payload = record.fields.get("warc-payload-digest")
    if payload is not None and payload != digest_of(record.block.partition(b"\r\n\r\n")[2]):
        return "the body is not the one that was written"
    return ""


class _Files:
    """The file last asked for stays open: pointers come in runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._stream: BinaryIO | None = None

    def stream(self, name: str) -> BinaryIO:
        if self._stream is None or name != self._name:
            self.close()
            self._stream, self._name = path_of(self._folder, name).open("rb"), name
        return self._stream

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
