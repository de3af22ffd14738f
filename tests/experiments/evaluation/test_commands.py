from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments.cli import app

CALM = "Our bakery needs a trained baker for the early shift, forty hours a week with a pension and paid holidays."


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A folder with adverts of two kinds and lures, of our own."""
    rows = {
        "emscad": [("fraud", "Call 0123 4567 8910 now"), ("benign", CALM)],
        "board": [("benign", CALM)],
        "lures": [("fraud", "Text 0123 456")],
    }
    for dataset, texts in rows.items():
        with gzip.open(tmp_path / f"{dataset}.jsonl.gz", "wt", encoding="utf-8") as file:
            for number in range(80):
                for label, text in texts:
                    row = {"id": f"{dataset} {label} {number}", "kind": "job_advert", "language": "en", "description": text}
                    known = {"label": label, "group": f"{dataset} {label} {number}", "split": ["train", "dev"][number % 2]}
                    file.write(json.dumps(row | known) + "\n")
    return tmp_path


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("folds", "| wordless | 1.000 (1.000 to 1.000) | 1.000 (1.000 to 1.000) | 1.000 (1.000 to 1.000) |"),
        ("sources", "| lures | fraud | 80 | wordless | 100.0% (95.4% to 100.0%) | - |"),
        ("control", "| macro recall | risky | | 100.0% |"),
    ],
)
def test_each_measure_prints_its_table(labelled: Path, command: str, line: str) -> None:
    result = CliRunner().invoke(app, [command, "--model", "wordless", "--data", str(labelled)])
    assert result.exit_code == 0
    assert line in result.stdout.splitlines()


def test_a_model_that_nobody_knows_ends_with_a_message(labelled: Path) -> None:
    result = CliRunner().invoke(app, ["folds", "--model", "nobody", "--data", str(labelled)])
    assert result.exit_code == 2
    assert "no text model is called nobody" in result.stderr
