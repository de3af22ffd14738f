from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.training.promotion import as_markdown, compared
from experiments.training.slices import Report, report_of
from tests.experiments.training.made import half_found, judged

CHAMPION = report_of(half_found(found=30, false=1, spam=4), 0.05)


@pytest.mark.parametrize(
    "challenger",
    [CHAMPION, report_of(half_found(found=34), 0.05), report_of(half_found(found=30, false=1, spam=8), 0.05)],
    ids=["the same", "more found", "more spam within the interval"],
)
def test_a_challenger_that_is_nowhere_worse_may_become_champion(challenger: Report) -> None:
    verdict = compared(CHAMPION, challenger)
    assert verdict.is_better
    assert verdict.reason.startswith("better: mean average precision")


def test_spam_flagged_beyond_the_interval_bars_it() -> None:
    verdict = compared(CHAMPION, report_of(half_found(found=30, false=1, spam=20), 0.05))
    assert not verdict.is_better
    assert "alpha (other spam)" in verdict.reason
    assert "| dataset | alpha | other spam | 40 | 10.0% (4.0% to 23.1%) | 50.0% (35.2% to 64.8%) | worse |" in as_markdown(
        verdict
    )


def test_fewer_found_beyond_the_interval_bars_it() -> None:
    items = half_found(found=30, false=1, spam=4)
    missed = [replace(item, flagged_by=()) if item.label == "fraud" else item for item in items]
    verdict = compared(CHAMPION, report_of(missed, 0.05))
    assert verdict.primary[0] == verdict.primary[1]
    assert not verdict.is_better
    assert "alpha (risky)" in verdict.reason


def test_a_worse_order_bars_it_though_no_flag_changed() -> None:
    items = half_found(found=30, false=1, spam=4)
    shuffled = [replace(item, fraud=0.5) for item in items]
    verdict = compared(CHAMPION, report_of(shuffled, 0.05))
    assert not verdict.worse
    assert not verdict.is_better
    assert verdict.reason.endswith("which is lower")


def test_a_slice_of_few_postings_bars_nothing() -> None:
    few = [replace(judged(number, "fraud", 0.9, flagged=True, dataset="few", length=5000), language="ru") for number in range(19)]
    base = half_found(found=40)
    before, after = ([*base, *part] for part in (few, [replace(item, flagged_by=()) for item in few]))
    assert compared(report_of(before, 0.05), report_of(after, 0.05)).worse == []
