"""Commands for those who write packs: check them, and try them on a text."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Check phrase packs, and try them on a text.")

Language = Annotated[str, typer.Option("--language", "-l", help="Only this language (ISO 639-1).")]


@app.command()
def check(
    language: Language = "", coverage: Annotated[bool, typer.Option(help="Count the phrases of each indicator.")] = False
) -> None:
    """Say what is wrong or missing in the packs: unknown names, phrases found everywhere, repetitions, nothing that answers.

    Ends with 1 where something must be mended; what is only to be thought about does not fail it.
    """
    from features.matching.library import library

    languages = [language] if language else sorted(library().languages)
    if [name for name in languages if not _checked(name, coverage)]:
        raise typer.Exit(1)


def _checked(language: str, coverage: bool) -> bool:
    """Report on one language; whether nothing must be mended."""
    from features.matching.checking import as_text
    from features.matching.checking import check as check_packs
    from features.matching.library import library
    from features.matching.packs import PackError

    try:
        report = check_packs(language, library().packs(language))
    except PackError as error:
        typer.echo(f"{language}: {error}", err=True)
        return False
    typer.echo(as_text(report, coverage))
    return not report.errors


@app.command("format")
def put_in_order(language: Language = "") -> None:
    """Wrap the long lists of the packs that come along, so that a person can read them; what they say stays the same."""
    from experiments.pack_format import format_file
    from features.matching.packs import FOLDER, language_of

    for path in sorted(FOLDER.glob("*.toml")):
        if language in {"", language_of(path)} and format_file(path):
            typer.echo(f"{path.name}: put in order")


@app.command("try")
def try_text(text: Annotated[str, typer.Argument(help="Some text, or - for standard input.")], kind: str = "social_post") -> None:
    """Show what the packs find in a text: the languages heard, each phrase with its words, and what is made of them."""
    import sys

    from experiments.pack_trial import as_text, trial

    typer.echo(as_text(trial(sys.stdin.read() if text == "-" else text, kind)))


@app.command()
def words() -> None:
    """Write features/text/vocabulary.txt: the words that phrases look for, which are read out of digits and spaced letters."""
    from experiments.vocabulary import write

    typer.echo(f"{write()} words")


@app.command()
def messages(
    language: Language = "",
    texts: Annotated[str, typer.Option(help="A JSON file with a new language's texts, by indicator.")] = "",
) -> None:
    """Bring the translations of the indicators up to date: new texts are added empty, changed ones marked fuzzy."""
    import json
    from pathlib import Path

    from experiments.messages import begin, update, update_all

    if texts:
        typer.echo(f"wrote {begin(language, json.loads(Path(texts).read_text(encoding='utf-8')))}")
        return
    for name, (count, waiting) in ({language: update(language)} if language else update_all()).items():
        typer.echo(f"{name}: {count} texts, {waiting} of them to be translated")
