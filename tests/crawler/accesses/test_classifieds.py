"""Classified adverts by selectors."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.accesses.access import EntryError
from crawler.accesses.classifieds import ACCESS
from crawler.pages.page import Page, PageError, PageReading
from features.posting import Json
from tests.crawler.warc_pages import advert

CARD = """<div class="card"><h3><a href="/ad/{n}?utm_source=list">Sailmaker {n}</a></h3><span class="who">Loft {n}</span>
<span class="where">Gdynia,
 Poland</span><span class="pay">900 zł</span><time datetime="2026-05-0{n}">today</time><p class="text">Sew sails.</p></div>"""
LIST = (
    f"<!DOCTYPE html><html><body>{CARD.format(n=1)}{CARD.format(n=2)}"
    '<a class="next" href="?page=2">Next</a><a class="next" href="?page=9">Last</a></body></html>'
)
SELECTORS: dict[str, Json] = {
    "item": ".card",
    "link": "h3 a@href",
    "title": "h3",
    "employer": ".who",
    "location": ".where",
    "salary": ".pay",
    "date": "time@datetime",
    "next": "a.next",
}
DETAIL = """<html lang="pl"><head><title>Board</title></head><body><h1>Sailmaker wanted</h1><div class="body"><p>Sew sails of
 canvas.</p><p>By hand.</p></div><a href="tel:+48100200300">Call</a><a href="mailto:loft@sails.example">Write</a></body></html>"""
FIELDS: dict[str, Json] = {"title": "h1", "description": ".body", "contact": "a[href^=tel], a[href^=mailto]@href"}


def page(body: str | bytes, selectors: Json = None, *, role: str = "", **said: Json) -> Page:
    return Page(
        url="https://sails.example/jobs/7",
        body=body.encode() if isinstance(body, str) else body,
        content_type="text/html; charset=utf-8",
        source="sails",
        role=role,
        context=said if selectors is None else {**said, "selectors": selectors},
    )


def without(*names: str) -> dict[str, Json]:
    return {name: selector for name, selector in SELECTORS.items() if name not in names}


def test_a_list_leads_to_its_adverts_and_to_its_next_page() -> None:
    reading = ACCESS.read(page(LIST, SELECTORS))
    assert [(target.url, target.role, target.first) for target in reading.targets] == [
        ("https://sails.example/jobs/7?page=2", "list", False),
        ("https://sails.example/ad/1", "page", True),
        ("https://sails.example/ad/2", "page", True),
    ]
    assert reading.targets[1].context == {
        "title": "Sailmaker 1",
        "employer": "Loft 1",
        "location": "Gdynia, Poland",
        "salary": "900 zł",
        "date": "2026-05-01",
    }
    assert not reading.postings


def test_adverts_that_stand_whole_in_the_list_are_read_there() -> None:
    reading = ACCESS.read(page(LIST, without("link") | {"description": ".text"}))
    one, other = reading.postings
    assert (one.title, one.description, one.hiring_organization.name) == ("Sailmaker 1", "Sew sails.", "Loft 1")
    assert (other.job_location, other.base_salary, other.date_posted) == ("Gdynia, Poland", "900 zł", "2026-05-02")
    assert one.id != other.id
    assert [target.role for target in reading.targets] == ["list"]


def test_links_alone_make_a_list() -> None:
    reading = ACCESS.read(page(LIST, {"link": "h3 a"}))
    assert [target.url for target in reading.targets] == ["https://sails.example/ad/1", "https://sails.example/ad/2"]


def test_a_list_without_adverts_says_so() -> None:
    reading = ACCESS.read(page("<html><body>New design</body></html>", SELECTORS, role="list"))
    assert [problem.reason for problem in reading.problems] == ["no advert found on the list by '.card h3 a'"]


def test_an_advert_is_read_by_its_fields() -> None:
    (posting,) = ACCESS.read(page(DETAIL, FIELDS)).postings
    assert posting.id == "classifieds-sails.example/jobs/7"
    assert (posting.title, posting.description) == ("Sailmaker wanted", "Sew sails of canvas.\n\nBy hand.")
    assert posting.application_contact == "+48100200300, loft@sails.example"
    assert (posting.language, posting.source, posting.url) == ("pl", "sails", "https://sails.example/jobs/7")


def test_what_the_list_said_fills_what_the_page_leaves_out() -> None:
    (posting,) = ACCESS.read(
        page(DETAIL, SELECTORS | FIELDS, role="page", title="Sailm...", salary="900 zł", employer=["x"])
    ).postings
    assert (posting.title, posting.base_salary, posting.hiring_organization.name) == ("Sailmaker wanted", "900 zł", "")


def test_without_a_selector_the_description_is_the_main_text() -> None:
    (posting,) = ACCESS.read(page(DETAIL, {"title": "h1"})).postings
    assert "Sew sails" in posting.description


def test_without_selectors_markup_is_read_first() -> None:
    (posting,) = ACCESS.read(page(advert(4))).postings
    assert posting.title == "Lock keeper 4"


def test_without_selectors_and_markup_heading_and_main_text_are_the_advert() -> None:
    (posting,) = ACCESS.read(page(DETAIL)).postings
    assert posting.title == "Sailmaker wanted"
    assert "Sew sails" in posting.description
    (posting,) = ACCESS.read(page(DETAIL.replace("h1", "p"))).postings
    assert posting.title == "Board"


def test_a_challenge_is_no_advert() -> None:
    body = "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>"
    reading = ACCESS.read(page(body))
    assert (reading.postings, len(reading.problems)) == ((), 1)


@pytest.mark.parametrize("role", ["", "list", "page"])
def test_a_bad_selector_is_an_error_that_names_it(role: str) -> None:
    with pytest.raises(PageError, match=r"selector title: 'h1\[' is no CSS selector"):
        ACCESS.read(page(LIST, SELECTORS | {"title": "h1["}, role=role))


def test_links_to_other_schemes_lead_nowhere() -> None:
    reading = ACCESS.read(page(LIST.replace("/ad/1?utm_source=list", "javascript:alert(1)"), SELECTORS))
    assert [target.url for target in reading.targets if target.role == "page"] == ["https://sails.example/ad/2"]


@pytest.mark.parametrize("body", ["", "{}", "no markup", "\0\0\0"])
def test_an_answer_that_is_no_page_is_refused(body: str) -> None:
    with pytest.raises(PageError):
        ACCESS.read(page(body, SELECTORS))


def test_its_pages_are_told_by_their_selectors() -> None:
    assert ACCESS.recognises(page(LIST, SELECTORS))
    assert not ACCESS.recognises(page(LIST))
    assert not ACCESS.recognises(page("{}", SELECTORS))


def test_an_entry_point_is_an_address() -> None:
    assert [target.url for target in ACCESS.entry("https://sails.example/jobs", "")] == ["https://sails.example/jobs"]
    with pytest.raises(EntryError):
        ACCESS.entry("sails", "")


MARKUP = [
    "<div class=card>",
    "<h3>",
    "<a href='/x'>",
    "<a href='http://['>",
    "</div>",
    "x",
    "<!--",
    "<body",
    "\0",
    "é",
    "<time datetime=1>",
]


@given(
    st.binary(max_size=60) | st.lists(st.sampled_from(MARKUP), max_size=20).map(lambda parts: "".join(parts).encode()),
    st.sampled_from([None, {}, SELECTORS, FIELDS, without("link"), {"link": "a"}]),
    st.sampled_from(["", "list", "page"]),
)
def test_no_page_is_too_strange(body: bytes, selectors: Json, role: str) -> None:
    with suppress(PageError):
        assert isinstance(ACCESS.read(page(body, selectors, role=role)), PageReading)
    ACCESS.recognises(page(body, selectors))
