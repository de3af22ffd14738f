"""What there is to crawl, how, and what went wrong with it."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from crawler.commands.options import Database, SourcesFile, told_plainly
from store.location import DEFAULT_DATABASE


def accesses() -> None:
    """The kinds of sources that can be read, and what their entry points look like."""
    from crawler.accesses.every import ACCESSES

    table = Table("access", "reads", box=None)
    for kind in sorted(ACCESSES):
        table.add_row(kind, ACCESSES[kind].about)
    Console().print(table)


def list_sources(*, sources: SourcesFile = None, database: Database = DEFAULT_DATABASE) -> None:
    """The sources, when each was crawled last, and with what result."""
    from crawler.sources import load_sources
    from store.crawls import Crawls
    from store.database import Database as Opened

    table = Table("source", "access", "schedule", "last crawl", "pages", "postings", box=None)
    with told_plainly():
        opened = Opened(database)
        opened.upgrade()
        with opened.reading() as session:
            for source in load_sources(sources).values():
                latest = Crawls(session).latest(source.name)
                last = f"{latest.started_at:%Y-%m-%d %H:%M} {latest.outcome or 'unfinished'}" if latest else "never"
                counts = (str(latest.pages), str(latest.postings)) if latest else ("", "")
                table.add_row(source.name, source.access, source.schedule.value, last, *counts)
    Console().print(table)


def dead(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Sources; all by default.")] = None,
    *,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """The dead letters, as JSON lines: what was given up, why, and where the archive holds the answer."""
    from store.database import Database as Opened
    from store.frontier import Frontier

    with told_plainly(), Opened(database).reading() as session:
        for letter in Frontier(session).dead_letters(names or ()):
            line = {
                "source": letter.source,
                "url": letter.request.get("url"),
                "reason": letter.reason,
                "attempts": letter.attempts,
                "ended_at": letter.ended_at.isoformat() if letter.ended_at else None,
                "record": letter.record,
            }
            typer.echo(json.dumps(line, ensure_ascii=False))
