"""What an encoder learns from, so that neither a source nor a length stands for a label."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from experiments.dataset import Example
from experiments.training.config import EncoderTraining, LinearSettings
from experiments.training.encoder_rows import HEADS, Told, picks, readable_words, rows_of, told
from features.posting import Posting, PostingKind

FEW = LinearSettings(fewest_groups=3, fewest_datasets=2)


def example(
    dataset: str,
    label: str = "benign",
    group: str = "",
    kind: PostingKind = PostingKind.JOB_ADVERT,
    language: str = "en",
    text: str = "Cook wanted",
) -> Example:
    return Example(Posting(id="1", kind=kind, description=text, language=language), dataset, label, group or text, "train")


def item(dataset: str, words: str, group: str, label: str = "benign", kind: PostingKind = PostingKind.JOB_ADVERT) -> Told:
    return Told(example(dataset, label, group, kind, text=words), words, words.split())


def readable(items: Sequence[Told], masked: Sequence[str] = ()) -> set[str]:
    return set(readable_words(items, masked, FEW))


SPREAD = [item("alpha", "cook", "a"), item("alpha", "cook", "b"), item("beta", "cook", "c")]


def test_a_word_of_many_groups_and_several_sets_is_readable() -> None:
    assert readable(SPREAD) == {"cook"}


def test_twins_are_one_group_however_many_they_are() -> None:
    assert readable([*SPREAD[:1], *SPREAD[2:], *[item("beta", "cook cook cook", "c")] * 9]) == set()


def test_a_word_of_one_set_is_not_readable() -> None:
    assert readable([item("alpha", "cook", group) for group in "abcdef"]) == set()


@pytest.mark.parametrize("word", ["450", "b12", "xxxx"])
def test_numbers_are_not_readable(word: str) -> None:
    assert readable([item(found.example.dataset, f"cook {word}", found.example.group) for found in SPREAD]) == {"cook"}


def test_masked_words_are_not_readable() -> None:
    assert readable(SPREAD, ["cook"]) == set()


def test_only_labelled_rows_in_the_encoder_s_languages_are_told_and_never_rewritten_ones() -> None:
    rows = [
        example("alpha", text="Cook wanted"),
        example("alpha", label="", text="No label"),
        example("alpha", language="ru", text="Повар"),
        example("emscad_rewritten", label="fraud", text="Reworded"),
    ]
    (found,) = told(rows, ["en"])
    assert [item.example for item in told(rows, ["en", "ru"])] == [rows[0], rows[2]]
    assert found.example is rows[0]
    assert (found.text, list(found.words)) == ("Cook wanted", ["cook", "wanted"])


@pytest.mark.parametrize(
    ("dataset", "label", "targets"),
    [
        ("alpha", "fraud", (1, 1)),
        ("alpha", "recruitment_spam", (1, 1)),
        ("alpha", "benign", (0, 1)),
        ("alpha", "other_spam", (0, 0)),
        ("sms_ordinary", "benign", (0, 0)),
    ],
)
def test_risk_and_offers_of_work_are_asked_apart(dataset: str, label: str, targets: tuple[float, float]) -> None:
    assert HEADS == ("recruitment_fraud", "offers_work")
    (row,) = rows_of([item(dataset, "cook", "a", label)], 0.5)
    assert row.targets.tolist() == list(targets)
    assert row.targets.dtype == np.float32


def test_rows_of_sets_that_nobody_annotated_weigh_less_and_twins_share() -> None:
    items = [
        item("annotated", "pay", "a", "fraud"),
        item("annotated", "cook", "b"),
        item("presumed", "cook", "c"),
        *[item("annotated", "cook", "twins")] * 4,
    ]
    assert [row.weight for row in rows_of(items, 0.3)] == pytest.approx([1, 1, 0.3, *[0.5] * 4])


def made_items() -> list[Told]:
    message = PostingKind.MESSAGE
    return [
        *(item("annotated", "pay", f"a{number}", "fraud" if number % 2 else "benign") for number in range(6)),
        *(item("presumed", "cook", f"p{number}") for number in range(30)),
        *(item("messages", "hello", f"m{number}", "fraud" if number % 2 else "benign", message) for number in range(30)),
    ]


def test_an_epoch_takes_all_annotated_adverts_and_no_more_of_the_others_than_asked() -> None:
    found = picks(made_items(), EncoderTraining(epochs=3, presumed_rows=5, message_rows=4), seed=0)
    assert len(found) == 3
    for pick in found:
        assert len(pick) == len(set(pick)) == 6 + 5 + 4
        assert set(range(6)) <= set(pick)
        assert [sum(low <= number < high for number in pick) for low, high in pairwise((0, 6, 36, 66))] == [6, 5, 4]


def test_the_others_are_drawn_anew_in_each_epoch_and_the_same_for_a_seed() -> None:
    settings = EncoderTraining(epochs=4, presumed_rows=5, message_rows=4)
    found = picks(made_items(), settings, seed=0)
    assert len({tuple(sorted(pick)) for pick in found}) == 4
    assert found == picks(made_items(), settings, seed=0) != picks(made_items(), settings, seed=1)


def test_where_there_are_fewer_all_are_taken() -> None:
    (pick,) = picks(made_items(), EncoderTraining(epochs=1, presumed_rows=500, message_rows=500), seed=0)
    assert sorted(pick) == list(range(66))
    (pick,) = picks(made_items()[:6], EncoderTraining(epochs=1), seed=0)
    assert pick == list(range(6))
