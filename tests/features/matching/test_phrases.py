from __future__ import annotations

import re

import pytest

from features.matching.phrases import Choice, Gap, Lists, Near, PhraseError, Word, parse

LISTS = Lists({"fee": ("fee", "fees", "service charge"), "loop": ("{loop}",)})


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


def test_marks_are_read_as_what_they_mean() -> None:
    assert parse("pay [the] (visa|medical) ... fee*") == (
        Word("pay"),
        Choice(((Word("the"),),), optional=True),
        Choice(((Word("visa"),), (Word("medical"),))),
        Gap(6),
        Word("fee*"),
    )
    assert parse("passport ~ kept") == (Near((Word("passport"),), (Word("kept"),)),)


def test_any_ending_of_a_choice_is_any_ending_of_each() -> None:
    assert parse("(train|host boy)*") == parse("(train*|host boy*)")


def test_a_list_is_read_once_and_shared() -> None:
    (one,), (other,) = parse("{fee}", LISTS), parse("{fee}", LISTS)
    assert one is other


def test_choices_that_say_the_same_are_equal_and_of_one_hash() -> None:
    one, other = parse("(a|b)"), parse("(a|b)")
    assert one == other
    assert hash(one) == hash(other)
    assert hash(parse("[a|b] c")) != hash(parse("(a|b) c"))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("train(er|ing) now", "(trainer|training) now"),
        ("jelentkez(z|ni|és)* itt", "(jelentkezz|jelentkezni|jelentkezés)* itt"),
        ("visa fee(s)", "visa (fee|fees)"),
        ("{fee}(s|t) now", "{fee} (s|t) now"),
        ("recruit*(er|ing)", "recruit* (er|ing)"),
        ("train (er|ing)", "train (er|ing)"),
    ],
)
def test_endings_right_behind_a_stem_belong_to_it(short: str, long: str) -> None:
    assert parse(short, LISTS) == parse(long, LISTS)
