"""What each language reaches on its open examples; nobody may make it worse without saying so.

The goal for every language is `GOAL`. `languages.toml` holds what was reached where the goal was not, and may only come nearer to
it: a figure there that the detector beats by more than two points is out of date.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Final

import pytest

from experiments.disguise_cost import disguise_cost
from experiments.examples import ExampleReport, files, goal_files, is_sealed, judge, report_on
from experiments.languages import FLOORS, GOAL
from features.matching.library import library
from models.assessor import Assessor

REACHED: Final = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
OPEN: Final = [name for name in goal_files() if name.partition("_")[0] in library().languages]
MOST_LOST_TO_DISGUISE: Final = 0.03
SLACK: Final = 0.02
ASSESSOR: Final = Assessor.load()


def figures(report: ExampleReport) -> dict[str, float]:
    return {"recall": report.recall, "ordinary": report.flagged["ordinary"], "awareness": report.flagged["awareness"]}


@pytest.mark.parametrize("name", OPEN)
def test_a_language_reaches_the_goal_or_what_it_reached_before(name: str) -> None:
    found = figures(report_on(judge(name, ASSESSOR)))
    bound = GOAL | REACHED.get(name.partition("_")[0], {})
    assert found["recall"] >= bound["recall"]
    assert found["ordinary"] <= bound["ordinary"]
    assert found["awareness"] <= bound["awareness"]


@pytest.mark.parametrize("name", [name for name in OPEN if name.partition("_")[0] in REACHED])
def test_what_a_language_reached_is_not_out_of_date(name: str) -> None:
    found, bound = figures(report_on(judge(name, ASSESSOR))), REACHED[name.partition("_")[0]]
    assert bound
    assert all(bound[key] != GOAL[key] for key in bound)
    assert "recall" not in bound or found["recall"] <= bound["recall"] + SLACK
    assert all(found[key] >= bound[key] - SLACK for key in bound if key != "recall")


@pytest.mark.parametrize("name", OPEN)
def test_disguise_costs_a_language_hardly_anything(name: str) -> None:
    cost = disguise_cost(name, ASSESSOR)
    assert cost.words > 20
    assert cost.cost <= MOST_LOST_TO_DISGUISE


@pytest.mark.parametrize("name", OPEN)
def test_a_language_has_enough_examples_of_each_class(name: str) -> None:
    classes = Counter(item.marked["class"] for item in judge(name, ASSESSOR))
    assert classes["risky"] >= 24
    assert classes["ordinary"] >= 24
    assert classes["awareness"] >= 8


def test_every_language_with_a_pack_has_open_and_sealed_examples() -> None:
    for language in library().languages:
        names = files(language)
        assert any(not is_sealed(name) for name in names), language
        assert any(is_sealed(name) for name in names), language
