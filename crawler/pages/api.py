"""Values in the answers of interfaces, read without trust: whatever a source sends, a reader gets the type it asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.pages.page import Page, PageError, PageProblem
from features.posting import Json, Posting, PostingError
from features.records.posting_mapping import posting_from_mapping
from features.text.markup import text_of_html

Thing = Mapping[str, Any]


def things(value: object) -> list[Thing]:
    """The objects in a list; nothing where it is none."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def thing(value: object) -> Thing:
    """An object; an empty one where it is none."""
    return value if isinstance(value, Mapping) else {}


def words(value: object) -> str:
    """A text or number as text, trimmed; empty for anything else."""
    if isinstance(value, bool):
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def prose(markup: object) -> str:
    """The text of an HTML value, with its paragraphs."""
    return text_of_html(markup).strip() if isinstance(markup, str) else ""


def moment(epoch: object, *, per_second: int = 1) -> str:
    """A count of seconds since 1970 (or of parts of a second) as an ISO date and time in UTC; empty where it is none."""
    if isinstance(epoch, bool) or not isinstance(epoch, int | float):
        return ""
    try:
        return datetime.fromtimestamp(epoch / per_second, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return ""


def listed(*values: object, glue: str = ", ") -> str:
    """The texts among the values, each once, in order."""
    return glue.join(dict.fromkeys(filter(None, map(words, values))))


def only(kind: str, page: Page, kinds: type | tuple[type, ...]) -> Any:
    """The page's JSON where it is of the type that the access answers with. Raises PageError."""
    value = page.json
    if not isinstance(value, kinds):
        raise PageError(f"the answer is no {kind} answer: {type(value).__name__} at its top")
    return value


def posting_on(page: Page, **fields: Any) -> Posting | PageProblem:
    """A posting of the page's source, with when it was fetched; a problem where a field cannot be one."""
    try:
        posting = posting_from_mapping({"source": page.source, "fetched_at": page.fetched_at, **fields})
    except (PostingError, RecursionError) as error:  # a value that nests without end is the source's doing too
        return PageProblem(page.url, str(error))
    return posting if posting.title or posting.description else PageProblem(page.url, "neither title nor description")


def sorted_out(outcomes: Iterator[Posting | PageProblem]) -> tuple[tuple[Posting, ...], tuple[PageProblem, ...]]:
    """Postings, each id once, and problems."""
    found = list(outcomes)
    postings = {item.id: item for item in found if isinstance(item, Posting)}
    return tuple(postings.values()), tuple(item for item in found if isinstance(item, PageProblem))


def kept(item: Thing, *names: str) -> dict[str, Json]:
    """What of an object is kept aside, where it is there."""
    return {name: item[name] for name in names if item.get(name) not in (None, "", [], {})}
