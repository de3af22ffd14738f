"""Many WARC files read in parallel processes, in bounded memory, and on from where an earlier reading stopped.

A process that reads ahead of whoever takes its readings waits on its pipe. One that dies costs the rest of its file, and says so.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from os import pread
from pathlib import Path
from typing import BinaryIO, Final

from crawler.archive.members import MAGIC
from crawler.pages.page import PageProblem, PageReading
from crawler.pages.warc import readings_in

_PAGES_A_BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far one file is read; reading may go on at `offset` another time."""

    file: str
    offset: int
    size: int
    pages: int
    """HTML pages read of it so far, in this reading."""
    done: bool


@dataclass(frozen=True, slots=True)
class _Job:
    file: str
    offset: int
    source: str


@dataclass(frozen=True, slots=True)
class _Batch:
    readings: tuple[PageReading, ...]
    progress: FileProgress


def read_files(
    paths: Iterable[Path | str],
    *,
    source: str = "",
    workers: int = 1,
    on_progress: Callable[[FileProgress], None] | None = None,
    offsets: Mapping[str, int] | None = None,
) -> Iterator[PageReading]:
    """The pages in the files that hold a posting or a problem, each with a cursor that `position` reads.

    `offsets` says where to go on in a file; the record that begins there is read again. Progress is told once a batch is taken.
    """
    jobs = [_Job(str(path), (offsets or {}).get(str(path), 0), source) for path in paths]
    batches = _in_processes(jobs, min(workers, len(jobs))) if workers > 1 and len(jobs) > 1 else _here(jobs)
    for batch in batches:
        yield from batch.readings
        if on_progress is not None:
            on_progress(batch.progress)


def position(cursor: str) -> tuple[str, int]:
    """The file and offset in a reading's cursor."""
    file, _, offset = cursor.rpartition("@")
    return file, int(offset)


def _here(jobs: Iterable[_Job]) -> Iterator[_Batch]:
    for job in jobs:
        yield from _batches(job)


def _batches(job: _Job) -> Iterator[_Batch]:
    """A file's readings; the last batch says that it is done."""
    try:
        with Path(job.file).open("rb") as stream:
            yield from _batches_of(stream, job)
    except OSError as error:
        yield _ended(FileProgress(job.file, job.offset, 0, 0, done=True), f"the file cannot be read: {error}")


def _batches_of(stream: BinaryIO, job: _Job) -> Iterator[_Batch]:
    progress = FileProgress(job.file, job.offset, Path(job.file).stat().st_size, 0, done=False)
    found: list[PageReading] = []
    for offset, reading in readings_in(stream, job.file, source=job.source, offset=job.offset):
        safe = offset if _may_begin(stream, offset) else progress.offset
        progress = replace(progress, offset=safe, pages=progress.pages + 1)
        if reading.postings or reading.problems:
            found.append(replace(reading, cursor=f"{job.file}@{safe}"))
        if progress.pages % _PAGES_A_BATCH == 0:
            yield _Batch(tuple(found), progress)
            found = []
    yield _Batch(tuple(found), replace(progress, offset=progress.size, done=True))


def _may_begin(stream: BinaryIO, offset: int) -> bool:
    """Whether reading can begin there: not within a gzip member that holds several records."""
    packed = pread(stream.fileno(), len(MAGIC), 0) == MAGIC
    return not packed or pread(stream.fileno(), len(MAGIC), offset) == MAGIC


def _ended(progress: FileProgress, reason: str) -> _Batch:
    return _Batch((PageReading(problems=(PageProblem(progress.file, reason),)),), progress)


def _in_processes(jobs: Iterable[_Job], workers: int) -> Iterator[_Batch]:
    crew = _Crew(jobs)
    try:
        for _ in range(workers):
            crew.begin()
        while crew.busy:
            for connection in wait(list(crew.busy)):
                if isinstance(connection, Connection):
                    yield crew.take(connection)
    finally:
        crew.dismiss()


class _Crew:
    """Processes that each read one file at a time, and what each of them is at."""

    def __init__(self, jobs: Iterable[_Job]) -> None:
        self.busy: dict[Connection, tuple[BaseProcess, FileProgress]] = {}
        self._jobs = deque(jobs)
        self._all: list[BaseProcess] = []

    def begin(self) -> None:
        """A new process, where there is a file left for it."""
        if not self._jobs:
            return
        context = get_context("spawn")  # forking would copy whatever threads and locks the caller has
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        self._all.append(process)
        self._hand_next(ours, process)

    def take(self, connection: Connection) -> _Batch:
        """What a process has read; when that was the end of its file, it gets the next one."""
        process, progress = self.busy[connection]
        try:
            batch: _Batch = connection.recv()
        except (EOFError, OSError):
            del self.busy[connection]
            connection.close()
            self.begin()
            return _ended(replace(progress, done=True), f"the process that read the file ended behind {progress.offset}")
        self.busy[connection] = process, batch.progress
        if batch.progress.done:
            self._hand_next(connection, process)
        return batch

    def dismiss(self) -> None:
        """End every process."""
        for process in self._all:
            process.terminate()
        for process in self._all:
            process.join()
        for connection in self.busy:
            connection.close()

    def _hand_next(self, connection: Connection, process: BaseProcess) -> None:
        if not self._jobs:
            del self.busy[connection]
            connection.close()
            return
        job = self._jobs.popleft()
        self.busy[connection] = process, FileProgress(job.file, job.offset, 0, 0, done=False)
        connection.send(job)


def _work(connection: Connection) -> None:
    """Read files as they are named, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that began this one ends it
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        for batch in _batches(job):
            connection.send(batch)
