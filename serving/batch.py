"""Scores a file of postings into a file of assessments: in input order, beside each other in several processes, resumable.

What is written grows in OUTPUT.partial and becomes OUTPUT in one step when all is done, so that a half-written file never stands
where a whole one is expected.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

import orjson

from features.formats import FormatError, Record, count_records, read_postings, read_stream
from models.assessment_json import assessment_to_mapping
from models.assessor import Assessor
from models.bundle import BundleError
from serving.partial import PartialError, PartialFile

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
        version = Assessor.load(bundle).model_version
        records = read_stream(sys.stdin.buffer) if source == STANDARD else read_postings(source)
        if output == STANDARD:
            return _written(_lines(records, workers, bundle), sys.stdout.buffer, 0, _total(source))
        with PartialFile(output, version, resume=resume) as partial:
            rest = islice(records, partial.done, None)
            summary = _written(_lines(rest, workers, bundle), partial.stream, partial.done, _total(source))
            partial.finish()
        return BatchSummary(summary.records, summary.errors + partial.errors)
    except (FormatError, BundleError, PartialError, OSError) as error:
        raise BatchError(str(error)) from error


def _total(source: Path) -> int | None:
    return None if source == STANDARD else count_records(source)


def _written(lines: Iterable[Line], stream: BinaryIO, done: int, total: int | None) -> BatchSummary:
    records, errors = done, 0
    with _progress(done, total) as advance:
        for line, error in lines:
            stream.write(line)
            records += 1
            if error:
                errors += 1
                print(error, file=sys.stderr)
            advance()
        stream.flush()
    return BatchSummary(records, errors)


def _lines(records: Iterator[Record], workers: int, bundle: Path | None) -> Iterator[Line]:
    if workers == 1:
        _open_assessor(bundle)
        yield from (_line(record) for record in records)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_open_assessor, initargs=(bundle,)) as pool:
        waiting: deque[Future[list[Line]]] = deque()
        try:
            for chunk in iter(lambda: list(islice(records, _CHUNK)), []):
                waiting.append(pool.submit(_chunk_lines, chunk))
                if len(waiting) > _AHEAD * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_ASSESSOR: list[Assessor] = []
"""The assessor of this process: opened once, when the process begins."""


def _open_assessor(bundle: Path | None) -> None:
    _ASSESSOR[:] = [Assessor.load(bundle)]


def _chunk_lines(records: list[Record]) -> list[Line]:
    return [_line(record) for record in records]


def _line(record: Record) -> Line:
    if record.posting is None:
        return orjson.dumps({"line": record.number, "error": record.error}) + b"\n", f"line {record.number}: {record.error}"
    mapping = assessment_to_mapping(_ASSESSOR[0].assess(record.posting), record.posting)
    del mapping["assessed_at"]  # the same input and the same model give the same line
    return orjson.dumps(mapping) + b"\n", ""


class _progress:  # noqa: N801 - reads as a verb
    """A bar with rate and remaining time on a terminal; nothing elsewhere."""

    def __init__(self, done: int, total: int | None) -> None:
        self._done, self._total = done, total

    def __enter__(self) -> Callable[[], None]:
        if not sys.stderr.isatty() or "RECRUITMENT_RISK_QUIET" in os.environ:
            return lambda: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(f"{task.finished_speed or task.speed or 0:,.0f} postings/s")

        self._bar = Progress(
            TextColumn("scoring"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), console=Console(stderr=True)
        )
        self._bar.start()
        task = self._bar.add_task("scoring", total=self._total, completed=self._done)
        return lambda: self._bar.advance(task)

    def __exit__(self, *_: object) -> None:
        if hasattr(self, "_bar"):
            self._bar.stop()
