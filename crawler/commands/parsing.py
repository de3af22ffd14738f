"""Read a saved answer and print its postings: for whoever writes a reader, or wants to know what a page says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

if TYPE_CHECKING:
    from crawler.pages.page import Page, PageReading
    from features.posting import Json

BLOCKED: Final = 3
NO_POSTING: Final = 4
UNREADABLE: Final = 2


def parse(
    kind: Annotated[str, typer.Argument(help="How it is read: a kind that `crawl accesses` lists, or `auto`.")],
    file: Annotated[Path, typer.Argument(help="A saved answer: its body as it came.")],
    *,
    url: Annotated[str, typer.Option(help="Where it came from; some accesses read names and links by it.")] = "",
    selector: Annotated[
        list[str] | None, typer.Option(help="For classifieds: KEY=CSS, as in a source's selectors. May be repeated.")
    ] = None,
) -> None:
    """Print the postings of a saved answer as JSON lines. Status 3: a challenge or block page; 4: no posting in it."""
    from crawler.pages.page import PageError
    from crawler.telling import AUTO, accesses_for

    page = _page(file, url, selector or [])
    accesses = accesses_for(kind, page)
    if not accesses and kind != AUTO:
        _end(UNREADABLE, _unknown(kind))
    reason = "" if accesses else "no access knows this page"
    for access in accesses:
        try:
            if _print(access.read(page)):
                return
        except PageError as error:
            reason = reason or str(error)
    _end_without(page, reason)


def _page(file: Path, url: str, selectors: list[str]) -> Page:
    """The saved answer, as if it came now."""
    from crawler.pages.page import Page

    try:
        body = file.read_bytes()
    except OSError as error:
        _end(UNREADABLE, f"{file}: {error.strerror or error}")
    chosen: dict[str, Json] = dict(pair.partition("=")[::2] for pair in selectors)
    return Page(url=url, body=body, fetched_at=datetime.now(UTC), context={"selectors": chosen} if chosen else {})


def _print(reading: PageReading) -> bool:
    from features.records.posting_mapping import posting_to_mapping

    for problem in reading.problems:
        typer.echo(f"problem: {problem.reason}", err=True)
    for posting in reading.postings:
        typer.echo(json.dumps(posting_to_mapping(posting), ensure_ascii=False))
    return bool(reading.postings)


def _unknown(kind: str) -> str:
    from crawler.accesses.every import ACCESSES

    return f"there is no access {kind!r}; there are auto, {', '.join(sorted(ACCESSES))}"


def _end_without(page: Page, reason: str) -> NoReturn:
    from crawler.pages.blocked import block_reason

    if blocked := block_reason(page):
        _end(BLOCKED, f"blocked: {blocked}")
    _end(NO_POSTING, reason or "no posting in it")


def _end(status: int, said: str) -> NoReturn:
    typer.echo(f"recruitment-risk: {said}", err=True)
    raise typer.Exit(status)
