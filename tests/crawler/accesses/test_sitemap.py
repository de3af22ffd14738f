"""Sites that list their adverts in a sitemap."""

from __future__ import annotations

import pytest

from crawler.accesses.access import EntryError
from crawler.accesses.sitemap import ACCESS
from crawler.pages.page import Page, PageError

URLSET = "<urlset><url><loc>/jobs/1</loc></url></urlset>"
ADVERT = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Cook"}</script>'


def page(body: str, role: str = "") -> Page:
    return Page(url="https://board.example/sitemap.xml", body=body.encode(), role=role)


@pytest.mark.parametrize("role", ["", "sitemap"])
def test_a_sitemap_leads_to_its_pages(role: str) -> None:
    [target] = ACCESS.read(page(URLSET, role)).targets
    assert (target.url, target.role) == ("https://board.example/jobs/1", "page")


def test_its_pages_are_read_as_adverts() -> None:
    assert [posting.title for posting in ACCESS.read(page(ADVERT, "page")).postings] == ["Cook"]


@pytest.mark.parametrize("body", ["", ADVERT, '<a href="/jobs/1">Cook</a>', "<rss/>"])
def test_an_entry_that_is_no_sitemap_is_refused(body: str) -> None:
    with pytest.raises(PageError):
        ACCESS.read(page(body))
    assert not ACCESS.recognises(page(body))


def test_an_entry_point_is_an_address() -> None:
    assert ACCESS.entry("https://board.example/sitemap.xml", "")[0].url == "https://board.example/sitemap.xml"
    assert ACCESS.recognises(page(URLSET))
    with pytest.raises(EntryError):
        ACCESS.entry("sitemap.xml", "")
