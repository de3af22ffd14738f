"""Ashby's public job postings: one answer holds a whole board (https://developers.ashbyhq.com/docs/public-job-posting-api).

Who is hiring stands in the jobs' addresses alone, as the board's name.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.addresses import web_address
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.pay import pay
from features.posting import Posting

_BOARD: Final = "https://api.ashbyhq.com/posting-api/job-board/{name}?includeCompensation=true"
_BOARD_PAGE: Final = re.compile(r"https://jobs\.ashbyhq\.com/([^/?#]+)/?")
_ON_BOARD: Final = re.compile(r"//(?:jobs\.ashbyhq\.com|api\.ashbyhq\.com/posting-api/job-board)/([^/?#]+)")
_KEPT: Final = ("address", "secondaryLocations", "isRemote", "workplaceType", "isListed", "applyUrl", "compensation", "updatedAt")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A board's jobs, by the board's name, its page or the interface's address."""
    del cursor
    board = _BOARD_PAGE.fullmatch(entry_point.strip())
    return (Target(url=address_or_name(_BOARD.format(name=board[1]) if board else entry_point, _BOARD)),)


def read(page: Page) -> PageReading:
    """The jobs of a board."""
    jobs = only("Ashby", page, dict).get("jobs")
    if not isinstance(jobs, list):
        raise PageError("the answer is no Ashby answer: it has no list of jobs")
    postings, problems = adverts_in(page, jobs, lambda job: _posting(page, job))
    return PageReading(postings=postings, problems=problems)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"jobs"', b'"jobUrl"', b'"publishedAt"')


def _posting(page: Page, job: Thing) -> Posting | PageProblem:
    url = web_address("", words(job.get("jobUrl")))
    board = _ON_BOARD.search(url) or _ON_BOARD.search(page.url)
    return posting_on(
        page,
        id=identity("ashby", job.get("id")),
        url=url,
        title=words(job.get("title")),
        description=prose(job.get("descriptionHtml")) or words(job.get("descriptionPlain")),
        hiring_organization={"name": unquote(board[1]) if board else ""},
        job_location=_places(job),
        base_salary=_pay(thing(job.get("compensation"))),
        employment_type=words(job.get("employmentType")),
        industry=listed(job.get("department"), job.get("team")),
        date_posted=words(job.get("publishedAt")),
        additional=kept(job, *_KEPT),
    )


def _places(job: Thing) -> str:
    """The places by name; by address where there is no name."""
    address = thing(thing(job.get("address")).get("postalAddress"))
    others = (place.get("location") for place in things(job.get("secondaryLocations")))
    named = listed(job.get("location"), *others, glue="; ")
    return named or listed(address.get("addressLocality"), address.get("addressRegion"), address.get("addressCountry"))


def _pay(compensation: Thing) -> list[Thing] | str:
    """The salaries as numbers; what the board writes of its pay where there are none."""
    tiers = things(compensation.get("compensationTiers"))
    parts = things(compensation.get("summaryComponents")) or [part for tier in tiers for part in things(tier.get("components"))]
    salaries = [_salary(part) for part in parts if part.get("compensationType") == "Salary"]
    written = words(compensation.get("compensationTierSummary")) or words(compensation.get("scrapeableCompensationSalarySummary"))
    return list(filter(None, salaries)) or written


def _salary(part: Thing) -> Thing | None:
    """An interval is written as "1 YEAR", "2 WEEK" or "NONE"."""
    interval = words(part.get("interval")).removeprefix("1 ").removeprefix("NONE")
    return pay(part.get("currencyCode"), part.get("minValue"), part.get("maxValue"), interval)


ACCESS: Final = Access(
    kind="ashby",
    about="Ashby job boards; a board's name, its page (jobs.ashbyhq.com), or the interface's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
