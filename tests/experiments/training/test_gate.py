from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from experiments.dataset import Example
from experiments.examples import files, is_sealed
from experiments.training import gate
from experiments.training.gate import fitted_part, gate_part
from experiments.training.gate_texts import WRITTEN, Text, is_offer, text_of, written_texts
from features.posting import Posting
from models.gate import MOST_WORDS, Shown

OFFERS = ("hiring bakers for good wages", "the job pays wages weekly", "hiring drivers now apply for the job")
NONE = ("your parcel is waiting", "pizza voucher waiting for you", "lunch by the window with pizza")


def texts(dataset: str, lines: tuple[str, ...], *, offers_work: bool, copies: int = 8) -> list[Text]:
    return [
        Text("en", dataset, f"{dataset}{number}{copy}", line.split(), offers_work)
        for copy in range(copies)
        for number, line in enumerate(lines)
    ]


LEARNED = [*texts("lures", OFFERS, offers_work=True), *texts("spam", NONE, offers_work=False)]


def weight(part: Mapping[str, Any], term: str) -> float:
    return float(part["terms"][term][0])


def test_words_of_offers_speak_for_work_and_words_of_spam_against_it() -> None:
    part = fitted_part(LEARNED, frozenset())
    assert weight(part, "hiring") > 0 > weight(part, "parcel")


def test_masked_words_and_digits_are_no_terms() -> None:
    more = texts("lures", ("hiring 500 now",), offers_work=True)
    part = fitted_part([*LEARNED, *more], frozenset({"bakers"}))
    assert not {term for term in part["terms"] if "bakers" in term or "500" in term}


def test_few_offers_of_a_dataset_fall_below_its_language_s_border() -> None:
    held_out = [(text, 0.1 * number - 3.0) for number, text in enumerate(texts("lures", OFFERS, offers_work=True, copies=40))]
    border = gate._border("en", held_out)["none"]
    assert sum(log_odds < border for _, log_odds in held_out) <= gate.MOST_LOST * len(held_out)


def test_a_border_is_never_above_even_odds() -> None:
    held_out = [(text, 5.0) for text in texts("lures", OFFERS, offers_work=True)]
    assert gate._border("en", held_out)["none"] == 0.0


def test_a_clear_none_is_lower_than_any_written_example() -> None:
    written = [(text, -2.0) for text in texts(WRITTEN, OFFERS, offers_work=True)]
    lures = [(text, -1.0) for text in texts("lures", OFFERS, offers_work=True)]
    assert gate._border("en", [*written, *lures])["clearly"] < -2.0


def test_offers_whose_indicators_forbid_a_none_do_not_lower_the_border() -> None:
    low = Text("en", "lures", "x", ["cash"], offers_work=True, shown=Shown.MUCH)
    held_out = [(low, -9.0), *((text, -1.0) for text in texts("lures", OFFERS, offers_work=True))]
    assert gate._border("en", held_out)["none"] == -1.0


def test_of_a_language_without_offers_the_gate_says_nothing() -> None:
    assert set(fitted_part(LEARNED, frozenset())["borders"]) == {"en"}


def test_a_long_text_is_also_read_in_pieces_as_short_as_a_message() -> None:
    long = Text("en", "board", "x", [f"word{number}" for number in range(400)], offers_work=True)
    whole, *pieces = gate._pieces(long)
    assert len(whole.words) == MOST_WORDS
    assert [gate.SHORT <= len(piece.words) <= gate.LONG for piece in pieces] == [True, True]
    assert list(gate._pieces(long)) == [whole, *pieces]


def test_both_sides_of_a_language_weigh_alike() -> None:
    more = [*LEARNED, *texts("boards", OFFERS, offers_work=True, copies=50)]
    weights = gate._weights(more)
    offers = sum(value for value, text in zip(weights, more, strict=True) if text.offers_work)
    assert offers == pytest.approx(sum(weights) / 2)


def test_what_moderators_removed_without_a_reason_is_learned_from_only_where_it_reads_like_none() -> None:
    mixed = [
        Text("en", name, "m" + name, line.split(), offers_work=False) for name in gate.MIXED for line in (OFFERS[0], NONE[0])
    ]
    kept = gate._cleaned([*LEARNED, *mixed], frozenset())
    assert [" ".join(text.words) for text in kept if text.dataset in gate.MIXED] == [NONE[0]]


@pytest.mark.parametrize(
    ("dataset", "label", "offers"),
    [
        ("sms_job_lures", "fraud", True),
        ("boards_en", "benign", True),
        ("sms_ordinary", "benign", False),
        ("x", "other_spam", False),
    ],
)
def test_adverts_and_lures_offer_work_and_messages_and_other_spam_do_not(dataset: str, label: str, offers: bool) -> None:
    row = Example(Posting(id="1", language="en", description="We keep your passport"), dataset, label, "g", "train")
    assert is_offer(row) is offers
    assert text_of(row).shown is Shown.STRONGLY


def test_open_examples_are_learned_from_and_sealed_ones_never_opened(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "kind": "social_post", "class": "risky", "description": "We keep your passport"},
        {"id": "b", "kind": "message", "class": "no_offer", "description": "Your parcel is waiting"},
        {"id": "c", "kind": "message", "class": "awareness", "description": "Never pay a fee"},
    ]
    for name in files("en"):
        if not is_sealed(name):
            (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = list(written_texts({"en"}, tmp_path))
    assert {(text.group, text.offers_work) for text in found} == {("a", True), ("b", False)}


def test_too_little_to_hold_both_sides_out_gives_no_gate(tmp_path: Path) -> None:
    lone = {"id": "1", "class": "no_offer", "kind": "message", "description": "Your parcel waits at the depot."}
    (tmp_path / "en_open.jsonl").write_text(json.dumps(lone) + "\n")
    assert gate_part([], tmp_path) == {}
