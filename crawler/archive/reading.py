"""Reading evidence: one record by its pointer, or all of a file up to where it is torn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawler.archive.errors import ArchiveError, ArchiveProblem, Fault
from crawler.archive.files import archive_files, name_of, path_of
from crawler.archive.members import member_at, next_member
from crawler.archive.records import Exchange, RecordPointer, digest_of, exchange_in, fields_and_block, record_id_in


@dataclass(frozen=True, slots=True)
class Record:
    """A record of any type as it stands in a file."""

    offset: int
    end: int
    fields: dict[str, str]
    """By lower-case name."""
    block: bytes


def read_record(folder: Path, pointer: RecordPointer) -> Exchange:
    """The answer that a pointer points to, checked against its id and digest. Raises ArchiveError."""
    with path_of(folder, pointer.file).open("rb") as stream:
        return read_in(stream, pointer)


def read_in(stream: BinaryIO, pointer: RecordPointer) -> Exchange:
    """As `read_record`, in its file."""
    record = record_at(stream, pointer.offset)
    if record_id_in(record.fields) != pointer.record_id:
        raise ArchiveError(Fault.OTHER_RECORD, f"at {pointer.offset} is {record_id_in(record.fields)}, not {pointer.record_id}")
    exchange = exchange_in(record.fields, record.block)
    if digest_of(exchange.body) != pointer.digest:
        raise ArchiveError(Fault.DIGEST, f"the body of {pointer.record_id} is not the one that was written")
    return exchange


def record_at(stream: BinaryIO, offset: int) -> Record:
    """The record that begins at an offset. Raises ArchiveError."""
    content, end = member_at(stream, offset)
    return Record(offset, end, *fields_and_block(content))


def records_in(path: Path) -> Iterator[Record | ArchiveProblem]:
    """The records of a file in order. Behind a damaged stretch reading goes on at the next record; it ends at a tear."""
    with path.open("rb") as stream:
        at: int | None = 0
        while at is not None and stream.seek(at) == at and stream.read(1):
            try:
                record = record_at(stream, at)
            except ArchiveError as error:
                yield ArchiveProblem(name_of(path), at, error.fault, error.reason)
                at = next_member(stream, at + 1)
            else:
                yield record
                at = record.end


def exchanges(folder: Path) -> Iterator[tuple[RecordPointer, Exchange]]:
    """Every answer in an archive that can be read, with its pointer, as when everything is read anew."""
    for path in archive_files(folder):
        for record in records_in(path):
            if isinstance(record, Record) and (exchange := _exchange(record)):
                record_id, digest = record_id_in(record.fields), digest_of(exchange.body)
                yield RecordPointer(name_of(path), record.offset, record_id, digest), exchange


def _exchange(record: Record) -> Exchange | None:
    """The answer in a record that holds a readable one; `verify_files` is who tells of the others."""
    with suppress(ArchiveError):
        return exchange_in(record.fields, record.block)
    return None
