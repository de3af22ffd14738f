"""Sources that lie on this machine: WARC files, read in parallel and gone on with where an earlier crawl stopped."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from crawler.keeping import MOST_AT_ONCE, Keeper, Visit
from crawler.pages.page import PageReading
from crawler.progress import Tally
from crawler.sources import Source
from crawler.targets import standing_lease
from crawler.verdicts import KEPT
from crawler.warc_files import FileProgress, position, read_files
from store.crawls import Crawl, Crawls
from store.database import Database

WORKERS: Final = max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


async def read_source(source: Source, crawl: Crawl, database: Database, keeper: Keeper, tally: Tally) -> None:
    """Read the source's files from where they were read to, and keep what is in them."""
    files = _files(source, database)
    paths = {path: point for point, (path, _) in files.items()}
    offsets = dict(files.values())
    ends: dict[str, int] = {}

    def told(progress: FileProgress) -> None:
        tally.hosts[Path(progress.file).name] = progress.pages
        tally.tell()
        if progress.done:
            ends[paths[progress.file]] = progress.offset

    readings = read_files(paths, source=source.name, workers=WORKERS, on_progress=told, offsets=offsets)
    for batch in _batches(readings):
        await asyncio.gather(*(keeper.keep(_visit(source, crawl, paths, reading)) for reading in batch))
    with database.session() as session:
        for point, offset in ends.items():
            Crawls(session).move_cursor(source.name, point, str(offset), datetime.now(UTC))


def _files(source: Source, database: Database) -> Mapping[str, tuple[str, int]]:
    """Each entry point with its file, and where to go on in it."""
    with database.reading() as session:
        cursors = {point: Crawls(session).cursor(source.name, point) for point in source.entry_points}
    targets = source.targets(cursors)
    return {point: (unquote(urlsplit(target.url).path), _number(target.context.get("offset"))) for point, target in targets}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _batches(readings: Iterator[PageReading]) -> Iterator[tuple[PageReading, ...]]:
    while batch := tuple(islice(readings, MOST_AT_ONCE)):
        yield batch


def _visit(source: Source, crawl: Crawl, paths: Mapping[str, str], reading: PageReading) -> Visit:
    """One page of a file, with the file and the place of its record for evidence; a file that cannot be read has no place."""
    file, offset = position(reading.cursor) if reading.cursor else (next(iter(paths)), -1)
    return Visit(
        lease=standing_lease(source.name, crawl.crawl, paths[file]),
        url=reading.postings[0].url if reading.postings else file,
        judgement=KEPT,
        fetched_at=datetime.now(UTC),
        reading=replace(reading, cursor=str(offset) if reading.cursor else ""),
        permission={"archive": Path(file).name, "offset": offset, "triage": source.triage, "training": source.training},
    )
