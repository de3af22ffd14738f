"""Workable's public jobs, in two shapes (https://help.workable.com, "careers page widget"; the second is what its own pages ask).

The widget's answer holds a whole account with descriptions, and a row for each place of a job. The third version, asked with
POST, lists jobs page by page without descriptions; those stand in each job's own answer (the second version).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.addresses import web_address
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.paging import below
from features.posting import Posting

_ACCOUNT: Final = "https://apply.workable.com/api/v1/widget/accounts/{name}?details=true"
_ACCOUNT_PAGE: Final = re.compile(r"https://apply\.workable\.com/([\w-]+)/?")
_IN_ADDRESS: Final = re.compile(r"/accounts/([\w-]+)")
_JOB: Final = "https://apply.workable.com/j/{shortcode}"
_PAGED: Final = "/api/v3/accounts/"
_KEPT: Final = (
    "code",
    "telecommuting",
    "remote",
    "workplace",
    "department",
    "function",
    "locations",
    "created_at",
    "application_url",
)


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """An account's jobs, by the account's name, its page or the interface's address (widget or third version)."""
    del cursor
    account = _ACCOUNT_PAGE.fullmatch(entry_point.strip())
    url = address_or_name(account[1] if account else entry_point, _ACCOUNT)
    return (_asked(url, {}) if _is_paged(url) else Target(url=url),)


def read(page: Page) -> PageReading:
    """The jobs of an account, a page of them with where each is told in full, or one job."""
    answer = only("Workable", page, dict)
    if isinstance(rows := answer.get("jobs"), list):
        return _reading(page, rows, answer)
    if isinstance(rows := answer.get("results"), list):
        return _reading(page, rows, {}, targets=(*_next(page, answer, rows), *_adverts(page, rows)))
    if "shortcode" not in answer:
        raise PageError("the answer is no Workable answer: it has neither jobs nor results nor a shortcode")
    return _reading(page, [answer], {})


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"shortcode"') and (b'"telecommuting"' in page.body or b'"isInternal"' in page.body)


def _asked(url: str, body: dict[str, str]) -> Target:
    return Target(url=url, method="POST", body=json.dumps(body), headers={"Content-Type": "application/json"})


def _next(page: Page, answer: Thing, rows: list[object]) -> tuple[Target, ...]:
    token = words(answer.get("nextPage"))
    return (_asked(page.url, {"token": token}),) if token and rows else ()


def _adverts(page: Page, rows: list[object]) -> tuple[Target, ...]:
    """A job's own answer is in the second version of the interface."""
    jobs = page.url.replace(_PAGED, "/api/v2/accounts/")
    addresses = (below(jobs, words(row.get("shortcode"))) for row in things(rows))
    return tuple(Target(url=url, role="advert", first=True) for url in dict.fromkeys(filter(None, addresses)))


def _is_paged(url: str) -> bool:
    path = urlsplit(url).path.rstrip("/")
    return _PAGED in path and path.endswith("/jobs")


def _reading(page: Page, rows: list[object], account: Thing, targets: tuple[Target, ...] = ()) -> PageReading:
    places: dict[str, list[str]] = {}
    for row in things(rows):
        places.setdefault(words(row.get("shortcode")), []).extend(_places(row))
    places.pop("", None)
    postings, problems = adverts_in(page, rows, lambda row: _posting(page, row, account, places))
    in_full_elsewhere = any(target.role == "advert" for target in targets)
    return PageReading(postings=postings, problems=problems, targets=targets, brief=in_full_elsewhere)


def _places(row: Thing) -> Iterable[str]:
    """A job's places that are shown; `state` is a region in the widget's rows and a job's standing in the others."""
    shown = [place for place in things(row.get("locations")) if not place.get("hidden")]
    named = [_place(place, "region") for place in shown or [thing(row.get("location"))]]
    return filter(None, named) if any(named) else (_place(row, "state"),)


def _place(place: Thing, region: str) -> str:
    return listed(place.get("city"), place.get(region), place.get("country")) if "country" in place else ""


def _posting(page: Page, row: Thing, account: Thing, places: Mapping[str, list[str]]) -> Posting | PageProblem:
    shortcode = words(row.get("shortcode"))
    return posting_on(
        page,
        id=identity("workable", shortcode),
        url=web_address("", words(row.get("url")) or (_JOB.format(shortcode=shortcode) if shortcode else "")),
        title=words(row.get("title")),
        description=prose(row.get("description")),
        qualifications=prose(row.get("requirements")),
        job_benefits=prose(row.get("benefits")),
        hiring_organization=_employer(page, account),
        job_location=listed(*places.get(shortcode, _places(row)), glue="; "),
        employment_type=words(row.get("employment_type")) or words(row.get("type")),
        industry=words(row.get("industry")) or _department(row.get("department")),
        education_requirements=words(row.get("education")),
        experience_requirements=words(row.get("experience")),
        date_posted=words(row.get("published_on")) or words(row.get("published")) or words(row.get("created_at")),
        language=words(row.get("language")),
        additional=kept(row, *_KEPT),
    )


def _employer(page: Page, account: Thing) -> dict[str, str]:
    """The account's own words of itself; the third version says none, but the account's name is in its address."""
    named = _IN_ADDRESS.search(page.url)
    return {"name": words(account.get("name")) or (named[1] if named else ""), "description": prose(account.get("description"))}


def _department(value: object) -> str:
    return listed(*(value if isinstance(value, list) else (value,)))


ACCESS: Final = Access(
    kind="workable",
    about="Workable jobs; an account's name, its page (apply.workable.com), or the interface's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
