"""Crawls the demo board into a database and keeps it served, so that a reviewer can open the page that an advert came from."""

from __future__ import annotations

import atexit
from typing import Final

import typer

from crawler.cli import report
from crawler.demo.site import DemoSite
from crawler.progress import CrawlSummary
from crawler.run import crawl

PORT: Final = 8791
"""The board's usual port. A posting is known by its address, so that crawling again on the same port finds the same adverts."""


def crawl_demo_board(database_url: str, port: int = PORT) -> CrawlSummary:
    """Serve the board until the process ends, and crawl it as any other site is crawled. Once in a process."""
    site = _site(port)
    site.__enter__()
    atexit.register(site.__exit__, None, None, None)
    typer.echo(f"The demo board with {site.adverts} adverts is at {site.url}")
    summary = crawl(site.url, database_url=database_url, source="demo")
    report(summary)
    return summary


def _site(port: int) -> DemoSite:
    """The board on its usual port, or on any that is free when another program has that one."""
    try:
        return DemoSite(port)
    except OSError:
        return DemoSite()
