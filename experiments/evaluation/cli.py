"""Commands that compare text models, mounted below `measure`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from experiments.options import Data

if TYPE_CHECKING:
    from experiments.dataset import Example
    from experiments.evaluation.scorer import Scorer

Found = TypeVar("Found")

app = typer.Typer()

Models = Annotated[list[str], typer.Option("--model", "-m", help="Text model: wordless, linear, encoder; may be given again.")]
Mean = Annotated[bool, typer.Option("--mean", help="Measure the mean of the models, too.")]
BOTH = ["wordless", "linear"]


@app.command()
def folds(model: Models = BOTH, mean: Mean = False, data: Data = None) -> None:
    """Print how text models rank EMSCAD in five grouped folds, trained on all other sets besides, as a Markdown table."""
    from experiments.evaluation.folds import as_markdown, out_of_fold

    _measured(model, mean, data, lambda scorer, rows: [out_of_fold(scorer, rows)], as_markdown)


@app.command()
def sources(model: Models = BOTH, mean: Mean = False, data: Data = None) -> None:
    """Leave out one labelled dataset after the other, and print what text models trained without it say of it."""
    from experiments.evaluation.sources import as_markdown, left_out

    _measured(model, mean, data, left_out, as_markdown)


@app.command()
def control(model: Models = BOTH, mean: Mean = False, data: Data = None) -> None:
    """Print what text models flag of each dev dataset at one threshold, beside the control that reads no words."""
    from experiments.evaluation import control as beside

    _measured(model, mean, data, lambda scorer, rows: [beside.control(scorer, rows)], beside.as_markdown)


@app.command()
def cascade(
    bundle: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="A bundle with an encoder.")] = None,
    data: Data = None,
) -> None:
    """Print what the cascade saves and misses at several borders, on the dev split, as a Markdown table."""
    from experiments.dataset import DatasetError
    from experiments.evaluation.saving import NoEncoderError, as_markdown, asking_all, savings
    from experiments.training.scoring import rows_to_learn_from, scored
    from models.bundle import DEFAULT_BUNDLE, read_bundle

    try:
        found = read_bundle(bundle or DEFAULT_BUNDLE)
        models = asking_all(found)
        rows = rows_to_learn_from(data)
    except (DatasetError, NoEncoderError) as error:
        print(f"recruitment-risk: {error}", file=sys.stderr)
        raise typer.Exit(2) from error
    typer.echo(as_markdown(savings(scored(rows, models), found)))


def _measured(
    names: list[str],
    mean: bool,
    data: Path | None,
    measure: Callable[[Scorer, Sequence[Example]], Sequence[Found]],
    as_markdown: Callable[[Sequence[Found]], str],
) -> None:
    from experiments.dataset import DatasetError
    from experiments.evaluation.folds import labelled_rows
    from experiments.evaluation.scorer import ScorerError, scorers_named

    try:
        scorers = scorers_named(names, mean)
        rows = labelled_rows(data)
    except (DatasetError, ScorerError) as error:
        print(f"recruitment-risk: {error}", file=sys.stderr)
        raise typer.Exit(2) from error
    typer.echo(as_markdown([found for scorer in scorers for found in measure(scorer, rows)]))
