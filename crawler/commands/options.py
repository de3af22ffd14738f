"""What several commands ask for, and how their faults are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from store.location import DATABASE_HELP, DATABASE_VARIABLE

ARCHIVE_VARIABLE: Final = "RECRUITMENT_RISK_ARCHIVE"
DEFAULT_ARCHIVE: Final = Path("var/archive")
_SOURCES_VARIABLE: Final = "RECRUITMENT_RISK_SOURCES"

Database = Annotated[str, typer.Option(envvar=DATABASE_VARIABLE, help=DATABASE_HELP)]
ArchiveFolder = Annotated[Path, typer.Option(envvar=ARCHIVE_VARIABLE, help="Folder of the WARC files.")]
SourcesFile = Annotated[
    Path | None,
    typer.Option("--sources", envvar=_SOURCES_VARIABLE, help="A sources.toml; the one that comes with it by default."),
]


@contextmanager
def told_plainly() -> Iterator[None]:
    """What keeps a command from starting ends it with a line for the reader, and status 2."""
    from crawler.archive.errors import ArchiveError
    from crawler.settings import CrawlSettingsError
    from crawler.sources import SourcesError
    from models.bundle import BundleError
    from store.errors import StoreError

    try:
        yield
    except (CrawlSettingsError, SourcesError, BundleError, StoreError, ArchiveError) as error:
        typer.echo(f"recruitment-risk: {error}", err=True)
        raise typer.Exit(2) from error
