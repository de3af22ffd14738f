"""Sources that are a stream: followed until told to stop, or until the budget is spent, and resumed where they were saved to.

Of a stream that carries everybody's posts only the events of kept postings are archived, and those that take something down.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.archive import Archive, Exchange
from crawler.jetstream import DEFAULT_PACE, JetstreamError, Pace, follow
from crawler.keeping import Keeper, Visit
from crawler.pages.page import Page, PageProblem, PageReading
from crawler.progress import Tally
from crawler.sources import Source
from crawler.targets import standing_lease
from crawler.verdicts import Verdict
from crawler.visiting import read
from store.crawls import Crawl, Crawls
from store.database import Database


async def follow_source(
    source: Source, crawl: Crawl, database: Database, keeper: Keeper, archive: Archive, tally: Tally, *, pace: Pace = DEFAULT_PACE
) -> None:
    """Follow the source's first entry point; each page of events counts against its budget."""
    (endpoint, *others) = source.entry_points
    tally.warnings.extend(f"{source.name}: {other} is not followed: one stream a source" for other in others)
    stop, left = asyncio.Event(), source.budget
    with database.reading() as session:
        cursor = Crawls(session).cursor(source.name, endpoint)

    async def keep(page: Page) -> None:
        nonlocal left
        tally.answered(urlsplit(endpoint).netloc)
        await keeper.keep(_visit(source, crawl, endpoint, replace(page, source=source.name), archive))
        left -= 1
        if left <= 0:
            stop.set()

    with _told_to_stop(stop, tally):
        try:
            await follow(endpoint, cursor, version=2 if "/xrpc/" in endpoint else 1, on_batch=keep, stop=stop, pace=pace)
        except JetstreamError as error:
            tally.errors.append(PageProblem(endpoint, str(error)))


@contextmanager
def _told_to_stop(stop: asyncio.Event, tally: Tally) -> Iterator[None]:
    """Ctrl-C ends the stream in good order. Only the main thread may listen to signals."""
    loop, numbers = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)

    def interrupt() -> None:
        tally.interrupted = True
        stop.set()

    # Only a process's main thread takes signals, and not every system's loop does; elsewhere whoever started us stops us.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        for number in numbers:
            loop.add_signal_handler(number, interrupt)
    try:
        yield
    finally:
        for number in numbers:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.remove_signal_handler(number)


def _visit(source: Source, crawl: Crawl, endpoint: str, page: Page, archive: Archive) -> Visit:
    judgement, reading = read(page, source.access)
    fetched_at = page.fetched_at or datetime.now(UTC)
    permission = {"triage": source.triage, "training": source.training}
    kept = b"\n".join(_events(page, reading))
    exchange = Exchange(
        url=endpoint, fetched_at=fetched_at, status=200, reason="OK", headers=(), body=kept, permission=permission
    )
    return Visit(
        lease=standing_lease(source.name, crawl.crawl, endpoint),
        url=endpoint,
        judgement=judgement,
        fetched_at=fetched_at,
        reading=reading,
        record=archive.write(exchange) if kept and judgement.verdict is Verdict.KEPT else None,
        permission=permission,
    )


def _events(page: Page, reading: PageReading) -> Iterator[bytes]:
    """The lines of a page that kept postings, and what is gone, came from."""
    names = [posting.id for posting in reading.postings] + list(reading.gone)
    keys = {name.rpartition("/")[2].encode() for name in names}
    return (line for line in page.body.split(b"\n") if any(b'"' + key + b'"' in line for key in keys))
