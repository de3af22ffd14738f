"""Bundles are registered under aliases, and a champion gives way only to a better one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from experiments.training import evaluation, registry, tracking
from experiments.training.config import TrackingSettings
from experiments.training.evaluation import exported, promoted
from experiments.training.run import Trained
from experiments.training.slices import Report, report_of
from experiments.training.tracking import TrackingError
from models.bundle import BundleError
from tests.experiments.training.made import Place, half_found


@pytest.fixture
def two_versions(place: Place, trained: Trained, trained_place: Place) -> TrackingSettings:
    """Two versions of one bundle, of which the second is the challenger; runs of their own under the test's own name."""
    client = tracking.opened(place.config.tracking)
    for _ in range(2):
        run_id = tracking.begun(client, place.config.tracking, "run", {})
        tracking.log_folder(client, run_id, Path(trained_place.config.output), registry.BUNDLE)
        tracking.log_metrics(client, run_id, {"primary": 0.5})
        registry.registered(client, place.config.tracking.model, run_id, trained.bundle.version)
    return place.config.tracking


def judging(monkeypatch: pytest.MonkeyPatch, **reports: Report) -> None:
    """What each version is said to do on dev, without judging anything."""
    monkeypatch.setattr(evaluation, "evaluated", lambda folder, *_, **__: reports[f"version_{folder.name}"])


def aliases(settings: TrackingSettings) -> dict[int, tuple[str, ...]]:
    return {item.number: item.aliases for item in registry.versions(tracking.opened(settings), settings.model)}


def test_a_run_registers_its_bundle_once_as_the_challenger(trained: Trained, trained_place: Place) -> None:
    settings = trained_place.config.tracking
    client = tracking.opened(settings)
    assert registry.registered(client, settings.model, trained.run_id, trained.bundle.version) == trained.version
    found = registry.called(client, settings.model, registry.CHALLENGER)
    assert found is not None
    assert (found.bundle, found.run_id, found.primary) == (trained.bundle.version, trained.run_id, 1.0)


def test_the_first_champion_needs_no_comparison_and_is_written_out_verified(
    two_versions: TrackingSettings, tmp_path: Path
) -> None:
    with pytest.raises(TrackingError, match="has no champion"):
        exported(two_versions, tmp_path / "champion")
    said, is_champion = promoted(two_versions)
    assert is_champion
    assert "there is no champion yet" in said
    assert aliases(two_versions) == {1: (), 2: ("champion",)}
    (tmp_path / "champion").mkdir()
    assert exported(two_versions, tmp_path / "champion").files == {"MODEL_CARD.md", "gate.json"}


def test_a_worse_one_does_not_become_champion_unless_somebody_says_why(
    two_versions: TrackingSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    promoted(two_versions, 1)
    good, bad = report_of(half_found(found=30), 0.05), report_of(half_found(found=30, spam=30), 0.05)
    judging(monkeypatch, version_1=good, version_2=bad)
    said, is_champion = promoted(two_versions)
    assert not is_champion
    assert "alpha (other spam)" in said
    assert aliases(two_versions) == {1: ("champion",), 2: ("challenger",)}
    assert promoted(two_versions, why="a drill")[1]
    assert aliases(two_versions) == {1: (), 2: ("champion",)}
    assert registry.versions(tracking.opened(two_versions), two_versions.model)[0].why == "a drill"


def test_a_better_one_becomes_champion(two_versions: TrackingSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    promoted(two_versions, 1)
    judging(monkeypatch, version_1=report_of(half_found(found=20), 0.05), version_2=report_of(half_found(found=30), 0.05))
    said, is_champion = promoted(two_versions)
    assert is_champion
    assert "better: mean average precision" in said
    assert aliases(two_versions) == {1: (), 2: ("champion",)}
    assert promoted(two_versions, 2)[0] == "version 2 is the champion already"


def test_a_bundle_that_was_changed_in_the_store_is_refused(two_versions: TrackingSettings, tmp_path: Path) -> None:
    client = tracking.opened(two_versions)
    version = registry.numbered(client, two_versions.model, 2)
    (Path(client.get_run(version.run_id).info.artifact_uri.removeprefix("file://")) / "bundle" / "linear.json").write_text("{}")
    with pytest.raises(BundleError, match=r"linear\.json: SHA-256"):
        promoted(two_versions)
    assert aliases(two_versions)[2] == ("challenger",)


def test_what_is_not_registered_is_said(two_versions: TrackingSettings) -> None:
    with pytest.raises(TrackingError, match="has no version 9; there are 2, 1"):
        promoted(two_versions, 9)
    with pytest.raises(TrackingError, match="has no challenger"):
        promoted(replace(two_versions, model="nobody"))
