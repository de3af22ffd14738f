from __future__ import annotations

import pytest

from crawler.pages import listing
from crawler.pages.listing import read_listing

URL = "https://board.example/list?page=2"


def test_links_on_the_same_site_come_once_and_adverts_first() -> None:
    page = """<a href="/imprint">i</a> <a href="/jobs/cook#apply">c</a> <a href="https://board.example/jobs/cook">c</a>
      <a href="//board.example/vacancies/12">v</a> <a href="?page=2">here</a> <a href="http://board.example/jobs/plain-http">h</a>"""
    assert read_listing(page, URL).links == (
        "https://board.example/jobs/cook",
        "https://board.example/vacancies/12",
        "http://board.example/jobs/plain-http",
        "https://board.example/imprint",
    )


@pytest.mark.parametrize(
    "href",
    [
        "https://elsewhere.example/jobs/1",
        "https://sub.board.example/jobs/1",
        "https://board.example:8443/jobs/1",
        "mailto:jobs@board.example",
        "javascript:open('/jobs/1')",
        "data:text/html,jobs",
        "/jobs/flyer.pdf",
        "/login?next=/jobs/1",
        "http://[",
        "",
    ],
)
def test_what_leads_elsewhere_or_to_no_page_is_not_followed(href: str) -> None:
    assert read_listing(f'<a href="{href}">x</a>', URL).links == ()


def test_a_nofollow_link_is_not_followed() -> None:
    assert read_listing('<a rel="ugc nofollow" href="/jobs/1">x</a>', URL).links == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<a rel="next" href="?page=3">older</a>',
        '<a rel="nofollow next" href="?page=3">older</a>',
        '<head><link rel="next" href="?page=3"></head>',
        '<a aria-label="Next" href="?page=3">&gt;</a>',
    ],
)
def test_the_next_page_is_told_apart_from_the_links(markup: str) -> None:
    reading = read_listing(markup + '<a href="/jobs/1">x</a>', URL)
    assert reading.next_page == "https://board.example/list?page=3"
    assert reading.links == ("https://board.example/jobs/1",)


def test_a_last_page_that_names_itself_or_another_site_as_next_has_none() -> None:
    assert read_listing('<a rel="next" href="?page=2">x</a>', URL).next_page == ""
    assert read_listing('<a rel="next" href="https://elsewhere.example/">x</a>', URL).next_page == ""


def test_a_base_address_is_respected() -> None:
    assert read_listing('<base href="/en/"><a href="jobs/1">x</a>', URL).links == ("https://board.example/en/jobs/1",)


@pytest.mark.parametrize("page", ["", "<", "\0", "<a href=x" * 500])
def test_broken_markup_leads_nowhere_else(page: str) -> None:
    read = read_listing(page, URL)
    assert all(link.startswith("https://board.example/") for link in read.links)
    assert read.next_page == ""


@pytest.mark.parametrize("nested", ["<div>" * 10_000, "<ul><li>" * 10_000, "<b" * 10_000])
def test_a_link_before_something_nested_without_end_is_followed(nested: str) -> None:
    assert read_listing('<a href="/jobs/1">x</a>' + nested, URL).links == ("https://board.example/jobs/1",)


def test_no_more_links_are_looked_at_than_a_list_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MAX_LINKS", 3)
    assert len(read_listing("".join(f'<a href="/jobs/{n // 2}">x</a>' for n in range(50)), URL).links) == 3
