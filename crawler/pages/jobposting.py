"""A page with schema.org JobPosting scripts: body in, postings and problems out.

Anti-bot pages are refused by their own marks rather than read: they are no advert, and a crawler that meets one is not to work
around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from w3lib.encoding import html_to_unicode

from features.jsonld import ScriptReading, job_nodes, parse_script, posting_from_node, scripts_in_html
from features.posting import Posting, PostingError

_CHALLENGE = re.compile(
    r"challenges\.cloudflare\.com|/cdn-cgi/challenge-platform|\bcf[-_]chl[-_]|distil_r_captcha|/_Incapsula_Resource|"
    r"geo\.captcha-delivery\.com|px-captcha|<title>(?:Just a moment|Attention Required)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageProblem:
    """Something on a page that could not be read, for the crawl's report."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page holds. A page with neither postings nor problems is simply not an advert."""

    postings: tuple[Posting, ...] = ()
    problems: tuple[PageProblem, ...] = ()
    repaired_scripts: int = 0


def read_jobposting_page(
    body: bytes | str, url: str, *, source: str = "", fetched_at: datetime | None = None, content_type: str = ""
) -> PageReading:
    """The page's postings, each once, and what was wrong with the rest of it."""
    page = body if isinstance(body, str) else html_to_unicode(content_type or None, body)[1]
    readings = [parse_script(script) for script in scripts_in_html(page)]
    problems = [PageProblem(url, f"JSON-LD script {number}: {reading.error}") for number, reading in _failed(readings)]
    nodes = job_nodes([value for reading in readings for value in reading.values])
    if not nodes and _CHALLENGE.search(page):
        return PageReading(problems=(PageProblem(url, "an anti-bot page was served instead of the advert"),))
    postings: dict[str, Posting] = {}
    for node in nodes:
        try:
            posting = posting_from_node(node, url=url, fetched_at=fetched_at, source=source, alone=len(nodes) == 1)
        except PostingError as error:
            problems.append(PageProblem(url, f"JobPosting: {error}"))
            continue
        if posting.title or posting.description:
            postings[posting.id] = posting
        else:
            problems.append(PageProblem(url, "JobPosting: neither title nor description"))
    return PageReading(tuple(postings.values()), tuple(problems), sum(reading.repaired for reading in readings))


def _failed(readings: list[ScriptReading]) -> Iterator[tuple[int, ScriptReading]]:
    return ((number, reading) for number, reading in enumerate(readings, 1) if reading.error is not None)
