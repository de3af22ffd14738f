from __future__ import annotations

from experiments.examples import Judged, as_text, files, judge, report_on
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
