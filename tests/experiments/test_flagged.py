from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.flagged import as_markdown, flagged_shares, wilson


@pytest.mark.parametrize(("split", "postings"), [("", {"fraud": 1, "benign": 2}), ("dev", {"fraud": 1, "benign": 1})])
def test_shares_are_given_per_label_of_a_split(data: Path, split: str, postings: dict[str, int]) -> None:
    shares = {share.label: share for share in flagged_shares(data, split, workers=1)}
    assert {label: share.postings for label, share in shares.items()} == postings
    assert shares["fraud"].flagged == 1.0
    assert shares["benign"].flagged == 0.0


def test_the_table_has_a_row_for_each_label(data: Path) -> None:
    table = as_markdown(flagged_shares(data, "", workers=1)).splitlines()
    assert [line.split(" | ")[1] for line in table[2:]] == ["benign", "fraud"]


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_an_interval_holds_its_share_and_narrows_with_more_cases(count: int, share: float) -> None:
    low, high = wilson(share, count)
    more_low, more_high = wilson(share, 10 * count)
    assert 0.0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1.0
    assert more_high - more_low < high - low
