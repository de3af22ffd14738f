"""SmartRecruiters' postings: lists tell of each posting in brief, its own answer in full (https://developers.smartrecruiters.com).

What a list tells is a posting too, so that nothing is lost where the full answer cannot be had; the full one has the same id.
"""

from __future__ import annotations

import re
from typing import Final

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.addresses import web_address
from crawler.pages.adverts import adverts_in, identity, looks_like, paragraphs
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.paging import asking_for, below, count_in
from crawler.pages.pay import pay
from features.posting import Posting

_BOARD: Final = "https://api.smartrecruiters.com/v1/companies/{name}/postings?limit=100&offset=0"
_BOARD_PAGE: Final = re.compile(r"https://(?:careers|jobs)\.smartrecruiters\.com/([\w-]+)/?")
_POSTING: Final = "https://jobs.smartrecruiters.com/{company}/{posting}"
_APART: Final = frozenset({"companyDescription", "jobDescription", "qualifications"})
_KEPT: Final = ("uuid", "refNumber", "location", "department", "function", "experienceLevel", "customField", "applyUrl", "active")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A company's postings, by the company's name there, its page or the interface's address."""
    del cursor
    board = _BOARD_PAGE.fullmatch(entry_point.strip())
    return (Target(url=address_or_name(board[1] if board else entry_point, _BOARD)),)


def read(page: Page) -> PageReading:
    """A page of a company's postings with where each is told in full, and the next page; or one posting in full."""
    answer = only("SmartRecruiters", page, dict)
    content = answer.get("content")
    if not isinstance(content, list):
        return _alone(page, answer)
    postings, problems = adverts_in(page, content, lambda item: _posting(page, item))
    targets = (*_next(page, answer, len(content)), *_adverts(page, content))
    return PageReading(postings=postings, problems=problems, targets=targets, brief=True)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"releasedDate"') and (b'"totalFound"' in page.body or b'"jobAd"' in page.body)


def _alone(page: Page, item: Thing) -> PageReading:
    if "jobAd" not in item and "releasedDate" not in item:
        raise PageError("the answer is no SmartRecruiters answer: it has neither content nor a job's advert")
    postings, problems = adverts_in(page, [item], lambda one: _posting(page, one))
    return PageReading(postings=postings, problems=problems)


def _next(page: Page, answer: Thing, found: int) -> tuple[Target, ...]:
    """The page that begins where this one ends, while more is promised and this one was not empty."""
    end, promised = count_in(page.url, "offset") + found, answer.get("totalFound")
    more = found and isinstance(promised, int) and end < promised
    return (Target(url=asking_for(page.url, offset=end)),) if more else ()


def _adverts(page: Page, content: list[object]) -> tuple[Target, ...]:
    """Below the list's own address: what the answer itself names as `ref` might lead anywhere."""
    addresses = (below(page.url, words(item.get("id"))) for item in things(content))
    return tuple(Target(url=url, role="advert", first=True) for url in dict.fromkeys(filter(None, addresses)))


def _posting(page: Page, item: Thing) -> Posting | PageProblem:
    sections = thing(thing(item.get("jobAd")).get("sections"))
    company = thing(item.get("company"))
    return posting_on(
        page,
        id=identity("smartrecruiters", item.get("id")),
        url=_address(item),
        title=words(item.get("name")),
        description=_description(sections),
        qualifications=_section(sections, "qualifications"),
        hiring_organization={"name": words(company.get("name")), "description": _section(sections, "companyDescription")},
        job_location=_place(thing(item.get("location"))),
        base_salary=_pay(thing(item.get("compensation"))),
        employment_type=_label(item, "typeOfEmployment"),
        experience_requirements=_label(item, "experienceLevel"),
        industry=_label(item, "industry"),
        date_posted=words(item.get("releasedDate")),
        language=words(thing(item.get("language")).get("code")),
        author=words(thing(item.get("creator")).get("name")),
        additional=kept(item, *_KEPT),
    )


def _address(item: Thing) -> str:
    """Where people read it; lists do not say, but the address follows from names."""
    company, posting = words(thing(item.get("company")).get("identifier")), words(item.get("id"))
    made = _POSTING.format(company=company, posting=posting) if company and posting else ""
    return web_address("", words(item.get("postingUrl"))) or web_address("", made)


def _description(sections: Thing) -> str:
    """The job's description, and under their titles the sections that have no field of their own."""
    others = (
        paragraphs(words(thing(sections[name]).get("title")), text)
        for name in sections
        if name not in _APART and (text := _section(sections, name))
    )
    return paragraphs(_section(sections, "jobDescription"), *others)


def _section(sections: Thing, name: str) -> str:
    return prose(thing(sections.get(name)).get("text"))


def _label(item: Thing, name: str) -> str:
    return words(thing(item.get(name)).get("label"))


def _place(location: Thing) -> str:
    whole = words(location.get("fullLocation"))
    return whole or listed(location.get("city"), location.get("region"), location.get("country"))


def _pay(salary: Thing) -> Thing | None:
    return pay(salary.get("currency"), salary.get("min"), salary.get("max"), salary.get("period"))


ACCESS: Final = Access(
    kind="smartrecruiters",
    about="SmartRecruiters postings; a company's name there, its page (careers.smartrecruiters.com), or the interface's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
