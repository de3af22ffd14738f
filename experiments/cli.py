"""Commands of this door that measure: what is flagged, how well, how fast."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from experiments.evaluation.cli import app as text_models
from experiments.options import Data

app = typer.Typer(no_args_is_help=True, help="Measure quality and speed.")
app.add_typer(text_models)


@app.command()
def flagged(
    data: Data = None,
    split: Annotated[str, typer.Option(help="Only this split: train or dev.")] = "",
    workers: Annotated[int, typer.Option(min=1)] = 2,
) -> None:
    """Print the share of postings flagged, per dataset and label, as a Markdown table."""
    from experiments.dataset import DatasetError
    from experiments.flagged import as_markdown, flagged_shares

    try:
        typer.echo(as_markdown(flagged_shares(data, split, workers)))
    except DatasetError as error:
        print(f"recruitment-risk: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


@app.command()
def faithfulness(data: Data = None) -> None:
    """Print how far the text model's log-odds fall when a posting's strongest terms are blanked, and when random ones are."""
    from experiments.dataset import DatasetError
    from experiments.faithfulness import as_markdown
    from experiments.faithfulness import faithfulness as measured

    try:
        typer.echo(as_markdown(measured(data)))
    except DatasetError as error:
        print(f"recruitment-risk: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


@app.command()
def quotes(data: Data = None) -> None:
    """Assess every posting of every dataset and compare each quoted evidence with the field that it quotes."""
    from experiments.dataset import DatasetError
    from experiments.quotes import report

    try:
        typer.echo(report(data))
    except DatasetError as error:
        print(f"recruitment-risk: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


@app.command()
def speed(
    count: Annotated[int, typer.Option(min=10, help="Adverts to time.")] = 400,
    data: Data = None,
) -> None:
    """Print 350-word English adverts per second and core: read, searched for evidence, judged; and where the time goes."""
    from experiments.benchmark import report

    typer.echo(report(count, data))


@app.command()
def encoder(
    count: Annotated[int, typer.Option(min=10, help="Adverts to time.")] = 100,
    bundle: Annotated[Path | None, typer.Option(help="Bundle folder; by default the one that comes along.")] = None,
    data: Data = None,
) -> None:
    """Print how fast the encoder reads adverts on two cores, against the naive transformers pipeline, as a Markdown table."""
    from experiments.benchmark_encoder import report

    typer.echo(report(count, bundle, data))


@app.command()
def packs(data: Data = None) -> None:
    """Print what it costs to have all packs active, against a language's own pack alone, as a Markdown table."""
    from experiments.benchmark_packs import report

    typer.echo(report(data))


@app.command()
def rules() -> None:
    """Print the slowest rules on hostile text."""
    from experiments.benchmark_rules import report

    typer.echo(report())


@app.command()
def words(data: Data = None) -> None:
    """Write features/matching/word_shares.json: how common words are, so that phrases are tried where their rarest stand."""
    from experiments.word_shares import write

    typer.echo(f"{write(data)} words")


@app.command()
def examples(
    language: Annotated[str, typer.Option("--language", "-l", help="Only this language (ISO 639-1).")] = "",
    detail: Annotated[bool, typer.Option("--detail", help="Show what is missed or wrongly flagged in open examples.")] = False,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Your own examples (JSON Lines).")] = None,
) -> None:
    """Print what the detector finds in the hand-written examples, those that pack writers may see and those they may not.

    A line of your own file needs id, kind, description, class (risky, ordinary or awareness) and, if risky, expected indicators.
    """
    from experiments.examples import ExamplesError, as_text, details, is_sealed, judged_sets, report_on

    try:
        for name, judged in judged_sets(language, file):
            if detail and not is_sealed(name):
                typer.echo(details(judged))
            typer.echo(as_text(name, report_on(judged)) + "\n")
    except ExamplesError as error:
        print(f"recruitment-risk: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


@app.command()
def languages(
    write: Annotated[bool, typer.Option("--write", help="Keep what was reached as the floors of the tests.")] = False,
) -> None:
    """Print what each language reaches on its hand-written examples, as a Markdown table."""
    from experiments.languages import all_figures, as_table, write_floors

    found = all_figures()
    typer.echo(as_table(found))
    if write:
        write_floors(found)


@app.command()
def disguise(language: Annotated[str, typer.Option("--language", "-l", help="Only this language (ISO 639-1).")] = "") -> None:
    """Print how many expected indicators are lost when a telling word of each piece of evidence is disguised, as a table."""
    from experiments.disguise_cost import as_text, disguise_cost
    from experiments.examples import files

    typer.echo(as_text([disguise_cost(name) for name in files(language)]))


@app.command()
def indicators(
    language: Annotated[str, typer.Option("--language", "-l", help="Only postings of this language (ISO 639-1).")] = "",
    dataset: Annotated[str, typer.Option(help="Only datasets whose names begin so.")] = "",
    split: Annotated[str, typer.Option(help="Only this split: train or dev.")] = "",
    most: Annotated[int, typer.Option(min=1, help="Phrases to show for each indicator.")] = 3,
    workers: Annotated[int, typer.Option(min=1)] = 2,
    data: Data = None,
) -> None:
    """Print, per language and dataset, how many postings show indicators, and which phrases fire most on ordinary boards."""
    from experiments.dataset import DatasetError
    from experiments.indicators import as_text, indicator_shares

    try:
        typer.echo(as_text(indicator_shares(data, language=language, dataset=dataset, split=split, workers=workers), most))
    except DatasetError as error:
        print(f"recruitment-risk: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


@app.command()
def phrases(most: Annotated[int, typer.Option(min=1, help="How many.")] = 40) -> None:
    """Print the phrases that cost most on ordinary adverts, with what they find there and in the examples."""
    from experiments.phrase_costs import report

    typer.echo(report(most))
