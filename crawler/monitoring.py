"""Whether a source still reads as it used to: its postings, and the fields they state, against its own earlier crawls.

A site that changes its markup does not fail; it falls silent. So each complete crawl is compared with the median of those before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

from features.posting import Posting
from store.crawls import Crawl

WATCHED: Final = (
    "title",
    "description",
    "hiring_organization.name",
    "job_location",
    "base_salary",
    "date_posted",
    "employment_type",
    "application_contact",
)
_ENOUGH_CRAWLS: Final = 2
_ENOUGH_POSTINGS: Final = 10
_FALLEN: Final = 0.6
"""A share below this part of its median is told."""
_WORTH_WATCHING: Final = 0.2


def fields_stated(postings: Iterable[Posting]) -> Counter[str]:
    """How many postings state each watched field."""
    return Counter(name for posting in postings for name in WATCHED if posting.text_of(name).strip())


def warnings(crawl: Crawl, history: Sequence[Crawl]) -> list[str]:
    """What fell against the source's own history, a line each."""
    earlier = [past for past in history if past.postings >= _ENOUGH_POSTINGS]
    if len(earlier) < _ENOUGH_CRAWLS:
        return []
    usual = median(past.postings for past in earlier)
    told = [f"{crawl.postings} postings, usually {usual:.0f}"] if crawl.postings < _FALLEN * usual else []
    if crawl.postings >= _ENOUGH_POSTINGS:
        told += [line for name in WATCHED if (line := _fallen(name, crawl, earlier))]
    return [f"{crawl.source}: {line}" for line in told]


def _fallen(name: str, crawl: Crawl, earlier: Sequence[Crawl]) -> str:
    usual = median(past.coverage(name) for past in earlier)
    if usual < _WORTH_WATCHING or crawl.coverage(name) >= _FALLEN * usual:
        return ""
    return f"{name} is stated by {crawl.coverage(name):.0%} of the postings, usually by {usual:.0%}"
