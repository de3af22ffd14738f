from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from experiments.dataset import Example
from experiments.evaluation.thresholds import FEWEST, flagging_at_most, least_flagging
from features.posting import Posting


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=60), st.floats(0, 1))
def test_a_threshold_flags_no_more_than_its_share_and_could_not_be_lower(values: list[int], share: float) -> None:
    scores = np.array(values, dtype=float)
    threshold = flagging_at_most(scores, share)
    assert (scores >= threshold).sum() <= share * len(scores) + 1e-6
    below = scores[scores < threshold]
    if len(below):
        assert (scores >= below.max()).sum() > share * len(scores)


def rows(dataset: str, language: str, count: int, label: str = "benign") -> list[Example]:
    return [
        Example(Posting(id=f"{dataset}{number}", language=language), dataset, label, f"{dataset}{number}", "dev")
        for number in range(count)
    ]


def test_the_worst_dataset_of_a_language_sets_its_threshold() -> None:
    found = [*rows("calm", "en", 200), *rows("loud", "en", 200), *rows("lures", "en", 50, "fraud"), *rows("chat", "ru", 50)]
    scores = np.array([*range(200), *range(300, 500), *[900.0] * 50, *range(50)], dtype=float)
    thresholds = least_flagging(found, scores)
    assert set(thresholds) == {"en", "ru"}
    assert 497 < thresholds["en"] < 498
    assert 49 < thresholds["ru"] < 50


def test_a_share_is_not_read_off_a_handful() -> None:
    found = [*rows("calm", "en", FEWEST), *rows("few", "en", FEWEST - 1), *rows("tiny", "zh", 3)]
    scores = np.array([*[0.0] * FEWEST, *[9.0] * (FEWEST - 1), 1, 1, 1])
    assert least_flagging(found, scores).keys() == {"en"}
    assert least_flagging(found, scores)["en"] < 1


def test_a_set_that_is_hard_to_tell_apart_may_be_flagged_more() -> None:
    hard, easy = (least_flagging(rows(name, "zh", 100), np.arange(100.0))["zh"] for name in ("zh_58_orfd", "boards_zh"))
    assert 94 < hard < 95
    assert 98 < easy < 99
