"""Sites that list their adverts in a sitemap: as `jobposting`, but an entry that is none is refused, not walked as a list."""

from __future__ import annotations

from typing import Final

from crawler.accesses.access import Access
from crawler.accesses.jobposting import entry, read_advert, read_sitemap_page
from crawler.pages.page import Page, PageReading
from crawler.pages.sitemap import looks_like_sitemap


def read(page: Page) -> PageReading:
    """A sitemap's pages and sitemaps, or the postings of one of its pages."""
    return read_advert(page) if page.role == "page" else read_sitemap_page(page)


def recognises(page: Page) -> bool:
    """Whether a page is a sitemap."""
    return looks_like_sitemap(page.body)


ACCESS: Final = Access(
    kind="sitemap",
    about="sitemaps and sitemap indexes, whose pages are read as jobposting does; the sitemap's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
