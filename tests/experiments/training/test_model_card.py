from __future__ import annotations

import pytest

from experiments.training.model_card import CardFacts, card
from experiments.training.provenance import DatasetCount
from experiments.training.slices import report_of
from tests.experiments.training.made import half_found

REPORT = report_of(half_found(found=30, false=2, spam=4), 0.05)
FACTS = CardFacts(
    made_on="2026.01.01",
    command="recruitment-risk train mine.toml",
    data_digest="d" * 64,
    code_digest="c" * 64,
    settings={"seed": "0", "data": ""},
    prevalence=0.05,
    counts=[
        DatasetCount("alpha", "fraud", "train", 1200, 900, "en", 1100),
        DatasetCount("alpha", "fraud", "dev", 40, 40, "en", 40),
    ],
    report=REPORT,
    versions={"python": "3.11"},
)


@pytest.mark.parametrize(
    "heading",
    [
        "Intended use",
        "Out of scope",
        "Data",
        "Figures",
        "Limits",
        "Personal data and identity",
        "Settings",
        "Versions",
        "Sectors",
    ],
)
def test_a_card_has_every_section(heading: str) -> None:
    assert f"# {heading}\n" in card(FACTS)


def test_its_figures_are_those_that_were_measured() -> None:
    text = card(FACTS)
    (risky,) = [item for item in REPORT.slices if (item.kind, item.side) == ("dataset", "risky")]
    shown = f"{risky.flagged.value:.1%} ({risky.flagged.low:.1%} to {risky.flagged.high:.1%})"
    assert f"| dataset | alpha | risky | 40 | {shown} |" in text
    assert f"| alpha | 80 | 40 | {REPORT.ranks[1].average_precision} | {REPORT.ranks[1].brier:.3f} |" in text
    assert "at a prevalence of 5.0%" in text


def test_it_says_how_many_rows_and_groups_were_learned_from() -> None:
    assert "| alpha | fraud | en | 1,200 (900) | 40 (40) | 1,100 | 40 |" in card(FACTS)


def test_it_says_by_what_it_was_made() -> None:
    text = card(FACTS)
    assert all(part in text for part in ("`recruitment-risk train mine.toml`", "d" * 64, "c" * 64, "| python | 3.11 |"))
