"""One training run is one MLflow run, whole or in pieces."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.training import run, tracking
from experiments.training.artefacts import metrics_of
from experiments.training.config import LinearSettings, flattened
from experiments.training.provenance import data_digest
from experiments.training.run import Trained, train
from models.bundle import read_bundle
from tests.experiments.training.made import Place

FILES = {"MODEL_CARD.md", "evidence.json", "gate.json", "linear.json", "manifest.json", "metrics.json", "policies.json"}


def test_a_run_says_what_it_was_told_and_from_which_data(trained: Trained, trained_place: Place) -> None:
    found = tracking.opened(trained_place.config.tracking).get_run(trained.run_id)
    assert found.info.status == "FINISHED"
    assert found.data.params == flattened(trained_place.config)
    digest = data_digest(Path(trained_place.config.data))
    assert found.data.tags["data_digest"] == digest
    assert found.inputs.dataset_inputs[0].dataset.digest == digest[:36]


def test_a_run_holds_its_figures_files_and_bundle(trained: Trained, trained_place: Place) -> None:
    client = tracking.opened(trained_place.config.tracking)
    metrics = client.get_run(trained.run_id).data.metrics
    assert metrics == metrics_of(trained.report)
    assert metrics["dataset/alpha/risky/flagged"] == metrics["primary"] == 1.0
    files = {Path(item.path).name for item in client.list_artifacts(trained.run_id)}
    assert {"bundle", "calibration.svg", "confusion.json", "errors.jsonl", "slices.md", "threshold_curve.json"} <= files
    assert {Path(item.path).name for item in client.list_artifacts(trained.run_id, "bundle")} == FILES


def test_nothing_that_a_run_keeps_holds_a_posting_s_text(trained: Trained, trained_place: Place) -> None:
    kept = [path for path in trained_place.work.rglob("*") if path.suffix in {".json", ".jsonl", ".md", ".svg"}]
    assert len(kept) > 10
    assert not [path for path in kept if "no interview and no skills" in path.read_text()]


def test_the_bundle_is_written_with_its_card_under_checksums(trained: Trained, trained_place: Place) -> None:
    bundle = read_bundle(Path(trained_place.config.output))
    assert bundle == trained.bundle
    assert bundle.files == {"MODEL_CARD.md", "gate.json"}
    assert b"`recruitment-risk train mine.toml`" in bundle.read("MODEL_CARD.md")


def test_an_interrupted_run_goes_on_where_it_was(place: Place, trained: Trained, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    calls: list[int] = []
    linear_part = run.linear_part

    def once_interrupted(*told: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return linear_part(*told)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "linear_part", once_interrupted)
    with pytest.raises(KeyboardInterrupt):
        train(place.config, root=place.work, say=said.append)
    client = tracking.opened(place.config.tracking)
    (interrupted,) = client.search_runs([tracking.experiment_id(client, place.config.tracking)])
    assert interrupted.info.status == "KILLED"
    said.clear()
    finished = train(place.config, root=place.work, say=said.append)
    assert finished.run_id == interrupted.info.run_id
    assert client.get_run(finished.run_id).info.status == "FINISHED"
    assert said[:2] == ["run: was finished before", f"going on with the interrupted run {finished.run_id}"]
    assert "dataset: was finished before" in said
    assert finished.report == trained.report
    assert finished.bundle.parts == trained.bundle.parts


def test_the_same_settings_give_the_same_weights_and_figures_in_another_run(trained: Trained, trained_place: Place) -> None:
    told = replace(trained_place.config, output=str(trained_place.folder / "again"))
    again = train(told, command="recruitment-risk train mine.toml", root=trained_place.folder / "other", say=[].append)
    assert again.run_id != trained.run_id
    assert again.bundle.parts == trained.bundle.parts
    assert again.report == trained.report


def test_other_settings_are_another_run_beside_the_interrupted_one(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "linear_part", lambda *_: 1 / 0)
    for regularisation in (1.0, 2.0):
        told = replace(place.config, linear=LinearSettings(regularisation=regularisation))
        with pytest.raises(ZeroDivisionError):
            train(told, root=place.work, say=[].append)
    client = tracking.opened(place.config.tracking)
    runs = client.search_runs([tracking.experiment_id(client, place.config.tracking)])
    assert {item.info.status for item in runs} == {"FAILED"}
    assert {item.data.params["linear.regularisation"] for item in runs} == {"1.0", "2.0"}


def test_a_dataset_that_is_left_out_is_measured_and_not_learned_from(place: Place) -> None:
    said: list[str] = []
    trained = train(
        replace(place.config, leave_out=("beta",), linear=LinearSettings(fewest_datasets=1)), root=place.work, say=said.append
    )
    kept = json.loads(next(place.work.rglob("scores.json")).read_text())["result"]
    assert {item["dataset"] for item in kept} == {"alpha"}
    assert {item.name for item in trained.report.slices if item.kind == "dataset"} == {"alpha", "beta"}
    assert "| beta | fraud | en | 6 (6) | 4 (4) | 0 | 0 |" in trained.bundle.read("MODEL_CARD.md").decode()
