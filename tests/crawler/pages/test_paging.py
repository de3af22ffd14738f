"""Addresses of further pages."""

from __future__ import annotations

import pytest

from crawler.pages.paging import asking_for, below, count_in

LIST = "https://api.example/v1/jobs?mode=json&limit=50&skip=100"


def test_a_number_that_an_address_asks_for_is_read() -> None:
    assert (count_in(LIST, "limit"), count_in(LIST, "skip")) == (50, 100)


@pytest.mark.parametrize(
    "url", ["https://api.example/jobs", LIST.replace("50", "many"), LIST.replace("50", "-1"), LIST.replace("50", "")]
)
def test_what_is_no_number_asks_for_none(url: str) -> None:
    assert count_in(url, "limit") == 0


def test_another_page_is_asked_for_with_the_rest_of_the_address_as_it_was() -> None:
    assert asking_for(LIST, skip=150) == "https://api.example/v1/jobs?mode=json&limit=50&skip=150"
    assert asking_for("https://api.example/v1/jobs?tag=&q=a%26b", offset=5) == "https://api.example/v1/jobs?tag=&q=a%26b&offset=5"


def test_what_stands_below_an_address_is_asked_for_without_its_query() -> None:
    assert below(LIST, "a7-b_8") == "https://api.example/v1/jobs/a7-b_8"
    assert below("https://api.example/jobs/", "7", "/detail") == "https://api.example/jobs/7/detail"


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "a?b", "http://evil.example", "\ud800", "x" * 101, "ü"])
def test_nothing_stands_below_it_by_a_name_that_might_lead_elsewhere(name: str) -> None:
    assert below(LIST, name) == ""
