"""Judges a split with a bundle, and a challenger beside the champion on the same postings; keeps it as an MLflow run."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from experiments.training import promotion, registry, tracking
from experiments.training.artefacts import metrics_of, write_artefacts
from experiments.training.config import TrackingSettings
from experiments.training.judged import Judged, judged_split
from experiments.training.provenance import code_digest, data_digest
from experiments.training.run import KIND
from experiments.training.slices import Report, report_of
from models.bundle import Bundle, read_bundle

if TYPE_CHECKING:
    from mlflow import MlflowClient


def evaluated(
    folder: Path, data: Path | None = None, split: str = "dev", workers: int = 1, log: TrackingSettings | None = None
) -> Report:
    """What a bundle does on all datasets' postings of a split; a run with the same files as a training run where `log` says so.

    Raises BundleError, DatasetError, TrackingError.
    """
    bundle = read_bundle(folder)
    judged = judged_split(folder, data, split, workers)
    report = report_of(judged, _prevalence(bundle))
    if log is not None:
        _log(tracking.opened(log), log, bundle, judged, report, {"split": split, "data_digest": data_digest(data)})
    return report


def _prevalence(bundle: Bundle) -> float:
    return float(bundle.part("policies.json")["prevalence"])


def _log(
    client: MlflowClient, settings: TrackingSettings, bundle: Bundle, judged: list[Judged], report: Report, told: dict[str, str]
) -> None:
    tags = {KIND: "evaluation", "code_digest": code_digest()}
    run_id = tracking.begun(client, settings, f"evaluate {bundle.version}", tags)
    tracking.log_parameters(client, run_id, {"bundle": bundle.version, **told})
    tracking.log_metrics(client, run_id, metrics_of(report))
    with TemporaryDirectory() as files:
        write_artefacts(Path(files), judged, report, bundle.part("policies.json"))
        tracking.log_folder(client, run_id, Path(files))
    tracking.ended(client, run_id)


def promoted(
    settings: TrackingSettings, number: int | None = None, data: Path | None = None, workers: int = 1, why: str = ""
) -> tuple[str, bool]:
    """Let a version, by default the challenger, become champion if it is better; `why` lets it in any case, and is kept.

    Gives what is to be said (the table and the reason), and whether it is champion now. Raises TrackingError, BundleError.
    """
    client = tracking.opened(settings)
    challenger = _chosen(client, settings.model, number)
    champion = registry.called(client, settings.model, registry.CHAMPION)
    if champion is not None and champion.number == challenger.number:
        return f"version {challenger.number} is the champion already", True
    said, is_better = _judged_by_rule(client, champion, challenger, data, workers)
    if not is_better and not why:
        return f"{said}\n\nversion {challenger.number} does not become champion", False
    tags = {"promoted": said.splitlines()[-1], **({} if is_better else {"why": why})}
    registry.crowned(client, settings.model, challenger, tags)
    against = "" if is_better else f", against the rule: {why}"
    return f"{said}\n\nversion {challenger.number} is the champion now{against}", True


def _chosen(client: MlflowClient, name: str, number: int | None) -> registry.Version:
    if number is not None:
        return registry.numbered(client, name, number)
    found = registry.called(client, name, registry.CHALLENGER)
    if found is None:
        raise tracking.TrackingError(f"{name} has no challenger; `recruitment-risk train` makes one")
    return found


def _judged_by_rule(
    client: MlflowClient, champion: registry.Version | None, challenger: registry.Version, data: Path | None, workers: int
) -> tuple[str, bool]:
    """The table with the reason in its last line, and whether the rule lets it in."""
    with TemporaryDirectory() as folder:
        if champion is None:
            registry.fetched(client, challenger, Path(folder) / "challenger")
            return "better: there is no champion yet", True
        reports = [_report(client, version, Path(folder), data, workers) for version in (champion, challenger)]
    verdict = promotion.compared(*reports)
    return f"{promotion.as_markdown(verdict)}\n\n{verdict.reason}", verdict.is_better


def _report(client: MlflowClient, version: registry.Version, folder: Path, data: Path | None, workers: int) -> Report:
    place = folder / str(version.number)
    registry.fetched(client, version, place)
    return evaluated(place, data, workers=workers)


def exported(settings: TrackingSettings, folder: Path) -> Bundle:
    """Write the champion's bundle into a folder, verified. Raises TrackingError when there is no champion, BundleError."""
    client = tracking.opened(settings)
    champion = registry.called(client, settings.model, registry.CHAMPION)
    if champion is None:
        raise tracking.TrackingError(f"{settings.model} has no champion; `recruitment-risk promote` makes one")
    return registry.fetched(client, champion, folder)
