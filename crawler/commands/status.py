"""A crawl as it goes, in one line that is rewritten, and what it did, as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from crawler.progress import CrawlSummary, OnProgress

_EVERY: Final = 0.2
_MOST_HOSTS: Final = 3
_MOST_TOLD: Final = 50


@contextmanager
def live() -> Iterator[OnProgress | None]:
    """One line that rewrites itself on a terminal; nothing where output goes to a file."""
    if not sys.stderr.isatty():
        yield None
        return
    told = 0.0

    def tell(summary: CrawlSummary) -> None:
        nonlocal told
        if monotonic() - told >= _EVERY:
            told = monotonic()
            typer.echo(f"\r\x1b[2K{status_line(summary)}", nl=False, err=True)

    yield tell
    typer.echo("", err=True)


def status_line(summary: CrawlSummary) -> str:
    """Pages, postings, errors, rate, and the busiest hosts."""
    hosts = ", ".join(f"{host} {pages}" for host, pages in summary.hosts[:_MOST_HOSTS])
    more = f", {len(summary.hosts) - _MOST_HOSTS} more" if len(summary.hosts) > _MOST_HOSTS else ""
    return (
        f"{summary.pages} pages, {summary.postings} postings, {len(summary.errors)} errors, {summary.rate:.1f}/s"
        f"{f' ({hosts}{more})' if hosts else ''}"
    )


def report(summary: CrawlSummary) -> None:
    """The summary on standard output; what went wrong on standard error, one line each."""
    _problems("passed over", [f"{problem.url}: {problem.reason}" for problem in summary.passed_over])
    _problems("error", [f"{problem.url}: {problem.reason}" for problem in summary.errors])
    _problems("warning", list(summary.warnings))
    if len(summary.hosts) > 1 and sys.stdout.isatty():
        Console().print(_hosts(summary))
    typer.echo(str(summary))


def _problems(kind: str, lines: list[str]) -> None:
    for line in lines[:_MOST_TOLD]:
        typer.echo(f"{kind}: {_printable(line)}", err=True)
    if len(lines) > _MOST_TOLD:
        typer.echo(f"{kind}: and {len(lines) - _MOST_TOLD} more", err=True)


def _printable(line: str) -> str:
    """Without what would move a terminal's cursor: it comes from strangers."""
    return "".join(character if character.isprintable() else "\ufffd" for character in line)


def _hosts(summary: CrawlSummary) -> Table:
    table = Table("host", "pages")
    for host, pages in summary.hosts:
        table.add_row(host, str(pages))
    return table
