"""What no learned feature may see, and what may be learned from though somebody or some place is called so."""

from __future__ import annotations

import pytest

from experiments.masking import FEWEST_PLACES, masked_words, ordinary_words

PROSE = "This field of work is an opportunity. We hire a cook in Reading. Maria from Dublin leads the reading group. "


def test_words_that_prose_writes_small_are_ordinary() -> None:
    known = ordinary_words([PROSE] * FEWEST_PLACES)
    assert {"field", "opportunity", "cook"} <= known
    assert not known & {"maria", "dublin", "reading"}


@pytest.mark.parametrize("text", [PROSE.lower(), PROSE.upper(), "", "12 34"])
def test_a_text_without_cases_tells_nothing(text: str) -> None:
    assert ordinary_words([text] * FEWEST_PLACES) == frozenset()


def test_a_word_that_hardly_stands_anywhere_is_not_called_ordinary() -> None:
    assert ordinary_words([PROSE] * (FEWEST_PLACES - 1)) == frozenset()


def test_first_names_stay_masked_though_they_are_words_too() -> None:
    assert {"grace", "faith", "hope", "maria"} <= masked_words(frozenset({"grace", "faith", "hope", "maria"}))


def test_family_names_and_towns_are_masked_unless_they_are_ordinary_words() -> None:
    assert {"maria", "field", "opportunity"} <= masked_words()
    assert masked_words(frozenset({"field", "opportunity"})) & {"maria", "field", "opportunity"} == {"maria"}


def test_who_somebody_is_stays_masked_however_it_is_written() -> None:
    assert {"nigerian", "muslim", "polish", "nepal"} <= masked_words(frozenset({"nigerian", "muslim", "polish", "nepal"}))
