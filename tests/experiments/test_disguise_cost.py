from __future__ import annotations

from experiments.disguise_cost import DisguiseCost, as_text, hide
from experiments.examples import Judged, judge
from features.records.posting_mapping import posting_from_mapping
from models.assessor import Assessor


def test_a_word_of_each_piece_of_evidence_is_hidden_and_nothing_else() -> None:
    item = next(item for item in judge("en_dev") if item.marked["class"] == "risky" and item.assessment.indicators)
    hidden, count = hide(item)
    assert count > 0
    assert hidden["description"] != item.marked["description"]
    changed = {"title", "description"}
    assert {key: value for key, value in hidden.items() if key not in changed} == {
        key: value for key, value in item.marked.items() if key not in changed
    }


def test_an_example_is_hidden_in_the_same_way_each_time() -> None:
    item = judge("en_dev")[1]
    assert hide(item) == hide(item)


def test_what_shows_nothing_is_left_as_it_is() -> None:
    plain = {"id": "plain", "class": "ordinary", "description": "The quick brown fox jumps over the lazy dog."}
    item = Judged(plain, Assessor.load().assess(posting_from_mapping(plain)))
    assert hide(item) == (plain | {"title": ""}, 0)


def test_the_cost_is_told_in_points() -> None:
    cost = DisguiseCost("en_dev", plain=0.9, disguised=0.88, words=40, told=0.5)
    assert as_text([cost]).splitlines()[-1] == "| en_dev | 40 | 90.0% | 88.0% | 2.0 points | 50% |"
