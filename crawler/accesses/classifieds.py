"""Classified adverts and career pages without an interface, read by a few CSS selectors that the source's entry gives.

`item` is an advert's element in a list, `link` the way to its page, `next` the way to the list's next page; the other selectors
are fields. With `link`, adverts are read on their own pages, and what the list said of one fills what its page leaves out; else
they are read in the list. A page without a selector for the description gives its main text, and one without any selectors is
read for its JobPosting markup first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from parsel import Selector

from crawler.accesses.access import Access
from crawler.accesses.entries import address_of
from crawler.pages.addresses import web_address
from crawler.pages.api import posting_on, sorted_out, words
from crawler.pages.blocked import block_reason
from crawler.pages.jobposting import read_jobposting_page
from crawler.pages.main_text import main_text
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.selectors import Chosen, chosen, document
from features.posting import Posting

_FIELDS: Final = ("title", "employer", "location", "salary", "date", "contact")
_HTML: Final = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_SCHEME: Final = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
_ORIGIN: Final = re.compile(r"https?://(?:www\.)?")

Selectors = Mapping[str, Chosen]


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A list of adverts, or one advert, by its address."""
    del cursor
    return (Target(url=address_of(entry_point)),)


def read(page: Page) -> PageReading:
    """A list's adverts or the ways to them, or one advert. Raises PageError where a selector is none."""
    selectors = chosen(page.context.get("selectors") or {})
    if not _HTML.search(page.body[:20_000]) and b"<" not in page.body[:20_000]:
        raise PageError("the answer is no HTML page")
    root = document(page.text)
    if page.role != "page" and {"item", "link"} & selectors.keys():
        return _list(page, root, selectors)
    return _advert(page, root, selectors) if selectors else _unmarked(page, root)


def recognises(page: Page) -> bool:
    """Whether a page is HTML whose source gives selectors: any other page might be about anything."""
    return bool(page.context.get("selectors")) and bool(_HTML.search(page.body[:2000]))


def _list(page: Page, root: Selector, selectors: Selectors) -> PageReading:
    items = selectors["item"].elements(root) if "item" in selectors else [root]
    further = tuple(_ways(page, root, selectors.get("next"), "list"))[:1]
    if "link" not in selectors:
        postings, problems = sorted_out(_posting(page, item, selectors, _said(item, selectors)) for item in items)
        return PageReading(postings=postings, problems=problems or _none(page, postings, selectors), targets=further)
    adverts = dict.fromkeys(target for item in items for target in _adverts(page, item, selectors))
    return PageReading(problems=_none(page, tuple(adverts), selectors), targets=(*further, *adverts))


def _none(page: Page, found: tuple[object, ...], selectors: Selectors) -> tuple[PageProblem, ...]:
    """A list that gives nothing may have been built anew, and somebody should look."""
    css = " ".join(selectors[key].css for key in ("item", "link") if key in selectors)
    return () if found else (PageProblem(page.url, f"no advert found on the list by {css!r:.200}"),)


def _adverts(page: Page, item: Selector, selectors: Selectors) -> Iterator[Target]:
    """The way to an item's page; every way there is where the list has no items."""
    said = _said(item, selectors) if "item" in selectors else {}
    ways = _ways(page, item, selectors["link"], "page")
    for target in [next(ways, None)] if "item" in selectors else ways:
        if target is not None:
            yield Target(url=target.url, role="page", context=said, first=True)


def _ways(page: Page, within: Selector, link: Chosen | None, role: str) -> Iterator[Target]:
    """Where links lead; a selector without an attribute means their `href`."""
    for text in Chosen(link.css, link.attribute or "href").texts(within) if link else ():
        if (url := web_address(page.url, text)) not in ("", page.url):
            yield Target(url=url, role=role)


def _advert(page: Page, root: Selector, selectors: Selectors) -> PageReading:
    listed = {name: words(page.context.get(name)) for name in _FIELDS}
    said = {name: value for name, value in listed.items() if value} | _said(root, selectors)
    postings, problems = sorted_out(iter([_posting(page, root, selectors, said)]))
    return PageReading(postings=postings, problems=problems)


def _unmarked(page: Page, root: Selector) -> PageReading:
    """A page of which nothing is known: its JobPosting markup, or else its heading and main text."""
    reading = read_jobposting_page(
        page.body, page.url, source=page.source, fetched_at=page.fetched_at, content_type=page.content_type
    )
    if reading.postings or block_reason(page):
        return reading
    postings, problems = sorted_out(iter([_posting(page, root, {}, {})]))
    return PageReading(postings=postings, problems=(*reading.problems, *problems))


def _posting(page: Page, within: Selector, selectors: Selectors, said: Mapping[str, str]) -> Posting | PageProblem:
    whole = within.root.getparent() is None
    url = page.url if whole else next((target.url for target in _ways(page, within, selectors.get("link"), "")), page.url)
    title = said.get("title", "") or (_heading(within) if whole else "")
    text = selectors["description"].texts(within) if "description" in selectors else []
    return posting_on(
        page,
        id=f"classifieds-{_ORIGIN.sub('', url)}" if whole else "",
        url=url,
        title=title,
        description="\n\n".join(text) or (main_text(page.text) if whole and "description" not in selectors else ""),
        hiring_organization={"name": said.get("employer", "")},
        job_location=said.get("location", ""),
        base_salary=said.get("salary", ""),
        date_posted=said.get("date", ""),
        application_contact=said.get("contact", ""),
        language=words(within.root.get("lang")) if whole else "",
    )


def _said(within: Selector, selectors: Selectors) -> dict[str, str]:
    """The fields that are one line each; of several contacts all."""
    found = {name: selectors[name].texts(within) for name in _FIELDS if name in selectors}
    lines = {name: [" ".join(text.split()) for text in texts] for name, texts in found.items() if texts}
    one = {name: texts[0] for name, texts in lines.items()}
    return (
        one | {"contact": ", ".join(_SCHEME.sub("", text) for text in dict.fromkeys(lines["contact"]))}
        if "contact" in lines
        else one
    )


def _heading(root: Selector) -> str:
    """A page's first heading, or its title."""
    texts = (text for css in ("h1", "title") for text in Chosen(css).texts(root))
    return " ".join(next(texts, "").split())


ACCESS: Final = Access(
    kind="classifieds",
    about="classified adverts and career pages, by CSS selectors; a list's or an advert's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
