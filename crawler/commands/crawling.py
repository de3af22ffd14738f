"""The crawl itself: of named sources, of all that are due, or of one address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from crawler.commands.options import DEFAULT_ARCHIVE, ArchiveFolder, Database, SourcesFile, told_plainly
from store.location import DEFAULT_DATABASE

if TYPE_CHECKING:
    from crawler.progress import CrawlSummary
    from crawler.sources import Source


def crawl(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Sources of the sources.toml.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every source whose schedule says that it is due.")] = False,
    access: Annotated[str, typer.Option(help="For --url: how it is read; `crawl accesses` lists the kinds.")] = "jobposting",
    url: Annotated[str, typer.Option(help="One address, or board, instead of a named source.")] = "",
    name: Annotated[str, typer.Option(help="For --url: what the source is called in the store; its host by default.")] = "",
    budget: Annotated[int | None, typer.Option(min=1, help="The most pages to fetch, instead of the source's own.")] = None,
    delay: Annotated[float | None, typer.Option(min=0, help="Seconds between two requests, instead of the source's own.")] = None,
    assess: Annotated[bool, typer.Option(help="Assess what is new or changed.")] = True,
    sources: SourcesFile = None,
    database: Database = DEFAULT_DATABASE,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
    bundle: Annotated[
        Path | None,
        typer.Option(
            envvar="RECRUITMENT_RISK_BUNDLE", help="Bundle folder to assess with; the one that comes with it by default."
        ),
    ] = None,
) -> None:
    """Crawl sources, or go on with what was interrupted: archive every answer, remember each posting, assess what is new."""
    from crawler.commands.status import live, report
    from crawler.run import crawl as run_crawl  # heavy, and the command's help must be quick
    from models.assessor import Assessor

    with told_plainly():
        wanted = _one_off(access, url, name) if url else _wanted(names or [], sources, database, every=every)
        changes = {key: value for key, value in (("budget", budget), ("delay", delay)) if value is not None}
        chosen = [source.model_copy(update=changes) for source in wanted]
        if not chosen:
            raise typer.Exit(0)
        with live() as on_progress:
            assessing = Assessor.load(bundle).prepared().assess if assess else None
            summary = run_crawl(chosen, database_url=database, archive=archive, assess=assessing, on_progress=on_progress)
    report(summary)
    raise typer.Exit(exit_status(summary))


def exit_status(summary: CrawlSummary) -> int:
    """As shells know it: 130 where it was interrupted, 1 where something could not be read or saved."""
    return 130 if summary.interrupted else int(bool(summary.errors))


def _one_off(access: str, url: str, name: str) -> Sequence[Source]:
    from crawler.sources import source_from

    host = urlsplit(url).netloc.rpartition("@")[2].lower().replace(":", "-") if "://" in url else f"{access}-{url}".lower()
    return [source_from(name or host or "one-off", {"access": access, "entry_points": [url]})]


def _wanted(names: Sequence[str], path: Path | None, database: str, *, every: bool) -> Sequence[Source]:
    from crawler.sources import SourcesError, load_sources, named

    if not names and not every:
        raise SourcesError("name a source, or give --all, or --access KIND --url URL; `crawl sources` lists the sources")
    if address := next((name for name in names if "://" in name), ""):
        raise SourcesError(f"{address} is an address: give it as --url {address}")
    sources = load_sources(path)
    return _due(list(sources.values()), database) if every else named(sources, names)


def _due(sources: Sequence[Source], database_url: str) -> list[Source]:
    """The sources to which their schedule sends us now, or whose last crawl was interrupted."""
    from store.crawls import Crawls
    from store.database import Database as Opened

    database, now, due = Opened(database_url), datetime.now(UTC), []
    database.upgrade()
    with database.reading() as session:
        for source in sources:
            latest = Crawls(session).latest(source.name)
            if source.due(latest.started_at if latest else None, now) or (latest and latest.ended_at is None):
                due.append(source)
            else:
                typer.echo(f"{source.name}: not due ({source.schedule.value})", err=True)
    database.dispose()
    return due
