"""Read dead letters again from the archive, after a reader was mended: nothing is fetched."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.commands.options import DEFAULT_ARCHIVE, ArchiveFolder, Database, SourcesFile, told_plainly
from store.location import DEFAULT_DATABASE

if TYPE_CHECKING:
    from crawler.replay import Replayed


def replay(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Sources; all by default.")] = None,
    *,
    fetch_again: Annotated[
        bool, typer.Option(help="Also put back what was never answered: the next crawl of the source fetches it.")
    ] = False,
    assess: Annotated[bool, typer.Option(help="Assess what is new or changed.")] = True,
    sources: SourcesFile = None,
    database: Database = DEFAULT_DATABASE,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
) -> None:
    """Read the archived answers of dead letters again; what can be read now is saved and is no dead letter any more."""
    with told_plainly():
        replayed = _replayed(names or [], sources, database, archive, assess=assess, fetch_again=fetch_again)
    for url, reason in replayed.still_dead:
        typer.echo(f"still dead: {url}: {reason}", err=True)
    typer.echo(
        f"{replayed.read} read, {replayed.postings} postings, {len(replayed.still_dead)} still dead, {replayed.put_back} put back"
    )


def _replayed(
    names: list[str], path: Path | None, database_url: str, archive: Path, *, assess: bool, fetch_again: bool
) -> Replayed:
    from crawler.replay import replay as run
    from crawler.sources import load_sources
    from models.assessor import Assessor
    from store.database import Database as Opened

    database = Opened(database_url)
    database.upgrade()
    try:
        judge = Assessor.load(None).assess if assess else None
        work = run(database, archive, load_sources(path), names, assess=judge, fetch_again=fetch_again, now=datetime.now(UTC))
        return asyncio.run(work)
    finally:
        database.dispose()
