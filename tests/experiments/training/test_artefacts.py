from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from experiments.training.artefacts import calibration_bins, confusion, errors, metrics_of, threshold_curve, write_artefacts
from experiments.training.slices import report_of
from models.policy import PolicyName
from tests.experiments.training.made import half_found, judged

ITEMS = half_found(found=30, false=2, spam=4)
POLICIES = {"prevalence": 0.05, "policies": {policy.value: {"threshold": 0.5} for policy in PolicyName}}


def test_confusion_counts_each_side_at_the_thresholds() -> None:
    table = confusion(ITEMS, {"recruitment_fraud": 0.5})
    assert table["thresholds"] == {"recruitment_fraud": 0.5}
    assert table["postings"]["alpha"]["risky"] == {"postings": 40, "flagged": 30, "as_fraud": 30}
    assert table["postings"]["all"]["ordinary"]["flagged"] == 2


def test_errors_are_listed_the_surest_first_without_any_text() -> None:
    items = [judged(1, flagged=True, fraud=0.7), judged(2, flagged=True, fraud=0.9), judged(3, "fraud", 0.2), judged(4)]
    listed = [json.loads(line) for line in errors(items).splitlines()]
    assert [item["id"] for item in listed] == ["alpha-benign-2", "alpha-benign-1", "alpha-fraud-3"]
    assert listed[0].keys() == {"id", "dataset", "label", "fraud", "flagged_by"}


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_a_lower_threshold_flags_no_less(chances: list[float]) -> None:
    curve = threshold_curve([judged(number, fraud=chance) for number, chance in enumerate(chances)])
    shares = [step["ordinary"] for step in curve]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_calibration_weighs_both_sides_at_the_prevalence() -> None:
    bins = calibration_bins(half_found(found=40), 0.05)
    assert [item["postings"] for item in bins] == [40, 40]
    assert [round(item["risky"], 6) for item in bins] == [0.0, 1.0]
    assert calibration_bins([judged(1)], 0.05) == []


def test_metrics_are_those_of_the_report() -> None:
    report = report_of(ITEMS, 0.05)
    metrics = metrics_of(report)
    assert metrics["dataset/alpha/risky/flagged"] == 0.75
    assert metrics["primary"] == report.primary
    assert metrics["ranking/alpha/average_precision_low"] == report.ranks[1].average_precision.low


def test_all_files_are_written_and_the_plots_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_artefacts(tmp_path / name, ITEMS, report_of(ITEMS, 0.05), POLICIES)
    names = {path.name for path in (tmp_path / "one").iterdir()}
    assert names == {
        "calibration.json", "calibration.svg", "confusion.json", "errors.jsonl", "slices.json", "slices.md",
        "threshold_curve.json", "threshold_curve.svg",
    }  # fmt: skip
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)
