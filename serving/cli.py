"""Commands of this door: score files, explain one posting, serve, and look after the database."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True)
database = typer.Typer(no_args_is_help=True, help="Look after the database.")

DatabaseUrl = Annotated[
    str, typer.Option("--database", envvar="RECRUITMENT_RISK_DATABASE_URL", help="SQLAlchemy URL of the store.")
]
BundleFolder = Annotated[
    Path | None, typer.Option("--bundle", help="Folder of the model bundle; by default the one that comes along.")
]
Input = Annotated[
    Path, typer.Argument(metavar="INPUT", help="JSONL, CSV (each also .gz), Parquet or JSON-LD; - for standard input.")
]
DEFAULT_DATABASE = "sqlite:///var/recruitment-risk.db"


@app.command()
def score(
    source: Input,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write JSON Lines; - for standard output.")],
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes that score beside each other.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False,
    bundle: BundleFolder = None,
) -> None:
    """Score a file of postings: one JSON object a posting, in input order.

    A record that cannot be read is reported with its number on standard error and written as {"line", "error"}; the rest goes on,
    and the exit status is 1. What is written grows in OUTPUT.partial and becomes OUTPUT when all is done.
    """
    from serving.batch import BatchError, score_file

    try:
        summary = score_file(source, output, workers=workers, resume=resume, bundle=bundle)
    except BatchError as error:
        raise _Failure(str(error)) from error
    except KeyboardInterrupt:
        typer.echo("Interrupted. Run the same command with --resume to go on.", err=True)
        raise typer.Exit(130) from None
    if summary.errors:
        typer.echo(f"{summary.errors} of {summary.records} records could not be read.", err=True)
        raise typer.Exit(1)


@app.command()
def explain(
    source: Input,
    number: Annotated[int, typer.Option("--number", "-n", min=1, help="Which posting of the file.")] = 1,
    bundle: BundleFolder = None,
) -> None:
    """Print one posting with its evidence marked, what it means, and what moved each policy. - reads plain text too."""
    from serving.explaining import ExplainError, explain_posting

    try:
        explain_posting(source, number, bundle)
    except ExplainError as error:
        raise _Failure(str(error)) from error


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on. There are no accounts yet: keep it local.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    database: DatabaseUrl = DEFAULT_DATABASE,
) -> None:
    """Serve the API (/docs) and the review console (/) on one database."""
    import uvicorn

    from serving.app import create_app
    from serving.settings import Settings

    _upgraded(database)
    settings = replace(Settings.from_environment(), database_url=database, host=host, port=port)
    typer.echo(f"API and console at http://{host}:{port}", err=True)
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", server_header=False)


@database.callback()
def _database() -> None:
    """Look after the database."""


@database.command()
def upgrade(database: DatabaseUrl = DEFAULT_DATABASE) -> None:
    """Bring the database to the newest schema; makes it when it is not there."""
    _upgraded(database)
    typer.echo("The database is up to date.", err=True)


def _upgraded(url: str) -> None:
    from store.database import Database
    from store.errors import DatabaseError

    try:
        store = Database(url)
        store.upgrade()
        store.dispose()
    except DatabaseError as error:
        raise _Failure(str(error)) from error


class _Failure(typer.Exit):
    """Ends the command with status 2 and a line on standard error."""

    def __init__(self, message: str) -> None:
        print(f"recruitment-risk: {message}", file=sys.stderr)
        super().__init__(2)
