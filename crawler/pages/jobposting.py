"""A page with schema.org JobPosting scripts: body in, postings and problems out.

Anti-bot pages are refused by their own marks rather than read: they are no advert, and a crawler that meets one is not to work
around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from w3lib.encoding import html_to_unicode

from crawler.pages.page import PageProblem, PageReading
from features.posting import Posting, PostingError
from features.records.jsonld import ScriptReading, job_nodes, parse_script, posting_from_node, scripts_in_html

_CHALLENGE = re.compile(
    r"challenges\.cloudflare\.com|/cdn-cgi/challenge-platform|\bcf[-_]chl[-_]|distil_r_captcha|/_Incapsula_Resource|"
    r"geo\.captcha-delivery\.com|px-captcha|<title>(?:Just a moment|Attention Required)",
    re.IGNORECASE,
)


def read_jobposting_page(
    body: bytes | str, url: str, *, source: str = "", fetched_at: datetime | None = None, content_type: str = ""
) -> PageReading:
    """The page's postings, each once, and what was wrong with the rest of it."""
    page = body if isinstance(body, str) else html_to_unicode(content_type or None, body)[1]
    readings = [parse_script(script) for script in scripts_in_html(page)]
    nodes = job_nodes([value for reading in readings for value in reading.values])
    if not nodes and _CHALLENGE.search(page):
        return PageReading(problems=(PageProblem(url, "an anti-bot page was served instead of the advert"),))
    read = partial(_posting, url=url, fetched_at=fetched_at, source=source, alone=len(nodes) == 1)
    outcomes = [read(node) for node in nodes]
    postings = {outcome.id: outcome for outcome in outcomes if isinstance(outcome, Posting)}
    problems = [*_failures(readings, url), *(outcome for outcome in outcomes if isinstance(outcome, PageProblem))]
    repaired = sum(reading.repaired and reading.error is None for reading in readings)
    return PageReading(postings=tuple(postings.values()), problems=tuple(problems), repaired=repaired)


def _posting(node: dict[str, Any], *, url: str, fetched_at: datetime | None, source: str, alone: bool) -> Posting | PageProblem:
    try:
        posting = posting_from_node(node, url=url, fetched_at=fetched_at, source=source, alone=alone)
    except PostingError as error:
        return PageProblem(url, f"JobPosting: {error}")
    return posting if posting.title or posting.description else PageProblem(url, "JobPosting: neither title nor description")


def _failures(readings: list[ScriptReading], url: str) -> Iterator[PageProblem]:
    for number, reading in enumerate(readings, 1):
        if reading.error is not None:
            yield PageProblem(url, f"JSON-LD script {number}: {reading.error}")
