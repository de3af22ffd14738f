"""Feeds: RSS 0.9 to 2.0 (https://www.rssboard.org/rss-specification) and Atom (RFC 4287), as job boards publish them.

An entry is a posting. Where its text is short, the page it links to is asked for too and read for its JobPosting markup; without
markup, the entry's own text is all there is. feedparser is given an open buffer, never a string or bytes: those it might take for
an address or a file's name.
"""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

import feedparser

from crawler.accesses.access import Access
from crawler.accesses.entries import address_of
from crawler.pages.addresses import web_address
from crawler.pages.api import Thing, kept, listed, posting_on, prose, sorted_out, thing, things, words
from crawler.pages.jobposting import read_jobposting_page
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from features.posting import Posting
from features.records.posting_mapping import posting_from_mapping, posting_to_mapping

SHORT: Final = 500
"""Characters of an entry's text below which the page it links to is asked for."""

MAX_ENTRIES: Final = 5_000
MAX_BYTES: Final = 20 * 1024 * 1024
MAX_TAGS: Final = 500_000
"""feedparser takes up to 90 microseconds for each."""

_FEED: Final = re.compile(rb"<(?:rss|feed|channel|rdf:RDF)[\s>]", re.IGNORECASE)
_RDF_FEED: Final = re.compile(rb"purl\.org/rss|my\.netscape\.com/rdf", re.IGNORECASE)
_ENTITY: Final = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
_COMPANY: Final = ("job_listing_company", "company", "company_name", "employer", "publisher")
_PLACE: Final = ("job_listing_location", "joblocation", "location", "region", "city")
_PAY: Final = ("job_listing_salary", "salary")
_KIND: Final = ("job_listing_job_type", "jobtype", "job_type", "type")
_UNTIL: Final = ("expires_at", "expirationdate", "expired")
_KEPT: Final = ("updated", "rights", "source", "comments", "links")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A feed by its address."""
    del cursor
    return (Target(url=address_of(entry_point)),)


def read(page: Page) -> PageReading:
    """The entries of a feed, or the full advert that an entry links to."""
    if page.role == "page":
        return _advert(page)
    feed = _parsed(page)
    entries = [dict(item) for item in things(feed.get("entries"))]  # feedparser's own mappings answer with what was not said
    postings, problems = sorted_out(_posting(page, feed, item) for item in entries[:MAX_ENTRIES])
    if len(entries) > MAX_ENTRIES:
        problems += (PageProblem(page.url, f"of {len(entries)} entries only {MAX_ENTRIES} are read"),)
    return PageReading(postings=postings, problems=problems, targets=(*_further(page, feed), *_adverts(page, postings)))


def recognises(page: Page) -> bool:
    """Whether a body opens a feed."""
    found = _FEED.search(page.body[:2000])
    if found is None:
        return False
    return not found[0].lower().startswith(b"<rdf") or bool(_RDF_FEED.search(page.body[:4000]))


def _parsed(page: Page) -> Thing:
    if len(page.body) > MAX_BYTES:
        raise PageError(f"the feed is larger than {MAX_BYTES} bytes")
    if _ENTITY.search(page.body.replace(b"\0", b"")):
        raise PageError("the feed declares XML entities")
    if page.body.count(b"<") > MAX_TAGS:
        raise PageError(f"the feed has more than {MAX_TAGS} tags")
    try:
        feed = feedparser.parse(io.BytesIO(page.body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it raises whatever its parsers do
        raise PageError(f"the feed cannot be read: {error!r:.200}") from error
    if not feed.get("version") and not feed.get("entries"):
        raise PageError("the answer is no feed")
    return thing(feed)


def _posting(page: Page, feed: Thing, item: Thing) -> Posting | PageProblem:
    link = web_address(page.url, said) if (said := words(item.get("link"))) else ""
    return posting_on(
        page,
        id=_id(page, words(item.get("id")) or link),
        url=link,
        title=prose(item.get("title")),
        description=_text(item),
        hiring_organization=_employer(item),
        job_location=_first(item, _PLACE),
        base_salary=_first(item, _PAY),
        employment_type=_first(item, _KIND),
        industry=listed(*(tag.get("term") for tag in things(item.get("tags")))),
        date_posted=_date(item, "published") or _date(item, "updated"),
        valid_through=_first(item, _UNTIL),
        language=words(thing(item.get("title_detail")).get("language")) or words(thing(feed.get("feed")).get("language")),
        additional=kept(item, *_KEPT),
    )


def _id(page: Page, native: str) -> str:
    """An entry's id where it is an address or a tag; a mere number is set behind its feed's host, for others count too."""
    if not native or ":" in native:
        return native and f"rss-{native}"
    return f"rss-{urlsplit(page.url).netloc}/{native}"


def _text(item: Thing) -> str:
    """The longest of what an entry holds: some have a summary and the whole, some either."""
    values = [prose(content.get("value")) for content in things(item.get("content"))]
    return max((*values, prose(item.get("summary"))), key=len)


def _employer(item: Thing) -> Mapping[str, str]:
    author = thing(item.get("author_detail"))
    name = _first(item, _COMPANY) or words(author.get("name")) or words(item.get("author"))
    return {"name": name, "email": words(author.get("email")), "url": words(author.get("href"))}


def _first(item: Thing, names: tuple[str, ...]) -> str:
    return next(filter(None, (words(item.get(name)) for name in names)), "")


def _date(item: Thing, name: str) -> str:
    """As published where that is ISO; else what feedparser understood of it, in UTC."""
    published = words(item.get(name))
    if _ISO.match(published):
        return published
    try:
        return datetime.fromtimestamp(timegm(item[f"{name}_parsed"]), UTC).isoformat()
    except (KeyError, TypeError, ValueError, OverflowError):
        return published


def _further(page: Page, feed: Thing) -> Iterator[Target]:
    """The feed's next page (RFC 5005)."""
    for link in things(thing(feed.get("feed")).get("links")):
        url = web_address(page.url, words(link.get("href")))
        if link.get("rel") == "next" and url not in ("", page.url):
            yield Target(url=url)
            return


def _adverts(page: Page, postings: tuple[Posting, ...]) -> Iterator[Target]:
    short = (posting for posting in postings if posting.url not in ("", page.url) and len(posting.description) < SHORT)
    for posting in islice(short, MAX_ENTRIES):
        yield Target(url=posting.url, role="page", context={"entry": posting_to_mapping(posting)}, first=True)


def _advert(page: Page) -> PageReading:
    """The posting in a page's markup, under its entry's id; where the page has none, the entry's own short text."""
    entry_of_feed = _entry_in(page)
    reading = read_jobposting_page(
        page.body, page.url, source=page.source, fetched_at=page.fetched_at, content_type=page.content_type
    )
    if entry_of_feed is None:
        return reading
    if not reading.postings:
        return replace(reading, postings=(entry_of_feed,))
    first, *others = reading.postings
    return replace(reading, postings=(replace(first, id=entry_of_feed.id, title=first.title or entry_of_feed.title), *others))


def _entry_in(page: Page) -> Posting | None:
    kept_aside = page.context.get("entry")
    return posting_from_mapping(kept_aside) if isinstance(kept_aside, dict) else None


ACCESS: Final = Access(
    kind="rss",
    about="RSS and Atom feeds; a feed's address",
    entry=entry,
    read=read,
    recognises=recognises,
    lists_all=False,
)
