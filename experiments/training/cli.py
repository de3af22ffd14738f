"""Commands of a training run: `train`, `evaluate`, `promote`, `models`. They import nothing heavy until they run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from experiments.training.config import TrackingSettings

app = typer.Typer(no_args_is_help=True, help="Train, judge and register bundles.")

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Folder of datasets; by default RECRUITMENT_RISK_DATA, else ../shared/data beside the repository."
    ),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that judge postings.")]
Uri = Annotated[
    str, typer.Option("--tracking-uri", help="MLflow server or database; else MLFLOW_TRACKING_URI, else sqlite:///var/mlflow.db.")
]
Model = Annotated[str, typer.Option("--model", help="Name of the registered model.")]


@app.command()
def train(
    config: Annotated[Path, typer.Argument(help="TOML file of settings, such as experiments/training/default.toml.")],
    output: Annotated[str, typer.Option(help="Bundle folder to write instead of the one in the settings.")] = "",
    data: Annotated[str, typer.Option(help="Folder of datasets to read instead of the one in the settings.")] = "",
    work: Annotated[Path, typer.Option(help="Folder in which unfinished runs are kept.")] = Path("var/training"),
    workers: Workers = 2,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Begin anew although a run with these settings was interrupted.")
    ] = False,
) -> None:
    """Train, calibrate, measure and register a bundle as one MLflow run. Started again after an interruption, it goes on."""
    with _said():
        from experiments.training.config import read_config
        from experiments.training.run import train as run

        settings = read_config(config)
        settings = replace(settings, output=output or settings.output, data=data or settings.data)
        command = f"recruitment-risk train {config}"
        trained = run(settings, command=command, root=work, workers=workers, afresh=afresh, say=_say)
        typer.echo(f"{settings.output}: {trained.bundle.version}, version {trained.version} of {settings.tracking.model}")
        typer.echo(f"MLflow run {trained.run_id}; {settings.output}/MODEL_CARD.md says how it does")


@app.command()
def evaluate(
    bundle: Annotated[Path, typer.Argument(help="Bundle folder.")],
    data: Data = None,
    split: Annotated[str, typer.Option(help="train or dev.")] = "dev",
    no_log: Annotated[bool, typer.Option("--no-log", help="Keep no MLflow run.")] = False,
    workers: Workers = 2,
    uri: Uri = "",
) -> None:
    """Judge a split with a bundle, print what is flagged by slice with 95 % intervals, and keep it as an MLflow run."""
    with _said():
        from experiments.training.evaluation import evaluated

        typer.echo(str(evaluated(bundle, data, split, workers, None if no_log else _tracking(uri))))


@app.command()
def promote(
    version: Annotated[int | None, typer.Argument(help="Version of the registered model; by default the challenger.")] = None,
    challenger: Annotated[bool, typer.Option("--challenger", help="The challenger, which is the default.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Against the rule; needs --why.")] = False,
    why: Annotated[str, typer.Option("--why", help="Why against the rule; kept with the version.")] = "",
    export: Annotated[Path | None, typer.Option(help="Then write the champion's bundle into this folder, verified.")] = None,
    data: Data = None,
    workers: Workers = 2,
    uri: Uri = "",
    model: Model = "",
) -> None:
    """Make a version the champion if it is better than the champion on dev: no guarded slice worse, ranking not lower."""
    if force != bool(why) or (challenger and version is not None):
        raise typer.BadParameter("--force and --why belong together; --challenger and VERSION exclude each other")
    with _said():
        from experiments.training.evaluation import exported, promoted

        settings = _tracking(uri, model)
        said, is_champion = promoted(settings, version, data, workers, why)
        typer.echo(said)
        if export is not None and is_champion:
            typer.echo(f"{export}: {exported(settings, export).version}")
    if not is_champion:
        raise typer.Exit(1)


@app.command()
def models(uri: Uri = "", model: Model = "") -> None:
    """List the registered versions with aliases and key figures."""
    with _said():
        from experiments.training import registry, tracking

        settings = _tracking(uri, model)
        typer.echo(registry.as_markdown(registry.versions(tracking.opened(settings), settings.model)))


def _tracking(uri: str, model: str = "") -> TrackingSettings:
    from experiments.training.config import TrackingSettings

    known = TrackingSettings(uri=uri)
    return replace(known, model=model) if model else known


def _say(text: str) -> None:
    typer.echo(text, err=True)


@contextmanager
def _said() -> Iterator[None]:
    """Say in one line what a person can mend."""
    from experiments.dataset import DatasetError
    from experiments.training.bases import BaseError
    from experiments.training.config import ConfigError
    from experiments.training.export import ExportError
    from experiments.training.tracking import TrackingError
    from experiments.training.work import WorkError
    from models.bundle import BundleError

    try:
        yield
    except (BaseError, BundleError, ConfigError, DatasetError, ExportError, TrackingError, WorkError) as error:
        print(f"recruitment-risk: {error}", file=sys.stderr)
        raise typer.Exit(2) from error
    except Exception as error:
        if not _is_of_mlflow(error):
            raise
        print(f"recruitment-risk: MLflow: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


def _is_of_mlflow(error: Exception) -> bool:
    """By name: its class can only be named after an import of seconds, which wrong settings need not wait for."""
    return any(kind.__name__ == "MlflowException" for kind in type(error).__mro__)
