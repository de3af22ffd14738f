"""Serves the demo board while a reviewer looks, so that the page that an advert came from can be opened, and crawls it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import typer

from crawler.commands.crawling import exit_status
from crawler.commands.options import told_plainly
from crawler.commands.status import report
from crawler.demo.site import DemoSite
from crawler.run import crawl
from crawler.sources import source_from
from models.assessor import Assessor

PORT: Final = 8791
"""The board's usual port. A posting is known by its address, so that crawling again on the same port finds the same adverts."""


@contextmanager
def crawled_demo_board(database_url: str, archive: Path, port: int = PORT) -> Iterator[DemoSite]:
    """The board, served while the block lasts and crawled before it as any other site is. Once in a process."""
    with board_on(port) as site:
        typer.echo(f"The demo board with {site.adverts} adverts is at {site.url}", err=True)
        with told_plainly():
            source = source_from("demo", {"access": "jobposting", "entry_points": [site.url]})
            judge = Assessor.load(None).assess
            summary = crawl([source], database_url=database_url, archive=archive, assess=judge)
        report(summary)
        if summary.interrupted:
            raise typer.Exit(exit_status(summary))
        yield site


def board_on(port: int) -> DemoSite:
    """The board on a port, or on any that is free when another program has that one."""
    try:
        return DemoSite(port)
    except OSError:
        return DemoSite()
