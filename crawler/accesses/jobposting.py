"""Sites whose adverts are schema.org JobPosting pages: walked from a sitemap, a list page or a single advert.

Roles: "sitemap", "list" (a page of a list, whose links are followed) and "page" (an advert); the entry is told by its content.
Nothing leads to another site than the page that names it.
"""

from __future__ import annotations

from typing import Final

from crawler.accesses.access import Access
from crawler.accesses.entries import address_of
from crawler.pages.addresses import same_site, web_address
from crawler.pages.item_markup import has_marked_job
from crawler.pages.jobposting import read_jobpostings
from crawler.pages.listing import read_listing
from crawler.pages.page import Page, PageError, PageReading, Target
from crawler.pages.sitemap import SitemapEntry, SitemapError, looks_like_sitemap, read_sitemap
from features.posting import Posting

_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16, whose texts hold NUL bytes."""


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """The address of a sitemap, a list or an advert."""
    del cursor
    return (Target(url=address_of(entry_point)),)


def read(page: Page) -> PageReading:
    """A sitemap's pages and sitemaps; an advert's postings; a list's postings, adverts and next page."""
    if page.role == "sitemap" or (not page.role and looks_like_sitemap(page.body)):
        return read_sitemap_page(page)
    return read_advert(page) if page.role == "page" else _list(page)


def recognises(page: Page) -> bool:
    """Whether a page has a JobPosting's marks, or is a sitemap."""
    in_script = b"ld+json" in page.body and b"JobPosting" in page.body
    return in_script or has_marked_job(page.body.decode("latin-1")) or looks_like_sitemap(page.body)


def read_sitemap_page(page: Page) -> PageReading:
    """The targets of a sitemap. Raises PageError where the page is none."""
    try:
        reading = read_sitemap(page.body, page.url)
    except SitemapError as error:
        raise PageError(str(error)) from error
    sitemaps = (Target(url=listed.url, role="sitemap") for listed in reading.sitemaps if _leads_on(page, listed.url))
    adverts = (_advert_target(listed) for listed in reading.pages if _leads_on(page, listed.url))
    return PageReading(targets=(*sitemaps, *adverts))


def read_advert(page: Page) -> PageReading:
    """The postings of a page. Raises PageError where it is no text."""
    if b"\0" in page.body[:1000] and not page.body.startswith(_WIDE):
        raise PageError("the page is no text")
    return read_jobpostings(page)


def _list(page: Page) -> PageReading:
    """A list: the postings on it, its adverts, and the page after it. A page served in its stead has neither."""
    reading = read_advert(page)
    if reading.problems and not reading.postings and "anti-bot" in reading.problems[0].reason:
        return reading
    listing = read_listing(page.text, page.url)
    if not page.role and not listing.next_page and _is_advert(page, reading.postings):
        return reading
    further = (Target(url=listing.next_page, role="list"),) if listing.next_page else ()
    adverts = (Target(url=link, role="page", first=True) for link in listing.links)
    return PageReading(
        postings=reading.postings, problems=reading.problems, repaired=reading.repaired, targets=(*further, *adverts)
    )


def _is_advert(page: Page, postings: tuple[Posting, ...]) -> bool:
    """Whether an entry is one advert's own page: with one posting, which does not say that its page is another."""
    if len(postings) != 1:
        return False
    stated = postings[0].additional.get("url")
    own = web_address(page.url, stated) if isinstance(stated, str) and stated else page.url
    return own.partition("?")[0].rstrip("/") == page.url.partition("#")[0].partition("?")[0].rstrip("/")


def _advert_target(listed: SitemapEntry) -> Target:
    return Target(url=listed.url, role="page", first=True, context={"lastmod": listed.lastmod} if listed.lastmod else {})


def _leads_on(page: Page, url: str) -> bool:
    return url != page.url and same_site(url, page.url)


ACCESS: Final = Access(
    kind="jobposting",
    about="pages with schema.org JobPosting markup; the address of a sitemap, a list or an advert",
    entry=entry,
    read=read,
    recognises=recognises,
)
