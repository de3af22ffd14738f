"""Puts a job's lines into chunks, in a file of its own, so that the database is asked only when all are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Final

import orjson

from features.posting import PostingError
from features.records.posting_mapping import posting_from_mapping
from serving.jobs.lines import Line
from serving.problem_kinds import INVALID, MALFORMED
from serving.problems import Fault, ProblemError
from store.job_chunks import NewChunk, pack

CHUNK_LINES: Final = 50
CHUNK_BYTES: Final = 512 * 1024
"""How much a worker takes at a time, whichever is reached first."""
IN_MEMORY: Final = 1024 * 1024
"""What is larger goes to the disk."""
_SHOWN: Final = 10
"""Faults that a problem names where no line can be read."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a packed chunk lies in the file."""

    first_line: int
    last_line: int
    items: int
    size: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """Chunks in a file."""

    file: IO[bytes]
    places: tuple[_Place, ...]

    def chunks(self) -> Iterator[NewChunk]:
        """Each chunk, read when it is asked for."""
        self.file.seek(0)
        for place in self.places:
            yield NewChunk(place.first_line, place.last_line, place.items, self.file.read(place.size))


@contextmanager
def gathered(lines: Iterable[Line]) -> Iterator[Gathered]:
    """All lines, in chunks. Raises ProblemError where not one of them can be read."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        yield Gathered(file, tuple(_written(file, some) for some in _grouped(_with_a_posting(lines))))


def _written(file: IO[bytes], lines: list[Line]) -> _Place:
    packed = pack(line.item() for line in lines)
    file.write(packed)
    return _Place(lines[0].number, lines[-1].number, len(lines), len(packed))


def _grouped(lines: Iterable[Line]) -> Iterator[list[Line]]:
    some: list[Line] = []
    size = 0
    for line in lines:
        if some and (len(some) == CHUNK_LINES or size + len(line.text) > CHUNK_BYTES):
            yield some
            some, size = [], 0
        some.append(line)
        size += len(line.text)
    if some:
        yield some


def _with_a_posting(lines: Iterable[Line]) -> Iterator[Line]:
    """The same lines; a problem at their end where none of them holds a posting."""
    found = False
    faults: list[str] = []
    for line in lines:
        if not found:
            fault = _fault(line)
            found = not fault
            faults += [f"Line {line.number}: {fault}"][: _SHOWN - len(faults)]
        yield line
    if not found:
        raise _nothing(faults)


def _fault(line: Line) -> str:
    """Why a line holds no posting, or nothing."""
    if line.error:
        return line.error
    try:
        posting_from_mapping(orjson.loads(line.text))
    except PostingError as error:
        return str(error)
    return ""


def _nothing(faults: list[str]) -> ProblemError:
    if not faults:
        return ProblemError(MALFORMED, "The body holds no posting.")
    return ProblemError(INVALID, "Not one line can be read.", [Fault(fault) for fault in faults])
