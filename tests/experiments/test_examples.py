from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments.cli import app
from experiments.examples import ExamplesError, Judged, as_text, files, judge, judge_file, report_on
from features.evidence import EvidenceState


def test_a_report_counts_what_was_expected_and_found() -> None:
    judged = judge("en_dev")
    report = report_on(judged)
    found, expected = report.recall_by_indicator["passport_retention"]
    assert 0 < found <= expected
    assert 0.5 < report.recall <= 1.0
    assert report.flagged["risky"] > report.flagged["ordinary"]
    assert as_text("en_dev", report).startswith("en_dev: expected indicators found ")


def test_what_is_found_of_an_example_is_told_by_state() -> None:
    judged: list[Judged] = judge(files("en")[0])
    present = set().union(*(item.found(EvidenceState.PRESENT) for item in judged))
    assert "worker_pays_fee" in present


OWN = {
    "id": "1",
    "kind": "message",
    "class": "risky",
    "expected": ["worker_pays_fee"],
    "description": "Visa fee 300 before you start.",
}


def own_file(folder: Path, *rows: object) -> Path:
    path = folder / "own.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_somebodys_own_examples_are_judged_like_those_of_the_folder(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["examples", "--file", str(own_file(tmp_path, OWN, OWN | {"expected": ["employer_unnamed"]}))])
    assert done.exit_code == 0
    assert "own: expected indicators found 50.0%" in done.stdout


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([], "id, kind, class, description missing"),
        ({"id": "1", "class": "ordinary"}, "kind, description missing"),
        (OWN | {"kind": "leaflet"}, "kind"),
        ({name: OWN[name] for name in OWN.keys() - {"expected"}}, "a risky example needs `expected`"),
    ],
)
def test_a_line_that_is_no_example_is_named_by_its_number(tmp_path: Path, row: object, reason: str) -> None:
    with pytest.raises(ExamplesError, match=rf"own\.jsonl:2: {reason}"):
        judge_file(own_file(tmp_path, OWN, row))
