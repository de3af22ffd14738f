from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.phrase_patterns import needed, regex_of, trie_of, width_of
from features.phrases import PhraseError, parse

LISTS = {"fee": ("fee", "fees", "service charge"), "loop": ("{loop}",)}


def found(phrase: str, text: str) -> str:
    match = regex_of(parse(phrase, LISTS)).search(text)
    return match.group() if match else ""


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("pay a fee", "you pay a fee first", "pay a fee"),
        ("pay [a|the] fee", "pay fee", "pay fee"),
        ("pay [a|the] fee", "pay the fee", "pay the fee"),
        ("(visa|medical) fee*", "medical fees", "medical fees"),
        ("pay .. fee", "pay our small processing fee", "pay our small processing fee"),
        ("pay .. fee", "pay one two three four fee", ""),
        ("pay ... fee", "pay one two three four fee", "pay one two three four fee"),
        ("pay ... fee", "pay now. There is no fee", ""),
        ("pay fee", "pay, fee", "pay, fee"),
        ("passport ~ (kept|held)", "passports and your passport will be safely kept here", "passport will be safely kept"),
        ("passport ~ (kept|held)", "it is kept with your passport", "kept with your passport"),
        ("passport ~ (kept|held)", "bring a passport. Lunch is kept warm", ""),
        ("(a ~ b) c", "b x a c", "b x a c"),
        ("pay fee", "pay\nfee", "pay\nfee"),
        ("pay fee", "pay\n- fee", ""),
        ("pay fee", "pay. fee", ""),
        ("pay fee", "repay fees", ""),
        ("pay {fee}", "pay service charge", "pay service charge"),
        ("pay {money}", "pay €1,500 now", "pay €1,500"),
        ("pay {money}", "pay 2k usd now", "pay 2k usd"),
        ("{percent} commission", "keep 10% commission", "10% commission"),
        ("don't tell", "dont tell", "dont tell"),
        ("pick-up point", "pick up point", "pick up point"),
        ("(visa|medical charge)* now", "medical charges now", "medical charges now"),
        ("*geld", "kindergeld hier", "kindergeld"),
        ("扣押护照", "公司会扣押护照。", "扣押护照"),
        ("扣 .. 护照", "扣下你们的护照", "扣下你们的护照"),
    ],
)
def test_a_phrase_is_found_as_a_person_would_read_it(phrase: str, text: str, expected: str) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("(visa fee", "not closed"),
        ("visa) fee", "unexpected"),
        ("pay {bribe}", "no list {bribe}"),
        ("{loop}", "names itself"),
        ("*", "every word"),
        ("[perhaps]", "no word that must stand there"),
        (".. fee", "gap needs a word"),
        ("()", "empty place"),
        ("", "empty place"),
    ],
)
def test_a_phrase_that_cannot_be_meant_is_refused_with_its_words(phrase: str, complaint: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(complaint)):
        parse(phrase, LISTS)


@given(st.lists(st.text("abc'-", min_size=1, max_size=6), min_size=1, max_size=12))
def test_a_trie_matches_exactly_its_words(words: list[str]) -> None:
    pattern = re.compile(trie_of(words))
    for word in words:
        match = pattern.fullmatch(word)
        assert match is not None


@given(st.lists(st.sampled_from(["pay", "visa", "fees", "x", "medical", "the"]), max_size=12))
def test_a_match_is_no_longer_than_its_phrase_may_be(words: list[str]) -> None:
    sequence = parse("pay [the] (visa|medical) ... fee*")
    for match in regex_of(sequence).finditer(" ".join(words)):
        assert len(match.group()) <= width_of(sequence)


WORDS = st.sampled_from(["pay", "visa", "fee", "fees", "medical", "you", "must", "the", "now", "job"])


@given(st.lists(WORDS, max_size=12))
def test_a_text_that_matches_holds_a_word_of_each_needed_set(words: list[str]) -> None:
    sequence = parse("(pay|you must) [the] (visa|medical) .. fee*")
    text = " ".join(words)
    if regex_of(sequence).search(text):
        for group in needed(sequence):
            assert any(re.search(rf"\b{re.escape(key.rstrip('*'))}", text) for key in group.words)
