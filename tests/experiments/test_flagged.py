from __future__ import annotations

from pathlib import Path

import pytest

from experiments.flagged import as_markdown, flagged_shares


@pytest.mark.parametrize(("split", "postings"), [("", {"fraud": 1, "benign": 2}), ("dev", {"fraud": 1, "benign": 1})])
def test_shares_are_given_per_label_of_a_split(data: Path, split: str, postings: dict[str, int]) -> None:
    shares = {share.label: share for share in flagged_shares(data, split, workers=1)}
    assert {label: share.postings for label, share in shares.items()} == postings
    assert shares["fraud"].flagged == 1.0
    assert shares["benign"].flagged == 0.0


def test_the_table_has_a_row_for_each_label(data: Path) -> None:
    table = as_markdown(flagged_shares(data, "", workers=1)).splitlines()
    assert [line.split(" | ")[1] for line in table[2:]] == ["benign", "fraud"]
