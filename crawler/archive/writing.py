"""Writing evidence: one gzip member a record, each handed to the operating system whole.

A killed process loses no record that `write` returned from; a power cut none that `sync` returned after. Files are a process's
own, so several processes share a folder without knowing of each other.
"""

from __future__ import annotations

import os
import platform
import uuid
import zlib
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import BinaryIO, Final, Self

from crawler.archive.errors import ArchiveError, Fault
from crawler.archive.files import OPEN, claim, file_name, sync_folder
from crawler.archive.records import MAX_BODY, Exchange, RecordPointer, digest_of, info_record, response_record

LEVEL: Final = 4
"""Of compression: 20 KB pages become 3% larger than by level 6, in five sixths of the time (2,400 a second on one core)."""


class Archive:
    """Appends answers to WARC files in a folder. Threads may share one; a forked process goes on in a file of its own."""

    def __init__(self, folder: Path, *, rotate_bytes: int = 1_000_000_000) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._rotate_bytes = rotate_bytes
        self._lock = RLock()
        self._serial = 0
        self._process = 0
        self._stream: BinaryIO | None = None
        self._name = ""
        self._info_id = ""
        self._offset = 0

    def write(self, exchange: Exchange) -> RecordPointer:
        """Keep an answer. Raises ArchiveError where it cannot be kept; the file is then as it was before."""
        if len(exchange.body) > MAX_BODY:
            raise ArchiveError(Fault.REFUSED, f"the body of {exchange.url:.200} is larger than {MAX_BODY} bytes")
        digest = digest_of(exchange.body)
        with self._lock:
            stream = self._current()
            record_id = _new_id()
            offset = self._append(stream, response_record(exchange, record_id, self._info_id, digest))
            return RecordPointer(self._name, offset, record_id, digest)

    def sync(self) -> None:
        """Wait until everything written is on disk."""
        with self._lock:
            if self._stream is not None and self._process == os.getpid():
                os.fsync(self._stream.fileno())

    def close(self) -> None:
        """Complete the file being written. Writing again begins another."""
        with self._lock:
            if self._stream is None:
                return
            own = self._process == os.getpid()
            if own:
                os.fsync(self._stream.fileno())
                (self._folder / (self._name + OPEN)).rename(self._folder / self._name)
                sync_folder(self._folder)
            self._stream.close()
            self._stream = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _current(self) -> BinaryIO:
        if self._stream is not None and (self._offset >= self._rotate_bytes or self._process != os.getpid()):
            self.close()
        return self._stream or self._begin()

    def _begin(self) -> BinaryIO:
        now = datetime.now(UTC)
        self._process, self._offset, self._info_id = os.getpid(), 0, _new_id()
        self._stream = self._new_file(now)
        claim(self._stream.fileno())
        self._begin_with_info(self._stream, now)
        sync_folder(self._folder)
        return self._stream

    def _begin_with_info(self, stream: BinaryIO, now: datetime) -> None:
        about = {"software": f"recruitment-risk/{_release()}", "format": "WARC File Format 1.1", "host": platform.node()}
        try:
            self._append(stream, info_record(self._info_id, self._name, now, about))
        except ArchiveError:  # no file without its first record
            stream.close()
            self._stream = None
            (self._folder / (self._name + OPEN)).unlink()
            raise

    def _new_file(self, now: datetime) -> BinaryIO:
        """A file under a name that no file had, open or complete."""
        while True:
            self._serial += 1
            self._name = file_name(now, platform.node(), self._process, self._serial)
            if (self._folder / self._name).exists():
                continue
            try:
                # Unbuffered: what was written must outlive the process, and each write is a whole record.
                return (self._folder / (self._name + OPEN)).open("xb", buffering=0)
            except FileExistsError:
                continue
            except OSError as error:
                raise ArchiveError(Fault.REFUSED, f"no file can be begun in {self._folder}: {error}") from error

    def _append(self, stream: BinaryIO, record: bytes) -> int:
        offset, packed = self._offset, memoryview(_packed(record))
        try:
            while packed:
                packed = packed[stream.write(packed) :]
        except OSError as error:
            stream.truncate(offset)
            stream.seek(offset)
            raise ArchiveError(Fault.REFUSED, f"{self._name} cannot be written: {error}") from error
        self._offset = stream.tell()
        return offset


def _packed(record: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def _new_id() -> str:
    return f"urn:uuid:{uuid.uuid4()}"


def _release() -> str:
    try:
        return version("recruitment-risk")
    except PackageNotFoundError:
        return "0"
