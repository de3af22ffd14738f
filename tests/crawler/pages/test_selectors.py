"""A source's own CSS selectors."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.page import PageError
from crawler.pages.selectors import chosen, document

PAGE = """<ul><li class="job" data-id="5"><a href="/1"><b>Cooper</b> wanted</a><p>Make barrels.</p><p>Oak only.</p></li>
<li class="job"><a href="/2">  </a></li></ul>"""


def texts(selector: str) -> list[str]:
    return chosen({"title": selector})["title"].texts(document(PAGE))


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("li a", ["Cooper wanted"]),
        ("li a@href", ["/1", "/2"]),
        ("li a @HREF", ["/1", "/2"]),
        ("a::attr(href)", ["/1", "/2"]),
        ("b::text", ["Cooper"]),
        ("li@data-id", ["5"]),
        ("li:first-child", ["- Cooper wanted\nMake barrels.\nOak only."]),
        ("table", []),
        ('a[href="mailto:a@b"]', []),
    ],
)
def test_a_selector_finds_texts_and_attributes(selector: str, found: list[str]) -> None:
    assert [text.replace("\n\n", "\n") for text in texts(selector)] == found


def test_an_attribute_alone_is_that_of_the_element_searched() -> None:
    (first, *_) = chosen({"item": "li"})["item"].elements(document(PAGE))
    assert chosen({"link": "@data-id"})["link"].texts(first) == ["5"]


@pytest.mark.parametrize("selector", ["li[", "a:has(", "..", "li >", "a::nothing", ":frobnicate"])
def test_a_bad_selector_is_an_error_that_names_it(selector: str) -> None:
    with pytest.raises(PageError, match="selector salary"):
        chosen({"title": "h1", "salary": selector})


@pytest.mark.parametrize("stated", [{"titel": "h1"}, {"title": 5}, {"title": None}, {5: "h1"}, ["h1"], "h1", 5])
def test_selectors_of_other_names_and_kinds_are_errors(stated: object) -> None:
    with pytest.raises(PageError, match="selector"):
        chosen(stated)


def test_no_nesting_stops_a_search() -> None:
    assert chosen({"title": "div div div .deep"})["title"].texts(document("<div class=deep>" * 100_000)) == []


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    with suppress(PageError):
        found = [selector.texts(document(PAGE)) for selector in chosen({"title": text}).values()]
        assert all(isinstance(value, str) for values in found for value in values)
    with suppress(PageError):
        assert len(document(text).css("p")) <= len(text)
