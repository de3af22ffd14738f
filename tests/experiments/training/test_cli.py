from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments.training.cli import app
from experiments.training.run import Trained
from tests.experiments.training.made import Place


def asked(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_a_wrong_key_ends_the_command_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("sead = 1")
    status, said = asked("train", tmp_path / "mine.toml")
    assert status == 2
    assert said.startswith(f"recruitment-risk: {tmp_path / 'mine.toml'}: sead: unknown key")


def test_a_dataset_that_is_not_there_cannot_be_left_out(place: Place) -> None:
    status, said = asked("train", place.toml(leave_out=["gamma"]), "--work", place.work, "--workers", 1)
    assert status == 2
    assert "leave_out: no dataset is called 'gamma'; there are alpha, beta" in said


def test_a_split_is_judged_with_a_bundle(trained: Trained, trained_place: Place) -> None:
    config = trained_place.config
    status, said = asked("evaluate", config.output, "--data", config.data, "--workers", 1, "--tracking-uri", config.tracking.uri)
    assert status == 0
    assert "| dataset | alpha | risky | 4 | 100.0% (51.0% to 100.0%)" in said
    again = asked("evaluate", config.output, "--data", config.data, "--workers", 1, "--no-log", "--split", "train")
    assert "| dataset | alpha | risky | 6 |" in again[1]


def test_a_folder_that_is_no_bundle_is_named(tmp_path: Path) -> None:
    status, said = asked("evaluate", tmp_path, "--no-log")
    assert status == 2
    assert f"recruitment-risk: {tmp_path / 'manifest.json'}: No such file" in said


def test_registered_versions_are_listed(trained: Trained, trained_place: Place) -> None:
    status, said = asked("models", "--tracking-uri", trained_place.config.tracking.uri, "--model", "trained")
    assert status == 0
    assert f"| challenger | {trained.bundle.version} | 1.000 | {trained.run_id} |" in said


@pytest.mark.parametrize("arguments", [("--force",), ("--why", "so"), ("3", "--challenger")])
def test_options_that_do_not_go_together_are_refused(arguments: tuple[str, ...]) -> None:
    assert asked("promote", *arguments)[0] == 2


@pytest.mark.parametrize("command", ["--help", "train --help", "promote --help"])
def test_the_help_loads_no_learning_framework(command: str) -> None:
    code = f"import sys, recruitment_risk\ntry: recruitment_risk.main({command.split()!r})\nexcept SystemExit: pass\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"torch", "mlflow", "sklearn", "numpy"} & set(loaded)
