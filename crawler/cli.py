"""The command that brings postings in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from store.location import DATABASE_HELP, DATABASE_VARIABLE, DEFAULT_DATABASE

if TYPE_CHECKING:
    from crawler.progress import CrawlSummary

app = typer.Typer(add_completion=False, help="Bring public postings in.")

_EPILOG = (
    "robots.txt is obeyed, and nothing leaves the site of URL. Set RECRUITMENT_RISK_CRAWL_CONTACT to an address where a site's "
    "operator reaches you; only this machine itself is crawled without one."
)


@app.command(epilog=_EPILOG)
def crawl(
    url: Annotated[str, typer.Argument(help="A sitemap, a list of adverts, or one advert.")],
    database: Annotated[str, typer.Option(envvar=DATABASE_VARIABLE, help=DATABASE_HELP)] = DEFAULT_DATABASE,
    source: Annotated[str, typer.Option(help="Name of the site in the store; its host by default.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="The most pages to fetch, lists and sitemaps counted.")] = 1_000,
    delay: Annotated[float, typer.Option(min=0.0, help="Seconds between two requests; a longer Crawl-delay wins.")] = 2.0,
    bundle: Annotated[
        Path | None,
        typer.Option(
            envvar="RECRUITMENT_RISK_BUNDLE", help="Bundle folder to assess with; the one that comes with it by default."
        ),
    ] = None,
) -> None:
    """Crawl a site's JobPosting pages, remember each posting, and assess what is new or changed."""
    from crawler.run import crawl as run_crawl  # heavy, and the command's help must be quick
    from crawler.settings import CrawlLimits

    with told_plainly():
        limits = CrawlLimits(pages=limit, delay_seconds=delay)
        summary = run_crawl(url, database_url=database, source=source, limits=limits, on_progress=_progress_line(), bundle=bundle)
    if sys.stderr.isatty():
        typer.echo("", err=True)
    report(summary)
    raise typer.Exit(exit_status(summary))


@contextmanager
def told_plainly() -> Iterator[None]:
    """What keeps a crawl from starting ends the command with a line for the reader, and status 2."""
    from crawler.settings import CrawlSettingsError
    from models.bundle import BundleError
    from store.errors import StoreError

    try:
        yield
    except (CrawlSettingsError, BundleError, StoreError) as error:
        typer.echo(f"recruitment-risk: {error}", err=True)
        raise typer.Exit(2) from error


def exit_status(summary: CrawlSummary) -> int:
    """As shells know it: 130 where it was interrupted, 1 where something could not be read or saved."""
    return 130 if summary.interrupted else int(bool(summary.errors))


def report(summary: CrawlSummary) -> None:
    """The summary on standard output; what went wrong on standard error, one line each."""
    for problem in summary.passed_over:
        typer.echo(f"passed over: {problem.url}: {problem.reason}", err=True)
    for problem in summary.errors:
        typer.echo(f"error: {problem.url}: {problem.reason}", err=True)
    typer.echo(str(summary))


def _progress_line() -> Callable[[CrawlSummary], None] | None:
    """One line that rewrites itself on a terminal; nothing where output goes to a file."""
    if not sys.stderr.isatty():
        return None
    return lambda summary: typer.echo(f"\r{summary}  ", nl=False, err=True)


if __name__ == "__main__":
    app()
