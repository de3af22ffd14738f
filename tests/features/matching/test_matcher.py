from __future__ import annotations

from pathlib import Path

import pytest

from features.matching.library import library
from features.matching.matcher import Matcher
from features.matching.packs import read_pack

PACK = """
language = "en"
[phrases.worker_pays_fee]
present = ["visa fee", "{money} ~ (visa|fee)", "🔥"]
contradicted = ["no visa fee"]
unless = ["college visa fee"]
[phrases.employer_unnamed]
unless = ["our client"]
[negation]
near = ["never"]
"""


@pytest.fixture
def small(tmp_path: Path) -> Matcher:
    path = tmp_path / "en.toml"
    path.write_text(PACK)
    return Matcher([read_pack(path)])


def test_hits_come_in_the_order_of_the_text(small: Matcher) -> None:
    text = "a visa fee of $50, no visa fee"
    hits = small.read(text).claims
    assert [(text[hit.span.start : hit.span.end], hit.phrase.use) for hit in hits] == [
        ("visa fee", "present"),
        ("fee of $50", "present"),
        ("$50, no visa", "present"),
        ("no visa fee", "contradicted"),
        ("visa fee", "present"),
    ]


def test_what_exempts_a_hit_is_looked_for_in_its_sentence(small: Matcher) -> None:
    matches = small.read("visa fee. college visa fee. never")
    first, second = matches.claims
    assert matches.exemptions(first) == []
    assert [hit.phrase.written for hit in matches.exemptions(second)] == ["college visa fee"]
    assert [hit.phrase.use for hit in matches.context] == ["near"]


def test_what_a_semicolon_parts_is_still_beside_a_hit(small: Matcher) -> None:
    matches = small.read("our visa fee; a college visa fee. college visa fee")
    first = matches.claims[0]
    assert [hit.span.start for hit in matches.exemptions(first)] == [16]


def test_a_phrase_of_signs_alone_is_found(small: Matcher) -> None:
    (hit,) = small.read("work 🔥 now").claims
    assert (hit.span.start, hit.span.end) == (5, 6)


def test_only_sentences_with_all_the_words_that_a_phrase_needs_are_tried(small: Matcher) -> None:
    worth = small.all_worth_trying(small.read("visa here. fee there. college visa fee").text)
    assert {sentence for sentence, number in worth if small.phrases[number].written == "visa fee"} == {2}


def test_the_shipped_packs_are_planned_once() -> None:
    assert library().matcher("en") is library().matcher("en")
