"""The command that brings postings in, and those that look after what it brought."""

from __future__ import annotations

from typing import Any, Final

import typer
from typer.core import TyperGroup

from crawler.commands import checking, crawling, evidence, listing, parsing, replaying

_EPILOG: Final = (
    "robots.txt, Crawl-delay, Retry-After and reservations of text and data mining are obeyed, and nothing leaves the sites of a "
    "source. Set RECRUITMENT_RISK_CRAWL_CONTACT to an address where a site's operator reaches you; only this machine itself is "
    "crawled without one. A crawl that was interrupted goes on when it is run again."
)
_CRAWL: Final = "run"


class CrawlGroup(TyperGroup):
    """`crawl NAME...` crawls; `crawl check NAME` and the others are commands of their own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the command that is meant where none is named."""
        if args and args[0] not in self.commands and args[0] not in {"--help", "-h"}:
            args = [_CRAWL, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=CrawlGroup, add_completion=False, no_args_is_help=True, epilog=_EPILOG, help="Bring public postings in: crawl NAME..."
)
app.command(_CRAWL, epilog=_EPILOG)(crawling.crawl)
app.command()(checking.check)
app.command()(parsing.parse)
app.command("sources")(listing.list_sources)
app.command()(listing.accesses)
app.command()(listing.dead)
app.command()(replaying.replay)
app.command()(evidence.verify)
app.command()(evidence.retain)

if __name__ == "__main__":
    app()
