"""Lever's postings interface: an answer is a list of postings, or one (https://github.com/lever/postings-api).

There are two of it, one for the European Union; a board is in one of them. Who is hiring stands in the postings' addresses
alone, as the board's name.
"""

from __future__ import annotations

import re
from typing import Final

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.addresses import web_address
from crawler.pages.adverts import adverts_in, identity, looks_like, paragraphs
from crawler.pages.api import Thing, kept, listed, moment, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.paging import asking_for, count_in
from crawler.pages.pay import pay
from features.posting import Posting

_BOARD: Final = "https://api.{region}lever.co/v0/postings/{{name}}?mode=json&limit=100"
_BOARD_PAGE: Final = re.compile(r"https://jobs\.(eu\.)?lever\.co/([\w-]+)/?")
_ON_BOARD: Final = re.compile(r"//(?:jobs\.(?:eu\.)?lever\.co|api\.(?:eu\.)?lever\.co/v0/postings)/([\w.-]+)")
_KEPT: Final = ("categories", "country", "workplaceType", "applyUrl", "salaryRange", "tags", "updatedAt")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A board's postings, by the board's name, its page or the interface's address."""
    del cursor
    page = _BOARD_PAGE.fullmatch(entry_point.strip())
    region, name = (page[1] or "", page[2]) if page else ("", entry_point)
    return (Target(url=address_or_name(name, _BOARD.format(region=region))),)


def read(page: Page) -> PageReading:
    """A page of a board's postings and the next one, or one posting."""
    answer = only("Lever", page, (list, dict))
    if isinstance(answer, dict):
        if "text" not in answer:
            raise PageError("the answer is no Lever answer: neither a list nor a posting with a text")
        answer = [answer]
    postings, problems = adverts_in(page, answer, lambda item: _posting(page, item))
    return PageReading(postings=postings, problems=problems, targets=_next(page, len(answer)))


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"hostedUrl"', b'"categories"', b'"createdAt"')


def _next(page: Page, found: int) -> tuple[Target, ...]:
    """The page after a full one; an address that sets no limit is answered with everything."""
    limit = count_in(page.url, "limit")
    return (Target(url=asking_for(page.url, skip=count_in(page.url, "skip") + found)),) if 0 < limit <= found else ()


def _posting(page: Page, item: Thing) -> Posting | PageProblem:
    categories = thing(item.get("categories"))
    url = web_address("", words(item.get("hostedUrl")))
    board = _ON_BOARD.search(url) or _ON_BOARD.search(page.url)
    return posting_on(
        page,
        id=identity("lever", item.get("id")),
        url=url,
        title=words(item.get("text")),
        description=_description(item),
        hiring_organization={"name": board[1] if board else ""},
        job_location=_places(categories),
        base_salary=_pay(thing(item.get("salaryRange"))),
        employment_type=words(categories.get("commitment")),
        industry=listed(categories.get("department"), categories.get("team")),
        date_posted=moment(item.get("createdAt"), per_second=1000),
        additional=kept(item, *_KEPT),
    )


def _description(item: Thing) -> str:
    lists = (
        paragraphs(words(part.get("text")), prose(f"<ul>{words(part.get('content'))}</ul>")) for part in things(item.get("lists"))
    )
    return paragraphs(_text(item, "description"), *lists, _text(item, "additional"), _text(item, "salaryDescription"))


def _text(item: Thing, name: str) -> str:
    return prose(item.get(name)) or words(item.get(f"{name}Plain"))


def _places(categories: Thing) -> str:
    every = categories.get("allLocations")
    return listed(categories.get("location"), *(every if isinstance(every, list) else ()), glue="; ")


def _pay(salary: Thing) -> Thing | None:
    """An interval is written as "per-year-salary", "per-hour-wage"."""
    interval = words(salary.get("interval")).removeprefix("per-").removesuffix("-salary").removesuffix("-wage")
    return pay(salary.get("currency"), salary.get("min"), salary.get("max"), interval)


ACCESS: Final = Access(
    kind="lever",
    about="Lever boards; a board's name, its page (jobs.lever.co or jobs.eu.lever.co), or the interface's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
