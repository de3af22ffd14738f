"""Teamtailor's careers sites: a JSON Feed (https://www.jsonfeed.org/version/1.1/) whose items hold a schema.org JobPosting."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.addresses import same_site, web_address
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, only, posting_on, prose, thing, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from features.posting import Json, Posting

_FEED: Final = "https://{name}.teamtailor.com/jobs.json"
_KEPT: Final = ("identifier", "jobLocationType", "applicantLocationRequirements", "directApply", "jobImmediateStart")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A company's jobs, by its name at Teamtailor, its careers site or the feed's address."""
    del cursor
    address = address_or_name(entry_point, _FEED)
    path = urlsplit(address).path
    page = {"/": "/jobs.json", "/jobs": "/jobs.json", "/jobs/": "/jobs.json"}.get(path)
    return (Target(url=web_address(address, page) if page else address),)


def read(page: Page) -> PageReading:
    """A page of the feed, and the next one."""
    feed = only("Teamtailor", page, dict)
    items = feed.get("items")
    if not isinstance(items, list):
        raise PageError("the answer is no Teamtailor feed: it has no list of items")
    postings, problems = adverts_in(page, items, lambda item: _posting(page, feed, item))
    return PageReading(postings=postings, problems=problems, targets=_next(page, feed) if items else ())


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this feed."""
    return looks_like(page, b'"_jobposting"', b"jsonfeed.org")


def _next(page: Page, feed: Thing) -> tuple[Target, ...]:
    """The feed's next page, while it stays on the site."""
    following = words(feed.get("next_url"))
    address = web_address(page.url, following) if following else ""
    return (Target(url=address),) if address and address != page.url and same_site(address, page.url) else ()


def _posting(page: Page, feed: Thing, item: Thing) -> Posting | PageProblem:
    job = thing(item.get("_jobposting"))
    return posting_on(
        page,
        id=identity("teamtailor", words(item.get("id")) or words(thing(job.get("identifier")).get("value"))),
        url=words(item.get("url")),
        title=words(item.get("title")) or words(job.get("title")),
        description=prose(job.get("description")) or prose(item.get("content_html")) or words(item.get("content_text")),
        hiring_organization=_employer(feed, job),
        job_location=job.get("jobLocation"),
        base_salary=job.get("baseSalary"),
        employment_type=job.get("employmentType"),
        industry=words(job.get("industry")),
        date_posted=words(job.get("datePosted")) or words(item.get("date_published")),
        valid_through=words(job.get("validThrough")),
        language=words(item.get("language")) or words(feed.get("language")),
        additional=kept(job, *_KEPT) | kept(item, "date_modified", "tags"),
    )


def _employer(feed: Thing, job: Thing) -> dict[str, Json]:
    """Who is hiring; a posting without an organisation names it in its identifier, and the feed in its title."""
    organisation = thing(job.get("hiringOrganization"))
    name = words(organisation.get("name")) or words(thing(job.get("identifier")).get("name")) or words(feed.get("title"))
    return {"name": name, "url": words(organisation.get("sameAs")) or words(organisation.get("url"))}


ACCESS: Final = Access(
    kind="teamtailor",
    about="Teamtailor careers sites; a company's name there, the site, or its jobs.json",
    entry=entry,
    read=read,
    recognises=recognises,
)
