from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from experiments.dataset import Example
from experiments.evaluation import scorer as scorers
from experiments.evaluation.figures import Floats
from experiments.evaluation.scorer import SILENT, LinearScorer, MeanScorer, ScorerError, WordlessScorer, scorers_named
from features.posting import Posting, PostingKind

RISKY = "Earn easy money daily from home, no interview and no skills are needed, we pay on the same day."
CALM = "Our bakery needs a trained baker for the early shift, forty hours a week with a pension and paid holidays."


def rows(text: str, label: str, kind: PostingKind = PostingKind.JOB_ADVERT) -> list[Example]:
    return [
        Example(
            Posting(id=f"{label}{number}", kind=kind, language="en", description=text), f"set{number % 2}", label, text, "train"
        )
        for number in range(8)
    ]


def apart(found: list[Example]) -> list[Example]:
    """Each in a group of its own."""
    return [Example(row.posting, row.dataset, row.label, f"{row.label}{number}", row.split) for number, row in enumerate(found)]


TRAINED = apart([*rows(RISKY, "fraud"), *rows(CALM, "benign")])


@pytest.fixture(autouse=True)
def _masked(monkeypatch: pytest.MonkeyPatch) -> None:
    """All lists of names take seconds to load; one word stands for them."""
    monkeypatch.setattr(scorers, "masked_words", lambda _ordinary: frozenset({"bakery"}))


def test_masked_words_say_nothing() -> None:
    scorer = LinearScorer()
    scorer.fit(TRAINED)
    calm, renamed = rows(CALM, "benign")[0], rows(CALM.replace("bakery", "mill"), "benign")[0]
    unmasked = rows(CALM.replace("baker ", "miller "), "benign")[0]
    said = scorer.score([calm, renamed, unmasked])
    assert said[0] == said[1] < said[2]


def test_the_linear_model_tells_words_apart_and_says_little_where_it_knows_none() -> None:
    scorer = LinearScorer()
    scorer.fit(TRAINED)
    unknown = Example(Posting(id="u", language="en", description="Zebra."), "x", "", "u", "dev")
    foreign = Example(Posting(id="f", language="fr", description=RISKY), "x", "", "f", "dev")
    said = scorer.score([TRAINED[0], TRAINED[-1], unknown, foreign])
    assert said[0] > 0 > said[1]
    assert said[2:].tolist() == [SILENT, SILENT]


def test_a_posting_is_read_once_however_often_it_is_trained_on(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    reading = scorers.Reading
    monkeypatch.setattr(scorers, "Reading", lambda posting: (read.append(posting.id), reading(posting))[1])
    scorer = LinearScorer()
    scorer.fit(TRAINED)
    scorer.fit(TRAINED[:12])
    scorer.score(TRAINED)
    assert len(read) == len(TRAINED)


def test_training_again_forgets_what_was_learned_before() -> None:
    scorer, other = LinearScorer(), LinearScorer()
    swapped = [Example(row.posting, row.dataset, "benign" if row.is_risky else "fraud", row.group, row.split) for row in TRAINED]
    scorer.fit(TRAINED)
    scorer.fit(swapped)
    other.fit(swapped)
    assert scorer.score(TRAINED).tolist() == other.score(TRAINED).tolist()


def test_nothing_is_said_before_training() -> None:
    with pytest.raises(RuntimeError, match="before fit"):
        LinearScorer().score(TRAINED)


def test_the_control_sees_length_and_digits_and_not_a_word() -> None:
    scorer = WordlessScorer()
    scorer.fit([*rows("Pay 450 now 100 tomorrow 200", "fraud", PostingKind.MESSAGE), *rows(CALM * 3, "benign")])
    said = scorer.score(
        [
            *rows("Fee 993 and 771 also 555 pls", "fraud", PostingKind.MESSAGE)[:1],
            *rows("Pay 450 now 100 tomorrow 200", "fraud", PostingKind.MESSAGE)[:1],
            *rows("x" * len(CALM * 3), "benign")[:1],
            *rows(CALM * 3, "benign")[:1],
        ]
    )
    assert said[0] == said[1] > 0 > said[2] == said[3]


class Saying:
    def __init__(self, name: str, log_odds: float) -> None:
        self.name, self.log_odds, self.trained = name, log_odds, 0

    def fit(self, rows: Sequence[Example]) -> None:
        self.trained = len(rows)

    def score(self, rows: Sequence[Example]) -> Floats:
        return np.full(len(rows), self.log_odds)


def test_the_mean_trains_each_and_is_the_mean_of_their_log_odds() -> None:
    both = [Saying("one", 1.0), Saying("two", 4.0)]
    mean = MeanScorer(both)
    mean.fit(TRAINED)
    assert mean.name == "mean of one and two"
    assert [item.trained for item in both] == [16, 16]
    assert mean.score(TRAINED[:3]).tolist() == [2.5, 2.5, 2.5]


def test_scorers_are_found_by_name_and_a_wrong_name_is_told_which_there_are() -> None:
    assert [item.name for item in scorers_named(["linear", "wordless"], with_mean=True)] == [
        "linear",
        "wordless",
        "mean of linear and wordless",
    ]
    with pytest.raises(ScorerError, match="nobody; there are wordless, linear"):
        scorers_named(["nobody"])
