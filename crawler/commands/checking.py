"""What a source would give, before it is crawled in earnest."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer

from crawler.commands.options import SourcesFile, told_plainly

if TYPE_CHECKING:
    from crawler.sources import Source
    from features.posting import Posting
    from store.database import Database

BUDGET: Final = 12
_SHOWN: Final = 3
_LINE: Final = 160


def check(
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="A source of the sources.toml.")],
    *,
    sources: SourcesFile = None,
    budget: Annotated[int, typer.Option(min=1, help="The most pages to fetch.")] = BUDGET,
) -> None:
    """Say what would be fetched and by what rule it may be, fetch a few pages, and show three postings. Nothing is kept."""
    from crawler.run import crawl
    from crawler.sources import load_sources, named

    with told_plainly(), TemporaryDirectory(prefix="recruitment-risk-check-") as folder:
        (source,) = named(load_sources(sources), [name])
        _announce(source)
        url = f"sqlite:///{folder}/check.db"
        trial = source.model_copy(update={"budget": min(budget, source.budget)})
        summary = crawl([trial], database_url=url, archive=Path(folder) / "archive")
        shown = _show(url, source)
    for problem in (*summary.passed_over, *summary.errors):
        typer.echo(f"  {problem.url}: {problem.reason}", err=True)
    typer.echo(f"\n{summary}")
    raise typer.Exit(0 if shown else 1)


def _announce(source: Source) -> None:
    from crawler.accesses.every import ACCESSES

    typer.echo(f"{source.name}: {source.access}, {ACCESSES[source.access].about}")
    for point, target in source.targets():
        typer.echo(f"  begins at {target.method} {target.url}" + (f" ({point})" if point != target.url else ""))
    typer.echo(f"  borders: the sites of its entry points{''.join(f', {host}' for host in source.hosts)}")
    typer.echo(f"  at most {source.budget} pages a crawl, {source.delay:g} seconds between two requests, {source.schedule.value}")
    typer.echo(
        f"  triage: {_yes(source.triage)}, training: {_yes(source.training)}, where mining is reserved: {source.when_reserved}"
    )
    typer.echo(f"  legal note: {source.legal_note or 'none given'}")


def _show(url: str, source: Source) -> int:
    from store.database import Database

    database = Database(url)
    try:
        _permissions(database, source)
        return _postings(database)
    finally:
        database.dispose()


def _permissions(database: Database, source: Source) -> None:
    from crawler.pages.addresses import origin
    from crawler.permissions import Permissions

    permissions = Permissions(database)
    for of in dict.fromkeys(origin(target.url) for _, target in source.targets()):
        answer = permissions.known(f"{of}/robots.txt")
        if answer is None:
            continue
        for _, target in source.targets():
            if origin(target.url) == of:
                said = answer.permission(target.url)
                word = "allowed" if said.allowed else "not allowed"
                typer.echo(f"  {word}: {target.url} by {answer.url}: {' '.join(filter(None, (said.reason, said.rule)))}")


def _postings(database: Database) -> int:
    """Show the first postings; answers how many there were to show."""
    from store.postings import Postings

    with database.reading() as session:
        found = Postings(session).first(_SHOWN)
    for posting in found:
        typer.echo(f"\n{_line(posting.title) or '(no title)'}")
        for label, text in _facts(posting):
            typer.echo(f"  {label}: {_line(text)}")
    return len(found)


def _facts(posting: Posting) -> list[tuple[str, str]]:
    facts = (
        ("employer", posting.hiring_organization.name),
        ("location", posting.job_location),
        ("pay", posting.base_salary),
        ("posted", posting.date_posted),
        ("author", posting.author),
        ("text", posting.description),
        ("address", posting.url),
    )
    return [(label, text) for label, text in facts if text]


def _line(text: str) -> str:
    """One line of a stranger's text, without what would move the cursor."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"


def _yes(value: object) -> str:
    return "yes" if value else "no"
