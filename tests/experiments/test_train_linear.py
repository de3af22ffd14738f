"""The text model is trained so that no source, no size of a group and no language stands for a label."""

from __future__ import annotations

import pytest

from experiments.dataset import Example
from experiments.train_linear import Sample, samples_of, train, weights_of
from experiments.training.config import LinearSettings
from features.posting import Posting, PostingKind

ADVERT, MESSAGE = PostingKind.JOB_ADVERT, PostingKind.MESSAGE


def sample(dataset: str, label: str, group: str, language: str = "en", kind: PostingKind = ADVERT) -> Sample:
    posting = Posting(id=group, kind=kind, language=language, description="words")
    return Sample(Example(posting, dataset, label, group, "train"), language, {"words": 1.0})


def test_both_sides_of_every_language_weigh_the_same() -> None:
    samples = [
        sample("lures", "fraud", "a"),
        *(sample("letters", "benign", str(number), kind=MESSAGE) for number in range(7)),
        *(sample("chat", "fraud", str(number), "ru", MESSAGE) for number in range(3)),
        sample("talk", "benign", "z", "ru", MESSAGE),
    ]
    weights = weights_of(samples)
    assert weights.mean() == pytest.approx(1)
    assert [weights[part].sum() for part in (slice(1), slice(1, 8), slice(8, 11), slice(11, 12))] == pytest.approx([3, 3, 3, 3])


def test_twins_share_one_weight() -> None:
    weights = weights_of([sample("a", "fraud", "1"), *[sample("a", "benign", "2")] * 4, sample("a", "benign", "3")])
    assert weights[1:5].sum() == pytest.approx(weights[5])


def test_an_advert_that_is_only_presumed_ordinary_weighs_little() -> None:
    weights = weights_of([sample("a", "fraud", "1"), sample("a", "benign", "2"), sample("board", "benign", "3")])
    assert weights[2] == pytest.approx(LinearSettings().presumed_weight * weights[1])


def rows(text: str, label: str, dataset: str, count: int) -> list[Example]:
    return [
        Example(
            Posting(id=f"{label}{number}", language="en", description=text), dataset, label, f"{dataset}{label}{number}", "train"
        )
        for number in range(count)
    ]


def test_what_is_trained_tells_the_sides_apart_and_knows_no_names() -> None:
    risky = "Earn easy money daily from home with Maria, no interview and no skills are needed, we pay on the same day."
    calm = "Our bakery in Dublin needs a trained baker for the early shift, forty hours a week with a pension and paid holidays."
    found = [
        *rows(risky, "fraud", "one", 4),
        *rows(risky, "fraud", "two", 4),
        *rows(calm, "benign", "one", 4),
        *rows(calm, "benign", "two", 4),
    ]
    model, part = train(samples_of(found))
    words = {word for term in part["terms"] for word in term.split()}
    assert not words & {"maria", "dublin"}
    said = [model.read(text.lower().replace(",", "").replace(".", "").split()).log_odds for text in (risky, calm)]
    assert said[0] is not None
    assert said[1] is not None
    assert said[0] > 0 > said[1]
