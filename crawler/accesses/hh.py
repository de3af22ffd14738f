"""HeadHunter's interface (hh.ru, https://api.hh.ru/openapi/redoc): a search gives vacancies in short, each has its own page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlencode

from crawler.accesses.access import Access, EntryError
from crawler.accesses.entries import address_of
from crawler.pages.addresses import origin
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.paging import asking_for
from crawler.pages.pay import pay
from features.posting import Posting

PAGE_SIZE: Final = 100
MOST: Final = 2_000
"""The interface shows no more results of one search."""

_SEARCH: Final = "https://api.hh.ru/vacancies?"
_FOUND: Final = re.compile(r"</?highlighttext>")
_KEPT: Final = (
    "salary",
    "salary_range",
    "address",
    "contacts",
    "employer",
    "type",
    "archived",
    "created_at",
    "accept_incomplete_resumes",
    "accept_temporary",
    "accept_handicapped",
    "accept_kids",
    "driver_license_types",
    "languages",
    "apply_alternate_url",
)


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A search's first page, by its words or by the interface's address."""
    del cursor
    if "://" in entry_point:
        return (Target(url=address_of(entry_point)),)
    if not entry_point.strip():
        raise EntryError("an empty search; give words, or an address such as https://api.hh.ru/vacancies?text=welder&area=1")
    return (Target(url=_SEARCH + urlencode({"text": entry_point.strip(), "per_page": PAGE_SIZE, "page": 0})),)


def read(page: Page) -> PageReading:
    """The vacancies of a search, the page of each, and the search's next page; or one vacancy."""
    answer = only("hh.ru", page, dict)
    jobs = answer.get("items", [answer] if "alternate_url" in answer else None)
    if not isinstance(jobs, list):
        raise PageError("the answer is no hh.ru answer: neither a search nor a vacancy")
    postings, problems = adverts_in(page, jobs, lambda job: _posting(page, job))
    pages = (
        (*_next(page, answer), *(target for job in things(jobs) for target in _detail(page, job))) if "items" in answer else ()
    )
    return PageReading(postings=postings, problems=problems, targets=pages, brief="items" in answer)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"alternate_url"', b'"published_at"', b'"employer"', b'"area"')


def _next(page: Page, answer: Thing) -> tuple[Target, ...]:
    number, pages, size = (answer.get(name) for name in ("page", "pages", "per_page"))
    if not (isinstance(number, int) and isinstance(pages, int) and isinstance(size, int) and things(answer.get("items"))):
        return ()
    following = number + 1
    if not 0 < following < pages or following * size >= MOST:
        return ()
    return (Target(url=asking_for(page.url, page=following)),)


def _detail(page: Page, job: Thing) -> tuple[Target, ...]:
    """The vacancy's page on the host that was asked, whatever address the answer names."""
    number = words(job.get("id"))
    if not (number.isascii() and number.isdecimal()):
        return ()
    return (Target(url=f"{origin(page.url)}/vacancies/{number}", role="vacancy", first=True),)


def _posting(page: Page, job: Thing) -> Posting | PageProblem:
    """A search gives what is asked for and what is to be done by an extract; the vacancy's page, as one description."""
    extract, employer = thing(job.get("snippet")), thing(job.get("employer"))
    salary = thing(job.get("salary_range")) or thing(job.get("salary"))
    return posting_on(
        page,
        id=identity("hh", job.get("id")),
        url=words(job.get("alternate_url")),
        title=words(job.get("name")),
        description=prose(job.get("description")),
        responsibilities=_extract(extract.get("responsibility")),
        qualifications=_extract(extract.get("requirement")),
        skills=_names(job, "key_skills"),
        experience_requirements=_name(job, "experience"),
        application_contact=_contact(thing(job.get("contacts"))),
        hiring_organization={"name": words(employer.get("name")), "url": words(employer.get("alternate_url"))},
        job_location=_place(job),
        base_salary=pay(salary.get("currency"), salary.get("from"), salary.get("to"), thing(salary.get("mode")).get("id")),
        employment_type=_name(job, "employment_form") or _name(job, "employment"),
        work_hours=listed(_name(job, "schedule"), _names(job, "work_schedule_by_days"), _names(job, "working_hours")),
        industry=_names(job, "professional_roles"),
        date_posted=words(job.get("published_at")),
        additional=kept(job, *_KEPT),
    )


def _extract(markup: object) -> str:
    """An extract without the marks that a search puts around the words it found."""
    return prose(_FOUND.sub("", markup)) if isinstance(markup, str) else ""


def _name(job: Thing, field: str) -> str:
    return words(thing(job.get(field)).get("name"))


def _names(job: Thing, field: str) -> str:
    return listed(*(item.get("name") for item in things(job.get(field))))


def _place(job: Thing) -> str:
    """The area, then the address within it as far as it is given."""
    address = thing(job.get("address"))
    raw = words(address.get("raw"))
    parts = (raw,) if raw else (address.get("city"), address.get("street"), address.get("building"))
    return listed(_name(job, "area"), *parts)


def _contact(contact: Thing) -> str:
    return listed(contact.get("name"), contact.get("email"), *map(_telephone, things(contact.get("phones"))))


def _telephone(phone: Thing) -> str:
    country, city, number = (words(phone.get(name)) for name in ("country", "city", "number"))
    return words(phone.get("formatted")) or (f"+{country} {city} {number}" if country and number else number)


ACCESS: Final = Access(
    kind="hh",
    about="hh.ru, jobs in Russia and Central Asia; words to search for, or the interface's address",
    entry=entry,
    read=read,
    recognises=recognises,
    lists_all=False,
)
