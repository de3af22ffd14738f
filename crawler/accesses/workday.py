"""Workday's careers sites: their own interface lists jobs by twenties; what a job is stands on a page of its own."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote, urlsplit

from crawler.accesses.access import Access, EntryError
from crawler.accesses.entries import address_of
from crawler.pages.addresses import origin, web_address
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from features.posting import Json, Posting

PAGE_SIZE: Final = 20
"""The most jobs the interface gives at once; it refuses to be asked for more."""
MOST: Final = 10_000
"""Further down no list is read, whatever total it claims."""

_LANGUAGE: Final = {"Accept": "application/json", "Accept-Language": "en-US"}  # "Posted Yesterday" is said in this language
_HEADERS: Final = {"Content-Type": "application/json", **_LANGUAGE}
_INTERFACE: Final = re.compile(r"/wday/cxs/([\w.~-]{1,100})/([\w.~-]{1,100})(?:/|$)")
_SITE: Final = re.compile(r"(?:/[a-z]{2}(?:-[A-Za-z]{2,4})?)?/(?![a-z]{2}-[A-Z]{2}(?:/|$))([\w.~-]{1,100})(?:/|$)")
_SHARED: Final = re.compile(r"(?:/[a-z]{2}(?:-[A-Za-z]{2,4})?)?/recruiting/([\w.~-]{1,100})/([\w.~-]{1,100})(?:/|$)")
_DAYS: Final = re.compile(r"posted (?:(today)|(yesterday)|(\d{1,4}) days? ago)", re.IGNORECASE)
_KEPT: Final = ("postedOn", "startDate", "endDate", "jobReqId", "timeLeftToApply", "remoteType", "country", "bulletFields")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """The first jobs of a careers site, by its address or the interface's."""
    del cursor
    address = address_of(entry_point)
    found = _INTERFACE.match(urlsplit(address).path)
    tenant, site = found.groups() if found else _tenant_and_site(address)
    return (_list(f"{origin(address)}/wday/cxs/{tenant}/{site}", 0, 0),)


def read(page: Page) -> PageReading:
    """Jobs of the list, the page of each, and the list's next page; or one job."""
    answer = only("Workday", page, dict)
    if "jobPostingInfo" in answer:
        postings, problems = adverts_in(page, [answer], lambda whole: _detailed(page, whole))
        return PageReading(postings=postings, problems=problems)
    jobs = answer.get("jobPostings")
    if not isinstance(jobs, list):
        raise PageError("the answer is no Workday answer: neither jobPostings nor jobPostingInfo")
    postings, problems = adverts_in(page, jobs, lambda job: _listed(page, job))
    pages = (*_next(page, answer, len(jobs)), *(target for job in things(jobs) for target in _detail(page, job)))
    return PageReading(postings=postings, problems=problems, targets=pages, brief=True)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"jobPostingInfo"') or looks_like(page, b'"jobPostings"', b'"externalPath"')


def _tenant_and_site(address: str) -> tuple[str, str]:
    """What the address of a careers site says of the interface's: the tenant is in its host, or in the path of a shared one."""
    parts = urlsplit(address)
    if shared := _SHARED.match(parts.path):
        return shared[1], shared[2]
    site = _SITE.match(parts.path)
    if not site:
        raise EntryError(f"{address!r} names no careers site, as https://acme.wd3.myworkdayjobs.com/Careers does")
    return (parts.hostname or "").partition(".")[0], site[1]


def _list(base: str, offset: int, total: int) -> Target:
    body = json.dumps({"limit": PAGE_SIZE, "offset": offset, "searchText": "", "appliedFacets": {}})
    return Target(url=f"{base}/jobs", method="POST", body=body, headers=_HEADERS, context={"offset": offset, "total": total})


def _next(page: Page, answer: Thing, count: int) -> tuple[Target, ...]:
    """The list's next page. Only its first page tells the total on many sites; the others say zero."""
    base = _base(page)
    offset = _whole(page.context.get("offset")) + PAGE_SIZE
    total = max(_whole(answer.get("total")), _whole(page.context.get("total")))
    return (_list(base, offset, total),) if base and count and offset < min(total, MOST) else ()


def _detail(page: Page, job: Thing) -> tuple[Target, ...]:
    path, base = words(job.get("externalPath")), _base(page)
    if not base or not path.startswith("/job/") or ".." in path:
        return ()
    url = web_address(page.url, base + quote(path, safe="/%~-._", errors="replace"))
    return (Target(url=url, role="job", headers=_LANGUAGE, context={"path": path}, first=True),)


def _listed(page: Page, job: Thing) -> Posting | PageProblem:
    path = words(job.get("externalPath"))
    return posting_on(
        page,
        id=_id(page, path),
        url=_public(page, path),
        title=words(job.get("title")),
        hiring_organization={"name": _tenant(page)},
        job_location=words(job.get("locationsText")),
        employment_type=words(job.get("timeType")),
        date_posted=_posted(page, job),
        additional=kept(job, *_KEPT),
    )


def _detailed(page: Page, answer: Thing) -> Posting | PageProblem:
    job = thing(answer.get("jobPostingInfo"))
    path = words(page.context.get("path")) or urlsplit(page.url).path
    employer = thing(answer.get("hiringOrganization"))
    return posting_on(
        page,
        id=_id(page, path),
        url=words(job.get("externalUrl")) or _public(page, path),
        title=words(job.get("title")),
        description=prose(job.get("jobDescription")),
        hiring_organization={"name": words(employer.get("name")) or _tenant(page), "url": words(employer.get("url"))},
        job_location=_places(job),
        employment_type=words(job.get("timeType")),
        date_posted=words(job.get("startDate")) or _posted(page, job),
        valid_through=words(job.get("endDate")),
        additional=kept(job, *_KEPT),
    )


def _places(job: Thing) -> str:
    others = job.get("additionalLocations")
    return listed(job.get("location"), *(others if isinstance(others, list) else ()), glue="; ")


def _posted(page: Page, job: Thing) -> str:
    """The day that "Posted 3 Days Ago" means, where it is known when it was said. "30+ Days Ago" means none."""
    said = _DAYS.fullmatch(words(job.get("postedOn")))
    if not said or page.fetched_at is None:
        return ""
    return _before(page.fetched_at, int(said[3]) if said[3] else int(bool(said[2])))


def _before(now: datetime, days: int) -> str:
    return (now - timedelta(days=days)).date().isoformat() if now.year > 1900 else ""


def _id(page: Page, path: str) -> str:
    """Requisition numbers are a tenant's own and end the address of a job's page: /job/Oslo/Welder_R-12."""
    return identity("workday", _tenant(page), path.rpartition("/")[2].rpartition("_")[2])


def _public(page: Page, path: str) -> str:
    """Where people read the job."""
    found = _INTERFACE.search(urlsplit(page.url).path)
    return web_address(page.url, f"/{found[2]}{path}") if found and path.startswith("/job/") else ""


def _base(page: Page) -> str:
    found = _INTERFACE.match(urlsplit(page.url).path)
    return f"{origin(page.url)}/wday/cxs/{found[1]}/{found[2]}" if found else ""


def _tenant(page: Page) -> str:
    parts = urlsplit(page.url)
    found = _INTERFACE.match(parts.path)
    return found[1] if found else (parts.hostname or "").partition(".")[0]


def _whole(value: Json) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


ACCESS: Final = Access(
    kind="workday",
    about="Workday careers sites; the site's address, as https://acme.wd3.myworkdayjobs.com/en-US/Careers, or the interface's",
    entry=entry,
    read=read,
    recognises=recognises,
)
