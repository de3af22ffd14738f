"""Greenhouse's job board interface: one answer holds a whole board, or one job (https://developers.greenhouse.io/job-board.html)."""

from __future__ import annotations

import html
import re
from typing import Final

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, sorted_out, thing, things, words
from crawler.pages.page import Page, PageProblem, PageReading, Target
from features.posting import Posting

_BOARD: Final = "https://boards-api.greenhouse.io/v1/boards/{name}/jobs?content=true"
_ON_BOARD: Final = re.compile(r"//(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io/([\w-]+)/")
_KEPT: Final = ("requisition_id", "internal_job_id", "updated_at", "departments", "offices", "metadata")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A board's jobs, by the board's name or the interface's address."""
    del cursor
    return (Target(url=address_or_name(entry_point, _BOARD)),)


def read(page: Page) -> PageReading:
    """The jobs of a board, or one job."""
    answer = only("Greenhouse", page, dict)
    jobs = things(answer.get("jobs")) or [job for job in (answer,) if "absolute_url" in job]
    postings, problems = sorted_out(_posting(page, job) for job in jobs)
    return PageReading(postings=postings, problems=problems)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return b'"absolute_url"' in page.body and b'"internal_job_id"' in page.body


def _posting(page: Page, job: Thing) -> Posting | PageProblem:
    url = words(job.get("absolute_url"))
    board = _ON_BOARD.search(url)
    return posting_on(
        page,
        id=f"greenhouse-{words(job.get('id'))}",
        url=url,
        title=words(job.get("title")),
        description=prose(html.unescape(words(job.get("content")))),
        hiring_organization={"name": words(job.get("company_name")) or (board[1] if board else "")},
        job_location=words(thing(job.get("location")).get("name")),
        industry=listed(*(department.get("name") for department in things(job.get("departments")))),
        date_posted=words(job.get("first_published")),
        valid_through=words(job.get("application_deadline")),
        language=words(job.get("language")),
        additional=kept(job, *_KEPT),
    )


ACCESS: Final = Access(
    kind="greenhouse",
    about="Greenhouse job boards; a board's name, or the interface's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
