"""The archive: whether every posting's record is there and unchanged, and which files may go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.commands.options import DEFAULT_ARCHIVE, ArchiveFolder, Database, told_plainly
from store.location import DEFAULT_DATABASE

if TYPE_CHECKING:
    from crawler.archive.records import RecordPointer
    from store.database import Database as Opened


def verify(
    *,
    files: Annotated[
        bool, typer.Option("--files", help="Every record of every file, not only those that postings point to.")
    ] = False,
    database: Database = DEFAULT_DATABASE,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
) -> None:
    """Check that each posting's archived answer is there and has the digest it had. Status 1 where one is not."""
    from crawler.archive import verify as verify_pointers
    from crawler.archive import verify_files

    with told_plainly():
        pointers = [] if files else _pointers(database)
        problems = list(verify_files(archive) if files else verify_pointers(archive, pointers))
    for problem in problems:
        typer.echo(f"{problem.file} at {problem.offset}: {problem.fault}: {problem.reason}", err=True)
    typer.echo(f"{'all files' if files else f'{len(pointers)} records'} checked, {len(problems)} problems")
    raise typer.Exit(int(bool(problems)))


def retain(
    days: Annotated[int, typer.Argument(min=1, help="Files younger than this are kept in any case.")],
    *,
    database: Database = DEFAULT_DATABASE,
    archive: ArchiveFolder = DEFAULT_ARCHIVE,
) -> None:
    """Remove archive files older than so many days to which no posting points any more."""
    from crawler.archive import retain as remove

    with told_plainly():
        needed = set(_pointers(database))
        removed = remove(archive, needed.__contains__, datetime.now(UTC) - timedelta(days=days))
    for path in removed:
        typer.echo(f"removed {path.name}")
    typer.echo(f"{len(removed)} files removed")


def _pointers(database_url: str) -> list[RecordPointer]:
    from store.database import Database as Opened

    database = Opened(database_url)
    try:
        return list(dict.fromkeys(_pointed_to(database)))
    finally:
        database.dispose()


def _pointed_to(database: Opened) -> Iterator[RecordPointer]:
    from crawler.archive.records import RecordPointer
    from store.frontier import Frontier
    from store.sightings import Sightings

    with database.reading() as session:
        yield from (RecordPointer.from_mapping(record) for _, record in Sightings(session).records())
        letters = Frontier(session).dead_letters()
        yield from (RecordPointer.from_mapping(letter.record) for letter in letters if letter.record)
