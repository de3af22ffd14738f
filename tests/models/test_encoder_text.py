"""An encoder reads the words of its list, in order; of all others it sees that they are there, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.posting import Organization, Posting
from features.reading import Reading
from models.encoder_text import MASK, MOST_WORDS, NUMBER, encoder_text, is_number, text_of

ALLOWED = frozenset({"pay", "the", "fee", "cook", "wanted", "to", "at", "school"})
NAMES = st.text("abcdefghijklmnopqrstuvwxyzéñöшж", min_size=1, max_size=9).filter(
    lambda word: word not in ALLOWED and not is_number(word)
)


def shown(description: str) -> str:
    return encoder_text(Reading(Posting(id="1", description=description)), ALLOWED)


@given(st.lists(st.one_of(st.sampled_from(sorted(ALLOWED)), NAMES, st.from_regex(r"[0-9]{1,4}", fullmatch=True)), max_size=30))
def test_only_words_of_the_list_are_shown_each_in_its_place(words: list[str]) -> None:
    marks = [word if word in ALLOWED else NUMBER if any(map(str.isdigit, word)) else MASK for word in words]
    assert text_of(words, ALLOWED) == " ".join(marks)


@pytest.mark.parametrize("other", ["Ivan", "Chukwuemeka", "Mary", "Łukasz", "Мария"])
def test_another_name_changes_nothing(other: str) -> None:
    text = "Cook wanted at the school. Pay the fee to {}."
    assert shown(text.format(other)) == shown(text.format("Anna")) == f"cook wanted at the school pay the fee to {MASK}"


def test_neither_capitals_nor_punctuation_nor_the_shape_of_numbers_are_shown() -> None:
    assert shown("PAY the fee: 450") == shown("- pay... The Fee! (9)") == f"pay the fee {NUMBER}"


def test_who_the_employer_is_and_where_the_work_is_are_not_read() -> None:
    posting = Posting(
        id="1", title="Cook", description="Pay the fee", hiring_organization=Organization(name="School"), job_location="school"
    )
    assert encoder_text(Reading(posting), ALLOWED) == "cook pay the fee"


@pytest.mark.parametrize(
    ("word", "answer"), [("7", True), ("b12", True), ("xxxx", True), ("٣", True), ("x", False), ("fee", False)]
)
def test_digits_and_what_hides_digits_are_numbers(word: str, answer: bool) -> None:
    assert is_number(word) is answer
    assert (text_of([word], {word}) == NUMBER) is answer


def test_the_end_of_a_very_long_text_is_not_looked_at() -> None:
    words = ["fee"] * MOST_WORDS
    assert text_of([*words, "cook"], ALLOWED) == text_of(words, ALLOWED)
    assert text_of([*words[1:], "cook"], ALLOWED) != text_of(words, ALLOWED)
