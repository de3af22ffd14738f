"""The command `recruitment-risk`: mounts each door's commands and imports nothing heavy until one is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

from typer import Option, Typer
from typer.core import TyperCommand, TyperGroup

from serving.cli import Host, Port
from store.location import DATABASE_HELP

app = Typer(add_completion=False)
"""The demonstration, which joins two doors and so belongs to neither."""


@dataclass(frozen=True, slots=True)
class Mount:
    """Where a command lives: `module:app`, the command's name there (empty: the whole app), and its line in the help."""

    target: str
    name: str
    help: str


MOUNTS: Final = {
    "score": Mount("serving.cli:app", "score", "Score a file of postings: one JSON object with evidence a posting."),
    "explain": Mount("serving.cli:app", "explain", "Print one posting in the terminal with its evidence marked."),
    "crawl": Mount("crawler.cli:app", "", "Collect public job adverts into the store and assess them."),
    "serve": Mount("serving.cli:app", "serve", "Serve the API and the review console."),
    "work": Mount("serving.cli:app", "work", "Work beside the API: assessment jobs, webhooks, tidying."),
    "access": Mount("serving.access.cli:app", "", "Say who may do what: organisations, accounts, keys."),
    "db": Mount("serving.cli:database", "", "Look after the database."),
    "demo": Mount("recruitment_risk:app", "demo", "Crawl the bundled job board, assess it, and open the review console on it."),
    "packs": Mount("experiments.packs_cli:app", "", "Check phrase packs, and try them on a text."),
    "train": Mount("experiments.training.cli:app", "train", "Train a bundle as one tracked run that can go on when interrupted."),
    "evaluate": Mount("experiments.training.cli:app", "evaluate", "Judge a split with a bundle, and keep what came of it."),
    "promote": Mount("experiments.training.cli:app", "promote", "Make a better bundle the champion."),
    "models": Mount("experiments.training.cli:app", "models", "List the registered bundles."),
    "measure": Mount("experiments.cli:app", "", "Measure quality and speed."),
}


class Door(TyperCommand):
    """A command that is imported when it is run."""

    def __init__(self, name: str, mount: Mount) -> None:
        super().__init__(name, help=mount.help)
        self._mount = mount

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Hand over to the real command."""
        from typer.main import get_command

        module, _, attribute = self._mount.target.partition(":")
        command = get_command(getattr(import_module(module), attribute))
        if self._mount.name and isinstance(command, TyperGroup):
            command = command.commands[self._mount.name]
        return command.make_context(info_name, args, parent=parent, **extra)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command named in the arguments, those of the process by default."""
    root = TyperGroup(
        name="recruitment-risk",
        help="Finds indicators of deceptive recruitment in public job adverts and posts, with evidence. A person decides.",
        commands={name: Door(name, mount) for name, mount in MOUNTS.items()},
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    root(args=list(sys.argv[1:] if arguments is None else arguments), prog_name="recruitment-risk")


@app.command("demo")
def show_demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    database: Annotated[str, Option(help=f"{DATABASE_HELP} Best one of its own.")] = "sqlite:///var/demo.db",
    archive: Annotated[Path, Option(help="Folder of the WARC files.")] = Path("var/demo-archive"),
) -> None:
    """Crawl the bundled job board over HTTP, assess every advert, and serve API and console on what was found."""
    from crawler.demo.show import crawled_demo_board
    from serving.cli import opened, run

    server = opened(host, port, database, access="open")
    with crawled_demo_board(database, archive):
        run(server)


if __name__ == "__main__":
    main()
