"""Commands of this door: score files, explain one posting, serve, and look after the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from store.location import DATABASE_HELP, DATABASE_VARIABLE, DEFAULT_DATABASE

if TYPE_CHECKING:
    from serving.running import Server

app = typer.Typer(add_completion=False, no_args_is_help=True)
database = typer.Typer(add_completion=False, no_args_is_help=True, help="Look after the database.")

DatabaseUrl = Annotated[str, typer.Option("--database", envvar=DATABASE_VARIABLE, help=DATABASE_HELP)]
BundleFolder = Annotated[
    Path | None,
    typer.Option(
        "--bundle", envvar="RECRUITMENT_RISK_BUNDLE", help="Folder of the model bundle; by default the one that comes along."
    ),
]
Host = Annotated[
    str,
    typer.Option(
        envvar="RECRUITMENT_RISK_HOST", help="Address of this machine to listen on; an open server takes a local one only."
    ),
]
Port = Annotated[
    int, typer.Option(min=0, max=65_535, envvar="RECRUITMENT_RISK_PORT", help="Port to listen on; 0 takes any that is free.")
]
Workers = Annotated[
    int, typer.Option(min=1, max=256, envvar="RECRUITMENT_RISK_WORKERS", help="Processes that answer beside each other.")
]
Input = Annotated[
    Path, typer.Argument(metavar="INPUT", help="JSONL, CSV (each also .gz), Parquet or JSON-LD; - for standard input.")
]


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
    from serving.batch import STANDARD, BatchError, score_file

    try:
        with told_plainly(BatchError):
            summary = score_file(source, output, workers=workers, resume=resume, bundle=bundle)
    except KeyboardInterrupt:
        go_on = "" if output == STANDARD else " Run the same command with --resume to go on."
        typer.echo(f"Interrupted.{go_on}", err=True)
        raise typer.Exit(130) from None
    if summary.errors:
        typer.echo(f"{summary.errors} of {summary.records} records could not be read.", err=True)
        raise typer.Exit(1)


@app.command()
def explain(
    source: Input,
    number: Annotated[int, typer.Option("--number", "-n", min=1, help="Which posting of the file.")] = 1,
    bundle: BundleFolder = None,
    language: Annotated[str, typer.Option("--language", "-l", help="Language to explain indicators in (ISO 639-1).")] = "en",
) -> None:
    """Print one posting with its evidence marked, what it means, and what moved each policy. - reads plain text too."""
    from serving.explaining import ExplainError, explain_posting

    with told_plainly(ExplainError):
        explain_posting(source, number, bundle, language=language)


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    database: DatabaseUrl = DEFAULT_DATABASE,
    bundle: BundleFolder = None,
    access: Annotated[
        str,
        typer.Option(
            envvar="RECRUITMENT_RISK_ACCESS",
            help="accounts: people sign in, programs send keys (recruitment-risk access); open: nobody is asked.",
        ),
    ] = "accounts",
    workers: Workers = 1,
) -> None:
    """Serve the API (/docs) and the review console (/) on one database."""
    run(opened(host, port, database, bundle, access, workers))


@app.command("work")
def work_beside(database: DatabaseUrl = DEFAULT_DATABASE, bundle: BundleFolder = None) -> None:
    """Work beside the API: assessment jobs, webhooks, tidying. Any number may run; one that is killed loses nothing."""
    from models.bundle import BundleError
    from serving.sealing import SealError
    from serving.settings import Settings, SettingsError
    from serving.working import run_worker
    from store.errors import DatabaseError

    with told_plainly(SettingsError, SealError, DatabaseError, BundleError):
        settings = replace(Settings.from_environment(), database_url=database, bundle=bundle)
        run_worker(settings, lambda: typer.echo("Working (Ctrl-C ends)", err=True))


def opened(host: str, port: int, database: str, bundle: Path | None = None, access: str = "accounts", workers: int = 1) -> Server:
    """A server that listens and has all it needs. What keeps it from that ends the command, with its reason."""
    from models.bundle import BundleError
    from serving.running import ListenError, open_server
    from serving.settings import Settings, SettingsError, access_of
    from store.errors import DatabaseError

    with told_plainly(SettingsError, ListenError, DatabaseError, BundleError):
        told = Settings.from_environment()
        where = replace(told, database_url=database, host=host, port=port, access=access_of(access))
        settings = replace(where, bundle=bundle, workers=workers)
        return open_server(settings)


def run(server: Server) -> None:
    """Say where the server answers, and serve until Ctrl-C. A log in JSON says it itself, and holds nothing else."""
    if server.settings.log == "text":
        typer.echo(f"API and console at {server.url} (Ctrl-C ends)", err=True)
    with suppress(KeyboardInterrupt):
        server.run()


@database.callback()
def _database() -> None:
    """Look after the database."""


@database.command()
def upgrade(database: DatabaseUrl = DEFAULT_DATABASE) -> None:
    """Bring the database to the newest schema; makes it when it is not there."""
    from store.database import Database
    from store.errors import DatabaseError

    with told_plainly(DatabaseError):
        store = Database(database)
        store.upgrade()
        store.dispose()
    typer.echo("The database is up to date.", err=True)


@contextmanager
def told_plainly(*foreseen: type[Exception]) -> Iterator[None]:
    """Errors whose message is made for the reader end the command with that line, and status 2."""
    try:
        yield
    except foreseen as error:
        typer.echo(f"recruitment-risk: {error}", err=True)
        raise typer.Exit(2) from error
