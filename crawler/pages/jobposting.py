"""A page with schema.org JobPostings: body in, postings and problems out.

JSON-LD is read first; microdata and RDFa Lite where the page has no posting in JSON-LD, as many pages say the same twice.
Block pages are refused by their own marks rather than read: they are no advert, and a crawler that meets one is not to work
around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from crawler.pages.blocked import block_reason
from crawler.pages.item_markup import marked_jobs
from crawler.pages.job_values import board_of, completed
from crawler.pages.page import Page, PageProblem, PageReading
from features.posting import Posting, PostingError
from features.records.jsonld import ScriptReading, job_nodes, parse_script, posting_from_node, scripts_in_html
from features.records.posting_values import snake

MAX_UNREAD: Final = 6
"""Fields of one posting that may be unreadable before the posting is."""

_Node = dict[str, Any]


def read_jobposting_page(
    body: bytes | str, url: str, *, source: str = "", fetched_at: datetime | None = None, content_type: str = ""
) -> PageReading:
    """The same for a body that has no page around it."""
    if isinstance(body, str):
        body, content_type = body.encode("utf-8", "replace"), "text/html; charset=utf-8"
    return read_jobpostings(Page(url=url, body=body, content_type=content_type, source=source, fetched_at=fetched_at))


def read_jobpostings(page: Page) -> PageReading:
    """The page's postings, each once, and what was wrong with the rest of it."""
    readings = [parse_script(script) for script in scripts_in_html(page.text)]
    nodes = job_nodes([value for reading in readings for value in reading.values])
    nodes = nodes or job_nodes(marked_jobs(page.text, page.url))
    if not nodes and (reason := block_reason(page)):
        return PageReading(problems=(PageProblem(page.url, f"an anti-bot page was served instead of the advert: {reason}"),))
    postings, problems = _read(page, nodes)
    repaired = sum(reading.repaired and reading.error is None for reading in readings)
    return PageReading(postings=postings, problems=(*_failures(readings, page.url), *problems), repaired=repaired)


def _read(page: Page, nodes: list[_Node]) -> tuple[tuple[Posting, ...], tuple[PageProblem, ...]]:
    board = "" if all(node.get("hiringOrganization") for node in nodes) else board_of(page.text, page.url)
    completes = (completed(node, page.fetched_at, board) for node in nodes)
    outcomes = [_posting(page, node, alone=len(nodes) == 1) for node in completes]
    postings = {posting.id: posting for posting, _ in outcomes if posting is not None}
    return tuple(postings.values()), tuple(PageProblem(page.url, f"JobPosting: {reason}") for _, reason in outcomes if reason)


def _posting(page: Page, node: _Node, *, alone: bool) -> tuple[Posting | None, str]:
    """A posting, and what of it could not be read; a field that cannot be is left out, and kept under `unread`."""
    rest, reason = node, ""
    for _ in range(MAX_UNREAD):
        try:
            posting = posting_from_node(rest, url=page.url, fetched_at=page.fetched_at, source=page.source, alone=alone)
        except PostingError as error:
            reason = reason or str(error)
            rest = _without(rest, str(error).partition(":")[0].partition(".")[0])
        else:
            stated = posting.title or posting.description
            return (posting, reason) if stated else (None, reason or "neither title nor description")
    return None, reason


def _without(node: _Node, field: str) -> _Node:
    """A node without the property that a field is read from."""
    unread = {name: value for name, value in node.items() if snake(name) == field}
    return {name: value for name, value in node.items() if name not in unread} | {"unread": node.get("unread", {}) | unread}


def _failures(readings: list[ScriptReading], url: str) -> Iterator[PageProblem]:
    for number, reading in enumerate(readings, 1):
        if reading.error is not None:
            yield PageProblem(url, f"JSON-LD script {number}: {reading.error}")
