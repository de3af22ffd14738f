"""BambooHR's careers pages: a list tells of each job in brief, its own answer in full.

Every company counts its jobs from 1, so a posting's id has the company's name in it. That name is the host's, and the answers
say no other for the employer.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.addresses import web_address
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.paging import below
from features.posting import Posting

_BOARD: Final = "https://{name}.bamboohr.com/careers/list"
_BOARD_PAGE: Final = re.compile(r"https://([\w-]+)\.bamboohr\.com(?:/(?:careers|jobs)?/?)?")
_HOST: Final = re.compile(r"([\w-]+)\.bamboohr\.com")
_ADVERT: Final = re.compile(r"/careers/([\w-]+)/detail")
_KEPT: Final = ("departmentLabel", "location", "atsLocation", "isRemote", "locationType", "jobOpeningStatus")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A company's jobs, by the company's name there, its page or the list's address."""
    del cursor
    board = _BOARD_PAGE.fullmatch(entry_point.strip())
    return (Target(url=address_or_name(board[1] if board else entry_point, _BOARD)),)


def read(page: Page) -> PageReading:
    """A company's jobs with where each is told in full, or one job in full."""
    result = only("BambooHR", page, dict).get("result")
    if isinstance(result, list):
        postings, problems = adverts_in(page, result, lambda job: _posting(page, job, job.get("id")))
        return PageReading(postings=postings, problems=problems, targets=_adverts(page, result), brief=True)
    opening = thing(result).get("jobOpening")
    if not isinstance(opening, dict):
        raise PageError("the answer is no BambooHR answer: its result is neither a list nor a job opening")
    postings, problems = adverts_in(page, [opening], lambda job: _posting(page, job, _number(page, job)))
    return PageReading(postings=postings, problems=problems)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"result"', b'"jobOpeningName"')


def _adverts(page: Page, jobs: list[object]) -> tuple[Target, ...]:
    """Beside the list's own address."""
    careers = urljoin(page.url, ".")
    addresses = (below(careers, words(job.get("id")), "/detail") for job in things(jobs))
    return tuple(Target(url=url, role="advert", first=True) for url in dict.fromkeys(filter(None, addresses)))


def _number(page: Page, job: Thing) -> str:
    """A job's own answer does not always say its number; its address does."""
    asked = _ADVERT.search(page.url)
    return asked[1] if asked else words(job.get("id"))


def _posting(page: Page, job: Thing, number: object) -> Posting | PageProblem:
    board = _HOST.fullmatch(urlsplit(page.url).hostname or "")
    shared = web_address("", words(job.get("jobOpeningShareUrl")))
    return posting_on(
        page,
        id=identity("bamboohr", board[1] if board else page.source, number),
        url=shared or web_address(page.url, f"/careers/{words(number)}"),
        title=words(job.get("jobOpeningName")),
        description=prose(job.get("description")),
        hiring_organization={"name": board[1] if board else ""},
        job_location=_place(thing(job.get("location"))) or _place(thing(job.get("atsLocation"))),
        base_salary=words(job.get("compensation")),
        employment_type=words(job.get("employmentStatusLabel")),
        experience_requirements=words(job.get("minimumExperience")),
        industry=words(job.get("departmentLabel")),
        date_posted=words(job.get("datePosted")),
        additional=kept(job, *_KEPT),
    )


def _place(place: Thing) -> str:
    region = words(place.get("state")) or words(place.get("province"))
    return listed(place.get("city"), region, words(place.get("addressCountry")) or words(place.get("country")))


ACCESS: Final = Access(
    kind="bamboohr",
    about="BambooHR careers pages; a company's name there, its page, or the address of its list",
    entry=entry,
    read=read,
    recognises=recognises,
)
