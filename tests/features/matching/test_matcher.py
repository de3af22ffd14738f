from __future__ import annotations

from pathlib import Path

import pytest

from features.matching.matcher import Matcher, matcher
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


def test_what_is_not_asked_for_is_not_searched(small: Matcher) -> None:
    matches = small.read("college visa fee, never, our client")
    assert [hit.phrase.use for hit in matches.exemptions("worker_pays_fee")] == ["unless"]
    assert [hit.phrase.written for hit in matches.exemptions("employer_unnamed")] == ["our client"]
    assert [hit.phrase.use for hit in matches.context] == ["near"]
    assert matches.exemptions("nothing") == []


def test_a_phrase_of_signs_alone_is_found(small: Matcher) -> None:
    (hit,) = small.read("work 🔥 now").claims
    assert (hit.span.start, hit.span.end) == (5, 6)


def test_only_sentences_with_all_that_a_phrase_needs_are_tried(small: Matcher) -> None:
    text = small.read("visa here. $50 there. visa $50").text
    tried = [text.folded[sentence.span.start : sentence.span.end].strip() for sentence, _ in small.worth_trying(text, "claims")]
    assert "visa $50" in tried
    assert "$50 there" not in tried


def test_the_shipped_packs_are_planned_once() -> None:
    assert matcher() is matcher()
