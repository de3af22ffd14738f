"""Scores a file of postings into a file of assessments: in input order, beside each other in several processes, resumable.

What is written grows in OUTPUT.partial and becomes OUTPUT in one step when all is done, so that a half-written file never stands
where a whole one is expected.
"""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

import orjson

from features.records.formats import FormatError, Record, count_records, read_postings, read_stream
from models.assessment import Assessment
from models.assessment_json import assessment_to_mapping
from models.assessor import Assessor
from models.bundle import BundleError
from serving.partial import PartialError, PartialFile
from serving.progress import progress_bar

STANDARD: Final = Path("-")
_CHUNK: Final = 64
_AHEAD: Final = 3

Line: TypeAlias = "tuple[bytes, str]"
"""What is written for a record, and what is wrong with it (or nothing)."""


class BatchError(Exception):
    """The run cannot begin or go on; the message says why."""


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """How many records there were, and how many could not be read."""

    records: int
    errors: int


def score_file(source: Path, output: Path, *, workers: int = 1, resume: bool = False, bundle: Path | None = None) -> BatchSummary:
    """Score every record. Raises BatchError when the source, the bundle or an earlier partial output cannot be used."""
    try:
        assessor = _open_assessor(bundle)
        made_by = {"model_version": assessor.model_version, "packs_version": assessor.packs_version}
        records = read_stream(sys.stdin.buffer) if source == STANDARD else read_postings(source)
        if output == STANDARD:
            if resume:
                raise BatchError("a run to standard output cannot be gone on with: name a file")
            return _written(_lines(records, workers, bundle), sys.stdout.buffer, 0, _total(source))
        with PartialFile(output, made_by, resume=resume) as partial:
            rest = islice(records, partial.done, None)
            summary = _written(_lines(rest, workers, bundle), partial.stream, partial.done, _total(source))
            partial.finish()
        return BatchSummary(summary.records, summary.errors + partial.errors)
    except (FormatError, BundleError, PartialError, OSError) as error:
        raise BatchError(str(error)) from error
    except BrokenProcessPool as error:
        raise BatchError("a worker process ended before its time; try again with --resume, and with fewer --workers") from error


def _total(source: Path) -> int | None:
    return None if source == STANDARD else count_records(source)


def _written(lines: Generator[Line], stream: BinaryIO, done: int, total: int | None) -> BatchSummary:
    records, errors = done, 0
    with progress_bar(done, total) as advance, closing(lines):
        for line, error in lines:
            stream.write(line)
            records += 1
            if error:
                errors += 1
                print(error, file=sys.stderr)
            advance()
        stream.flush()
    return BatchSummary(records, errors)


def _lines(records: Iterator[Record], workers: int, bundle: Path | None) -> Generator[Line]:
    chunks = iter(lambda: list(islice(records, _CHUNK)), [])
    if workers == 1:
        yield from (line for chunk in chunks for line in _chunk_lines(chunk))
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_open_assessor, initargs=(bundle,))
    waiting: deque[Future[list[Line]]] = deque()
    try:
        for chunk in chunks:
            with _interrupts_kept_from_workers():
                waiting.append(pool.submit(_chunk_lines, chunk))
            if len(waiting) > _AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_kept_from_workers() -> Iterator[None]:
    """A terminal sends Ctrl-C to every process. A worker begun in this block does not get it: this process ends them in order."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_ASSESSOR: list[Assessor] = []
"""The assessor of this process: opened once, when the process begins."""


def _open_assessor(bundle: Path | None) -> Assessor:
    _ASSESSOR[:] = [Assessor.load(bundle).prepared()]
    return _ASSESSOR[0]


def _chunk_lines(records: list[Record]) -> list[Line]:
    """Lines in the order of the records; those that could be read are judged together."""
    assessments = iter(_ASSESSOR[0].assess_many(record.posting for record in records if record.posting))
    return [_line(record, next(assessments) if record.posting else None) for record in records]


def _line(record: Record, assessment: Assessment | None) -> Line:
    if record.posting is None or assessment is None:
        return orjson.dumps({"line": record.number, "error": record.error}) + b"\n", f"line {record.number}: {record.error}"
    mapping = assessment_to_mapping(assessment, record.posting)
    del mapping["assessed_at"]  # the same input and the same model give the same line
    return orjson.dumps(mapping) + b"\n", ""
