from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.matching.signs import Sign, is_plain, kind, literal, numbers_in
from features.spans import Span


class Whole:
    """A text as one stretch."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.span = Span(0, len(folded))
        self.numbers = numbers_in(folded, self.span)


def found(sign: Sign, text: str) -> list[str]:
    return [text[start:end] for start, end in sign.spans(Whole(text))]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("money", "pay €1,500 now and 2k usd later", ["€1,500", "2k usd"]),
        ("money", "between $5 and $10", ["$5", "$10"]),
        ("money", "15 usd or $15 usd", ["15 usd", "$15 usd"]),
        ("money", "1.800 euroya, 300 liraya, 50 евриков", ["1.800 euroya", "300 liraya", "50 евриков"]),
        ("money", "15tr; 2tr5; 5 củ; 500 rb", ["15tr", "2tr5", "5 củ", "500 rb"]),
        ("money", "10 kunden, 4 europa, 3 европейских, 5 trainees", []),
        ("money", "room 5, 3 beds", []),
        ("money", "xusd 5x, musd5", []),
        ("money", "rs5000, 日薪500元, ١٥٠٠ ريال".replace("١٥٠٠", "1500"), ["rs5000", "500元", "1500 ريال"]),
        ("money", "2 500 zł i 15jt rupiah", ["2 500 zł", "15jt rupiah"]),
        ("number", "24 men, 5kg, 1 500", ["24", "1 500"]),
        ("percent", "keep 10% or 5 per cent of 100", ["10%", "5 per cent"]),
        ("percent", "a cent", []),
    ],
)
def test_kinds_are_told_by_their_shape(name: str, text: str, expected: list[str]) -> None:
    assert found(kind(name), text) == expected


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("18+", "only 18+ please", ["18+"]),
        ("18+", "only 118+5", []),
        ("$$$", "$$$ daily", ["$$$"]),
        ("₦*", "₦50k now", ["₦50k"]),
        ("🔥", "hot 🔥 job 🔥", ["🔥", "🔥"]),
    ],
)
def test_a_literal_is_found_as_it_is_written(word: str, text: str, expected: list[str]) -> None:
    assert found(literal(word), text) == expected
    assert literal(word).may_stand(text) >= bool(expected)


@pytest.mark.parametrize(
    ("word", "plain"), [("fee*", True), ("don't", True), ("t.me", True), ("护照", True), ("%", False), ("18+", False)]
)
def test_only_what_is_no_word_is_a_sign(word: str, plain: bool) -> None:
    assert is_plain(word) is plain


@given(st.text("0123456789k.,' $€%usd x", max_size=60), st.sampled_from(["money", "number", "percent"]))
def test_what_is_found_lies_in_the_text_in_order(text: str, name: str) -> None:
    last = 0
    for start, end in kind(name).spans(Whole(text)):
        assert last <= start < end <= len(text)
        last = start


def test_of_very_many_figures_the_first_are_read() -> None:
    stretch = Whole("£5k per week " * 800)
    assert 20 <= len(stretch.numbers) <= 200
    assert len(list(kind("money").spans(stretch))) == len(stretch.numbers)
