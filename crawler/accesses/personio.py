"""Personio's job feed: one XML document holds a company's positions (https://developer.personio.de/docs/retrieving-open-job-positions).

The XML comes from strangers: no entity is expanded, no document type is accepted, and nothing is fetched while parsing.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from lxml import etree

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.addresses import web_address
from crawler.pages.adverts import identity, paragraphs
from crawler.pages.api import listed, posting_on, prose, sorted_out
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.pay import pay
from features.posting import Json, Posting

_FEED: Final = "https://{name}.jobs.personio.de/xml"
_HOST: Final = re.compile(r"([a-z0-9-]{1,63})\.jobs\.personio\.(?:de|com)")
_DECLARES: Final = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)
_KEPT: Final = ("department", "recruitingCategory", "seniority", "occupation", "keywords", "workplaceType")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A company's positions, by its name at Personio, its jobs page or the feed's address."""
    del cursor
    address = address_or_name(entry_point, _FEED)
    return (Target(url=web_address(address, "/xml") if urlsplit(address).path == "/" else address),)


def read(page: Page) -> PageReading:
    """All positions of a company."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    root = _root(page.body, parser)
    positions = (child for child in root if _tag(child) == "position")
    postings, problems = sorted_out(_posting(page, position) for position in positions)
    return PageReading(postings=postings, problems=problems, repaired=int(bool(parser.error_log)))


def recognises(page: Page) -> bool:
    """Whether an answer has the mark of this feed."""
    return b"<workzag-jobs" in page.body[:2000]


def _root(body: bytes, parser: etree.XMLParser) -> etree._Element:
    if _DECLARES.search(body):
        raise PageError("the feed declares a document type or entities")
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PageError(f"the feed is not XML: {error}") from error
    if root is None or _tag(root) != "workzag-jobs":
        raise PageError("the XML is no Personio feed")
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding whose bytes the search above cannot read
        raise PageError("the feed declares a document type")
    return root


def _posting(page: Page, position: etree._Element) -> Posting | PageProblem:
    number = _text(position, "id")
    salary = _child(position, "salaryInformation")
    return posting_on(
        page,
        id=identity("personio", number),
        url=web_address(page.url, f"/job/{quote(number, safe='')}") if number else "",
        title=_text(position, "name"),
        description=_description(position),
        experience_requirements=_text(position, "yearsOfExperience"),
        hiring_organization={"name": _text(position, "subcompany") or _tenant(page)},
        job_location=_places(position),
        base_salary=pay(_text(salary, "currencyCode"), _text(salary, "min"), _text(salary, "max"), _text(salary, "type")),
        employment_type=listed(_text(position, "employmentType"), _text(position, "schedule")),
        industry=_text(position, "occupationCategory"),
        date_posted=_text(position, "createdAt"),
        additional=_kept(position),
    )


def _description(position: etree._Element) -> str:
    """The sections, each under its heading."""
    sections = _children(_child(position, "jobDescriptions"), "jobDescription")
    pieces = (piece for section in sections for piece in (_text(section, "name"), prose(_text(section, "value"))))
    return paragraphs(*pieces)


def _places(position: etree._Element) -> str:
    others = _children(_child(position, "additionalOffices"), "office")
    return listed(_text(position, "office"), *(_content(other) for other in others), glue="; ")


def _kept(position: etree._Element) -> dict[str, Json]:
    return {name: text for name in _KEPT if (text := _text(position, name))}


def _tenant(page: Page) -> str:
    """The company's name in the feed's address."""
    host = _HOST.fullmatch(urlsplit(page.url).hostname or "")
    return host[1] if host else ""


def _text(element: etree._Element | None, name: str) -> str:
    child = _child(element, name)
    return "" if child is None else _content(child)


def _content(element: etree._Element) -> str:
    """An element's own words; markup within it that was not escaped counts as words."""
    return "".join(element.itertext()).strip()


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(_children(element, name)), None)


def _children(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else [child for child in element if _tag(child) == name]


def _tag(element: etree._Element) -> str:
    """The name without its namespace; empty for a processing instruction or an unexpanded entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


ACCESS: Final = Access(
    kind="personio",
    about="Personio job feeds; a company's name there, its jobs page, or the feed's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
