"""Runs one crawl in this process, from its first request to its summary.

Scrapy's engine (Twisted's reactor) starts once in a process and cannot start again: a second crawl needs a process of its own.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from scrapy.crawler import AsyncCrawlerProcess

from crawler.accesses.access import Through
from crawler.accesses.every import ACCESSES
from crawler.archive.writing import Archive
from crawler.feeding import Feeder, is_dead, worker_name
from crawler.from_files import read_source
from crawler.from_streams import follow_source
from crawler.keeping import Assess, Keeper
from crawler.monitoring import warnings
from crawler.permissions import Permissions
from crawler.progress import CrawlSummary, OnProgress, Tally
from crawler.settings import CrawlLimits, CrawlSettingsError, settings_for
from crawler.sources import Source
from crawler.spiders.walk import WalkSpider
from crawler.targets import wanted
from crawler.work import Work
from store.crawls import CrawlOutcome, Crawls
from store.database import Database
from store.frontier import Frontier
from store.hosts import Hosts
from store.sightings import Sightings
from store.targets import TargetState

DEFAULT_LIMITS: Final = CrawlLimits()
LOCAL_BACK_OFF: Final = 0.1
"""Seconds; this machine needs no consideration."""

_WRITING_PATIENCE: Final = 2
"""Seconds that one statement waits for another process's; the crawl itself waits much longer, and goes on meanwhile."""

_started: list[str] = []


def crawl(
    sources: Sequence[Source],
    *,
    database_url: str,
    archive: Path,
    assess: Assess | None = None,
    limits: CrawlLimits = DEFAULT_LIMITS,
    on_progress: OnProgress | None = None,
) -> CrawlSummary:
    """Crawl sources, or go on with what was interrupted: remember every posting, assess what is new. Once in a process.

    Raises CrawlSettingsError where the crawl cannot start as asked, DatabaseError where its results would have nowhere to go; a
    page that cannot be read is in the summary.
    """
    local = all(source.is_local for source in sources)
    settings = settings_for(limits, local=local)
    if any(_way(source) is Through.WEB for source in sources):
        _only_once(sources)
    database = Database(database_url, busy_seconds=_WRITING_PATIENCE)
    tally, worker = Tally(on_progress), worker_name()
    try:
        database.upgrade()
        begin(database, sources)
        with Archive(archive) as writing:
            if web := {source.name: source for source in sources if _way(source) is Through.WEB}:
                work = _work(web, database, writing, worker, tally, assess=assess, limits=limits)
                _walk(settings, work)
            if others := [source for source in sources if source.name not in web]:
                asyncio.run(_otherwise(others, database, writing, tally, assess=assess))
        end(database, sources, worker, tally)
        return tally.summary()
    finally:
        database.dispose()


def _work(
    web: Mapping[str, Source],
    database: Database,
    archive: Archive,
    worker: str,
    tally: Tally,
    *,
    assess: Assess | None,
    limits: CrawlLimits,
) -> Work:
    """What the parts of a crawl of websites share."""
    local = all(source.is_local for source in web.values())
    return Work(
        sources=web,
        feeder=Feeder(database, web, worker, patience=limits.patience_seconds),
        keeper=Keeper(database, archive, web, tally, assess=assess),
        archive=archive,
        permissions=Permissions(database),
        tally=tally,
        back_off=LOCAL_BACK_OFF if local else limits.back_off_seconds,
    )


def _walk(settings: dict[str, Any], work: Work) -> None:
    """Crawl the websites. Raises what kept it from going on."""
    came_to_its_end = _run(settings, work)
    work.tally.interrupted |= not came_to_its_end
    if work.tally.ended_by is not None:
        raise work.tally.ended_by


async def _otherwise(
    sources: Sequence[Source], database: Database, archive: Archive, tally: Tally, *, assess: Assess | None
) -> None:
    """Read the sources that are no websites, one after another."""
    keeper = Keeper(database, archive, {source.name: source for source in sources}, tally, assess=assess)
    for source in sources:
        if tally.interrupted:
            return
        with database.session() as session:
            current = Crawls(session).begin(source.name, datetime.now(UTC))
        if _way(source) is Through.FILE:
            await read_source(source, current, database, keeper, tally)
        else:
            await follow_source(source, current, database, keeper, archive, tally)


def _way(source: Source) -> Through:
    return ACCESSES[source.access].through


def begin(database: Database, sources: Sequence[Source]) -> None:
    """Ask for every entry point, unless a crawl of the source is unfinished: then go on with it, also where its process died."""
    now = datetime.now(UTC)
    with database.session() as session:
        frontier, crawls = Frontier(session), Crawls(session)
        for worker in filter(is_dead, frontier.workers()):
            frontier.release(worker)
            Hosts(session).release(worker)
        for source in sources:
            crawl = crawls.begin(source.name, now)
            frontier.adopt(source.name, crawl.crawl)
            cursors = {point: crawls.cursor(source.name, point) for point in source.entry_points}
            if _way(source) is Through.WEB:
                entries = (wanted(source.name, target, point) for point, target in source.targets(cursors))
                frontier.want(entries, crawl.crawl, now)


def end(database: Database, sources: Sequence[Source], worker: str, tally: Tally) -> None:
    """End the crawls that came to their end; what went missing is gone, and what fell is told."""
    now = datetime.now(UTC)
    with database.session() as session:
        Frontier(session).release(worker)
        Hosts(session).release(worker)
        for source in sources:
            _end_one(Frontier(session), Crawls(session), Sightings(session), source, tally, now)


def _end_one(frontier: Frontier, crawls: Crawls, sightings: Sightings, source: Source, tally: Tally, now: datetime) -> None:
    crawl = crawls.latest(source.name)
    if crawl is None or crawl.ended_at is not None or (tally.interrupted and _way(source) is not Through.WEB):
        return
    left = frontier.unfinished([source.name])
    held, _, _ = frontier.to_come([source.name], now)
    if left and (held or crawl.pages < source.budget):
        tally.warnings.append(f"{source.name}: {left} pages are left for another time")
        return
    outcome = CrawlOutcome.BUDGET if left else CrawlOutcome.COMPLETE
    if not crawls.end(source.name, crawl.crawl, outcome, now) or left:
        return
    tally.warnings.extend(warnings(crawl, crawls.history(source.name, crawl.crawl)))
    if (
        ACCESSES[source.access].lists_all
        and crawl.postings
        and not frontier.counts(source.name, crawl.crawl).get(TargetState.DEAD)
    ):
        tally.gone += sightings.gone_since(source.name, crawl.crawl, now)


def _run(settings: dict[str, Any], work: Work) -> bool:
    """Run the spider, and tell whether it came to an end of its own. What Scrapy itself could not start with is raised."""
    with _as_it_was():
        process = AsyncCrawlerProcess(settings)
        logging.getLogger("twisted").setLevel(settings["LOG_LEVEL"])
        crawling = process.crawl(WalkSpider, work=work)
        process.start(install_signal_handlers=_in_main_thread())
    if not crawling.done() or crawling.cancelled():
        return False
    crawling.result()
    return True


def _only_once(sources: Sequence[Source]) -> None:
    names = ", ".join(source.name for source in sources)
    if _started:
        raise CrawlSettingsError(f"this process has crawled {_started[0]} already: start another one for {names}")
    _started.append(names)


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Scrapy takes signals and the root logger for itself and keeps them; whoever goes on after a crawl needs them back."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    caught = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers
        logging.captureWarnings(False)
        for number, handler in caught.items():
            if _in_main_thread():
                signal.signal(number, handler)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
