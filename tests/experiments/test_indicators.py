from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments.cli import app
from experiments.dataset import DatasetError
from experiments.indicators import as_text, indicator_shares

ROWS = [
    {
        "id": "1",
        "language": "en",
        "label": "benign",
        "description": "We are hiring a welder. Housing is tied to the job.",
        "split": "dev",
    },
    {
        "id": "2",
        "language": "en",
        "label": "fraud",
        "description": "You pay a visa fee of 300 USD before the interview.",
        "split": "dev",
    },
    {"id": "3", "language": "hu", "label": "benign", "description": "Raktárost keresünk.", "split": "train"},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = [row | {"source": "board", "kind": "job_advert", "group": row["id"]} for row in ROWS]
    with gzip.open(tmp_path / "board.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_postings_are_counted_by_dataset_language_and_label(data: Path) -> None:
    found = indicator_shares(data, workers=1)
    assert [(item.dataset, item.language, item.label, item.postings) for item in found] == [
        ("board", "en", "benign", 1),
        ("board", "en", "fraud", 1),
        ("board", "hu", "benign", 1),
    ]
    fraud = found[1]
    assert fraud.one_group == 1
    assert fraud.indicators["worker_pays_fee"] == 1


def test_only_what_is_asked_for_is_read(data: Path) -> None:
    assert [item.language for item in indicator_shares(data, language="hu", workers=1)] == ["hu"]
    assert [item.label for item in indicator_shares(data, split="train", workers=1)] == ["benign"]
    assert indicator_shares(data, dataset="other", workers=1) == []


def test_the_report_names_the_phrases_that_fire_on_ordinary_postings_with_their_words(data: Path) -> None:
    text = as_text(indicator_shares(data, workers=1), most=2)
    assert "| board | en | fraud | 1 |" in text
    assert "phrases that fire most on 2 ordinary postings" in text
    assert "worker_pays_fee:" not in text


def test_a_folder_without_datasets_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECRUITMENT_RISK_DATA", str(tmp_path / "none"))
    with pytest.raises(DatasetError, match="no datasets"):
        indicator_shares()
    result = CliRunner().invoke(app, ["indicators"])
    assert result.exit_code == 2
    assert "no datasets" in result.output
