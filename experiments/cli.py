"""Commands of this door: train the text model, measure what is flagged and how fast."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Train the text model; measure quality and speed.")

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Folder of datasets; by default RECRUITMENT_RISK_DATA, else ../shared/data beside the repository."
    ),
]


@app.command()
def train(
    output: Annotated[Path | None, typer.Option(help="Bundle folder to write; by default the one that comes along.")] = None,
    data: Data = None,
) -> None:
    """Train the text model, calibrate it with the evidence on dev groups, and write a bundle."""
    from experiments.train import run
    from models.bundle import DEFAULT_BUNDLE

    bundle = run(output or DEFAULT_BUNDLE, data)
    typer.echo(f"wrote {bundle.version}")


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
def examples() -> None:
    """Print what the detector finds in the hand-written examples, those that pack writers may see and those they may not."""
    from experiments.examples import FILES, as_text, judge, report_on

    for name in FILES:
        typer.echo(as_text(name, report_on(judge(name))) + "\n")


@app.command()
def phrases(most: Annotated[int, typer.Option(min=1, help="How many.")] = 40) -> None:
    """Print the phrases that cost most on ordinary adverts, with what they find there and in the examples."""
    from experiments.phrase_costs import report

    typer.echo(report(most))
