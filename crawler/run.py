"""Runs one crawl in this process, from its first request to its summary.

Scrapy's engine (Twisted's reactor) starts once in a process and cannot start again: a second crawl needs a process of its own.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess

from crawler.pipelines import Sink, StoreSink
from crawler.progress import CrawlSummary, OnProgress, Tally
from crawler.settings import CrawlLimits, CrawlSettingsError, settings_for, start_address
from crawler.spiders.jobposting import JobPostingSpider
from models.assessor import Assessor
from store.database import Database

DEFAULT_LIMITS: Final = CrawlLimits()

_started: list[str] = []


def crawl(
    start_url: str,
    *,
    database_url: str,
    source: str = "",
    limits: CrawlLimits = DEFAULT_LIMITS,
    on_progress: OnProgress | None = None,
    bundle: Path | None = None,
) -> CrawlSummary:
    """Crawl a site from a sitemap, list page or advert; remember and assess what is found. Once in a process.

    Raises CrawlSettingsError where the crawl cannot start as asked, BundleError or DatabaseError where the results would have
    nowhere to go; a page that cannot be read is in the summary.
    """
    settings_for(start_address(start_url), limits)
    assessor = Assessor.load(bundle)
    database = Database(database_url)
    try:
        database.upgrade()
        return crawl_into(StoreSink(database, assessor.assess), start_url, source=source, limits=limits, on_progress=on_progress)
    finally:
        database.dispose()


def crawl_into(
    sink: Sink,
    start_url: str,
    *,
    source: str = "",
    limits: CrawlLimits = DEFAULT_LIMITS,
    on_progress: OnProgress | None = None,
) -> CrawlSummary:
    """The same, with every posting handed to `sink`. `source` names the site in the store; by default its host does."""
    start_url = start_address(start_url)
    settings = settings_for(start_url, limits)
    _only_once(start_url)
    tally = Tally(on_progress)
    source = source or urlsplit(start_url).netloc
    ended = _run(settings, start_url=start_url, source=source, pages=limits.pages, tally=tally, sink=sink)
    tally.interrupted |= not ended
    if tally.ended_by is not None:
        raise tally.ended_by
    return tally.summary()


def _run(settings: dict[str, Any], **arguments: Any) -> bool:
    """Run the spider, and tell whether it came to an end of its own. What Scrapy itself could not start with is raised."""
    with _as_it_was():
        process = AsyncCrawlerProcess(settings)
        logging.getLogger("twisted").setLevel(settings["LOG_LEVEL"])
        crawling = process.crawl(JobPostingSpider, **arguments)
        process.start(install_signal_handlers=_in_main_thread())
    if not crawling.done() or crawling.cancelled():
        return False
    crawling.result()
    return True


def _only_once(start_url: str) -> None:
    if _started:
        raise CrawlSettingsError(f"this process has crawled {_started[0]} already: start another one for {start_url}")
    _started.append(start_url)


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
