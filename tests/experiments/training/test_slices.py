from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.training.slices import FEWEST, report_of, slices_of
from tests.experiments.training.made import half_found, judged


def test_each_side_of_a_slice_has_its_share_with_an_interval() -> None:
    found = {(item.kind, item.name, item.side): item for item in slices_of(half_found(found=30, false=2, spam=4))}
    risky, ordinary, spam = (found["dataset", "alpha", side] for side in ("risky", "ordinary", "other spam"))
    assert [item.flagged.value for item in (risky, ordinary, spam)] == pytest.approx([0.75, 0.05, 0.1])
    assert risky.flagged.low < 0.75 < risky.flagged.high
    assert found["overall", "all", "risky"].postings == found["language", "en", "risky"].postings == 40


def test_a_slice_of_few_postings_is_shown_for_datasets_alone() -> None:
    items = [judged(number) for number in range(FEWEST - 1)]
    assert {item.kind for item in slices_of(items)} == {"overall", "dataset"}
    assert {item.kind for item in slices_of([*items, judged(99)])} == {"overall", "dataset", "language", "length"}


def test_lengths_are_in_order_and_a_sector_only_where_it_is_stated() -> None:
    items = [replace(judged(number), length=length) for length in (5000, 160, 161) for number in range(FEWEST)]
    stated = [replace(judged(number), sector="Retail") for number in range(FEWEST)]
    found = slices_of([*items, *stated])
    assert [item.name for item in found if item.kind == "length"] == ["to 160", "161 to 500", "over 4,000"]
    assert [(item.name, item.postings) for item in found if item.kind == "sector"] == [("Retail", FEWEST)]


def test_ranking_is_of_sets_with_both_sides_and_leaves_other_spam_out() -> None:
    items = [*half_found(found=40), *(judged(number, dataset="board") for number in range(30))]
    report = report_of(items, 0.05)
    assert [(item.name, item.postings, item.risky) for item in report.ranks] == [("all", 110, 40), ("alpha", 80, 40)]
    assert report.primary == report.ranks[1].average_precision.value == 1.0


def test_without_both_sides_anywhere_nothing_ranks() -> None:
    assert report_of([judged(1)], 0.05).primary == 0.0
