from __future__ import annotations

from datetime import timedelta

import pytest

from features.indicators import Source
from serving.console.queue_page import QueueFiltersForm, filters_of
from serving.console.shown import visible
from serving.console.words import age, lower_first, percent, source_text, web_address
from tests.factories import NOON


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.01, "1%"), (0.5, "50%"), (0.996, "over 99%"), (1.0, "over 99%")],
)
def test_nothing_is_said_to_be_certain(probability: float, words: str) -> None:
    assert percent(probability) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(-5, "now"), (59, "now"), (60, "1 min"), (3_600, "1 h"), (86_399, "23 h"), (864_000, "10 d")]
)
def test_an_age_is_told_in_the_largest_unit_that_fits(seconds: int, words: str) -> None:
    assert age(NOON, NOON + timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", "", "ftp://a.example"]
)
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    assert web_address(url) == ""


def test_an_address_of_the_web_is_linked_as_it_is() -> None:
    assert web_address("HTTPS://board.example/1") == "HTTPS://board.example/1"


def test_a_name_within_a_sentence_begins_small_unless_it_is_an_abbreviation() -> None:
    assert (lower_first("Papers kept"), lower_first("ID asked"), lower_first("")) == ("papers kept", "ID asked", "")


def test_a_source_without_a_year_is_cited_without_one() -> None:
    dated = Source("A", "Guide", "2019", "https://a.example", "whole")
    assert source_text(dated) == "Guide, 2019"
    assert source_text(Source("A", "Guide", "undated", "https://a.example", "whole")) == "Guide"


def test_a_reviewers_own_words_keep_their_signs() -> None:
    assert visible("<b> & \u202ea") == "<b> & U+202Ea"


def test_filters_that_cannot_be_read_are_let_go_on_a_postings_page() -> None:
    assert filters_of({"band": "highest"}) == QueueFiltersForm()
    assert filters_of({"band": "low", "recorded": "x"}).query() == "?band=low"
