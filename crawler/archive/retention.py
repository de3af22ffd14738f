"""Forgetting evidence: whole files go once they are old and nothing in them is to be kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive.errors import ArchiveError, ArchiveProblem, Fault
from crawler.archive.files import archive_files, is_being_written, name_of, sync_folder
from crawler.archive.reading import Record, records_in
from crawler.archive.records import RecordPointer, date_in, record_id_in


def retain(folder: Path, keep: Callable[[RecordPointer], bool], older_than: datetime) -> list[Path]:
    """Remove the files all of whose records are older than a moment and not to be kept; says which. One still written stays.

    A file with a damaged stretch stays too, because what is in it cannot be asked about; one that is merely torn at its end goes
    once it was last written to before the moment.
    """
    removed = [path for path in archive_files(folder) if not is_being_written(path) and _may_go(path, keep, older_than)]
    for path in removed:
        path.unlink()
    if removed:
        sync_folder(folder)
    return removed


def _may_go(path: Path, keep: Callable[[RecordPointer], bool], older_than: datetime) -> bool:
    return all(_is_done_with(path, record, keep, older_than) for record in records_in(path))


def _is_done_with(
    path: Path, record: Record | ArchiveProblem, keep: Callable[[RecordPointer], bool], older_than: datetime
) -> bool:
    if isinstance(record, ArchiveProblem):
        return record.fault is Fault.TORN and datetime.fromtimestamp(path.stat().st_mtime, UTC) < older_than
    if record.fields.get("warc-type") != "response":
        return True
    try:
        return date_in(record.fields) < older_than and not keep(_pointer(path, record))
    except ArchiveError:
        return False


def _pointer(path: Path, record: Record) -> RecordPointer:
    digest = record.fields.get("warc-payload-digest", "")
    return RecordPointer(name_of(path), record.offset, record_id_in(record.fields), digest)
