"""Words of a text: as a list with its runs of digits between them, and as a set."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from features.text.words import digit_runs, word_set, words_and_numbers

WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")

TEXTS = st.text(alphabet="ab1_ .’éª²٣加", max_size=40) | st.text(max_size=40)


def test_digits_part_words_and_stand_between_them() -> None:
    assert words_and_numbers("pay: 40h, don’t_ask") == ("pay", "00", "h", "don", "t", "ask")


def test_a_set_of_words_has_no_digits() -> None:
    assert word_set("pay: 40h, don’t ask, don’t") == {"pay", "h", "don", "t", "ask"}


@given(TEXTS)
def test_the_words_are_those_of_the_pattern(text: str) -> None:
    folded = text.lower()
    pieces = words_and_numbers(folded)
    assert [len(piece) for piece in pieces] == [len(piece) for piece in WORD_OR_NUMBER.findall(folded)]
    assert word_set(folded) == {piece for piece in pieces if not piece[0].isdecimal()}


@given(TEXTS)
def test_the_runs_of_digits_are_those_of_the_pattern(text: str) -> None:
    assert [(run.start, run.end) for run in digit_runs(text)] == [run.span() for run in re.finditer(r"\d+", text)]
