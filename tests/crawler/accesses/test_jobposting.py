"""Sites walked from a sitemap, a list or an advert."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.accesses.access import EntryError
from crawler.accesses.jobposting import ACCESS
from crawler.pages.page import Page, PageError

SITE = "https://board.example"


def advert(title: str = "Cook", **members: object) -> str:
    node = {"@type": "JobPosting", "title": title} | members
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def page(body: str | bytes, role: str = "", path: str = "/start") -> Page:
    content = body if isinstance(body, bytes) else body.encode()
    return Page(url=f"{SITE}{path}", body=content, role=role, source="board", fetched_at=datetime(2026, 11, 22, tzinfo=UTC))


def targets(page: Page) -> list[tuple[str, str]]:
    return [(target.role, target.url.removeprefix(SITE)) for target in ACCESS.read(page).targets]


def urlset(*places: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{place}</loc></url>' for place in places)}</urlset>"


INDEX = "<sitemapindex><sitemap><loc>/one.xml</loc></sitemap><sitemap><loc>https://elsewhere.example/two.xml</loc></sitemap></sitemapindex>"


def test_an_index_leads_to_its_sitemaps_and_a_sitemap_to_its_pages() -> None:
    assert targets(page(INDEX)) == [("sitemap", "/one.xml")]
    assert targets(page(gzip.compress(urlset("/jobs/1", "/jobs/2").encode()))) == [("page", "/jobs/1"), ("page", "/jobs/2")]
    assert targets(page("https://board.example/jobs/1\nhttps://board.example/jobs/2\n")) == [
        ("page", "/jobs/1"),
        ("page", "/jobs/2"),
    ]


def test_a_sitemap_leads_to_no_other_site_and_not_to_itself() -> None:
    places = (
        "/start",
        "https://elsewhere.example/jobs/1",
        "ftp://board.example/jobs/2",
        "https://board.example:8443/jobs/3",
        "/jobs/4",
    )
    assert targets(page(urlset(*places))) == [("page", "/jobs/4")]


def test_what_a_sitemap_says_of_a_page_goes_with_the_target() -> None:
    [target] = ACCESS.read(page("<urlset><url><loc>/jobs/1</loc><lastmod>2026-11-02</lastmod></url></urlset>")).targets
    assert (target.context, target.first) == ({"lastmod": "2026-11-02"}, True)


def test_what_was_listed_as_a_sitemap_and_is_none_is_refused() -> None:
    with pytest.raises(PageError, match="not a sitemap"):
        ACCESS.read(page("<html><body>soon</body></html>", role="sitemap"))
    with pytest.raises(PageError, match="entities"):
        ACCESS.read(page('<!DOCTYPE x [<!ENTITY a "b">]><urlset/>'))


LIST = (
    '<a href="/jobs/1">Cook</a><a href="/imprint">Imprint</a><a href="https://elsewhere.example/jobs/9">x</a>'
    '<a rel="next" href="?p=2">Older</a>'
)


@pytest.mark.parametrize("role", ["", "list"])
def test_a_list_leads_to_its_next_page_and_its_adverts_and_gives_its_own(role: str) -> None:
    reading = ACCESS.read(page(LIST + advert("A", url="/jobs/a") + advert("B", url="/jobs/b"), role))
    assert [posting.title for posting in reading.postings] == ["A", "B"]
    assert [(target.role, target.url.removeprefix(SITE), target.first) for target in reading.targets] == [
        ("list", "/start?p=2", False),
        ("page", "/jobs/1", True),
        ("page", "/imprint", True),
    ]


@pytest.mark.parametrize("members", [{}, {"url": "/start"}, {"url": "https://board.example/start/?from=list"}])
def test_an_entry_that_is_one_advert_leads_nowhere(members: dict[str, object]) -> None:
    reading = ACCESS.read(page(advert(**members) + '<a href="/jobs/2">similar</a>'))
    assert [posting.title for posting in reading.postings] == ["Cook"]
    assert reading.targets == ()


def test_a_list_with_one_advert_of_another_page_is_still_a_list() -> None:
    assert targets(page(advert(url="/jobs/7") + '<a href="/jobs/2">Baker</a>')) == [("page", "/jobs/2")]
    assert targets(page(advert() + '<a href="/jobs/2">Baker</a><a rel="next" href="?p=2">Older</a>'))[0] == ("list", "/start?p=2")


def test_an_advert_that_a_list_led_to_leads_nowhere() -> None:
    assert targets(page(advert() + LIST, "page")) == []
    assert [posting.source for posting in ACCESS.read(page(advert(), "page")).postings] == ["board"]


def test_a_page_served_in_a_list_s_stead_is_not_followed() -> None:
    reading = ACCESS.read(page("<title>Just a moment...</title><a href='/jobs/1'>x</a>", "list"))
    assert reading.targets == ()
    assert "anti-bot page" in reading.problems[0].reason
    assert "Cloudflare" in reading.problems[0].reason


@pytest.mark.parametrize("role", ["", "list", "page"])
def test_a_picture_is_refused(role: str) -> None:
    with pytest.raises(PageError, match="no text"):
        ACCESS.read(page(b"\x89PNG\r\n\x1a\n\0\0", role))


def test_a_page_in_utf_16_is_text() -> None:
    [posting] = ACCESS.read(page(advert("Kőműves").encode("utf-16"), "page")).postings
    assert posting.title == "Kőműves"


def test_an_entry_point_is_an_address() -> None:
    assert [(target.url, target.role) for target in ACCESS.entry("https://board.example/jobs", "")] == [
        ("https://board.example/jobs", "")
    ]
    with pytest.raises(EntryError, match="address"):
        ACCESS.entry("board", "")


@pytest.mark.parametrize(
    "body", [advert(), urlset("/a"), '<p typeof="schema:JobPosting">', "<div itemscope itemtype=http://schema.org/JobPosting>"]
)
def test_its_pages_are_told_by_their_looks(body: str) -> None:
    assert ACCESS.recognises(page(body))


@pytest.mark.parametrize("body", ["", "JobPosting", "<h1>About us</h1>", '{"jobs": []}', b"\0\xff"])
def test_other_pages_are_not_its_own(body: str | bytes) -> None:
    assert not ACCESS.recognises(page(body))


@given(
    st.binary(max_size=80),
    st.sampled_from([b"", b"<urlset><url>", b"\x1f\x8b", b"https://", b"<a href=", b'<script type="application/ld+json">{']),
    st.sampled_from(["", "sitemap", "list", "page", "?"]),
)
def test_no_bytes_make_it_fail_in_another_way(noise: bytes, start: bytes, role: str) -> None:
    hostile = page(start + noise, role)
    assert ACCESS.recognises(hostile) in (True, False)
    try:
        reading = ACCESS.read(hostile)
    except PageError:
        return
    assert all(target.url.startswith(SITE) for target in reading.targets)
