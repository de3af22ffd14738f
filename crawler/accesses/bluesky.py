"""Bluesky posts as Jetstream tells them, one event a line (https://github.com/bluesky-social/jetstream).

Both forms are read: v1 (`/subscribe`: `time_us`, `kind`, `commit`) and v2 (`network.bsky.jetstream.subscribeEvents`: an envelope
with a `payload` that has a `seq`). Read are posts that look like offers of work. A post that was deleted is gone; of an account
that was deleted or taken down, everything is: its id ends in "/".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from crawler.accesses.access import Access, EntryError, Through
from crawler.pages.api import Thing, listed, posting_on, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from features.posting import Json, Posting

_PROFILE: Final = "https://bsky.app/profile/{did}/"
COLLECTION: Final = "app.bsky.feed.post"
_EVENT: Final = "network.bsky.jetstream.subscribeEvents#"
_DID: Final = re.compile(r"did:[a-z0-9]{1,20}:[A-Za-z0-9._:%-]{1,200}")
_KEY: Final = re.compile(r"[A-Za-z0-9._:~-]{1,512}")
_POST: Final = re.compile(rf"at://({_DID.pattern})/{re.escape(COLLECTION)}/({_KEY.pattern})")
_GONE: Final = frozenset({"deleted", "takendown"})


@dataclass(slots=True)
class _Folded:
    """What a page's events come to, in their order."""

    postings: dict[str, Posting] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)
    gone_under: dict[str, None] = field(default_factory=dict)
    problems: list[PageProblem] = field(default_factory=list)
    events: int = 0
    cursor: int = 0


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A stream is followed (`crawler.jetstream`), not fetched: no targets. The entry point is its address."""
    del cursor
    try:
        parts = urlsplit(entry_point.strip())
        named = parts.scheme in {"ws", "wss"} and bool(parts.hostname)
    except ValueError:
        named = False
    if not named:
        raise EntryError(f"{entry_point!r} is no wss address of a Jetstream")
    return ()


def read(page: Page) -> PageReading:
    """The posts, what is gone, and the newest event's place."""
    folded = _Folded()
    lines = [(number, line) for number, line in enumerate(page.body.split(b"\n"), 1) if line.strip()]
    for number, line in lines:
        _fold(page, folded, number, line)
    if lines and not folded.events:
        raise PageError(f"no line is an event of Jetstream; line {lines[0][0]} is the first that is none")
    return PageReading(
        postings=tuple(folded.postings.values()),
        problems=tuple(folded.problems),
        gone=tuple(folded.gone),
        gone_under=tuple(folded.gone_under),
        cursor=str(folded.cursor) if folded.cursor else "",
    )


def recognises(page: Page) -> bool:
    """Whether a page begins with an event."""
    begin = page.body[:3_000].lstrip()
    return begin.startswith(b"{") and ((b'"time_us"' in begin and b'"did"' in begin) or _EVENT.encode() in begin)


def place(line: bytes) -> int:
    """Where in the stream an event stands: `seq`, or microseconds since 1970; 0 where it says none."""
    try:
        return _place(_payload(_thing_in(line)))
    except ValueError:
        return 0


def _fold(page: Page, folded: _Folded, number: int, line: bytes) -> None:
    try:
        outer = _thing_in(line)
        event = _payload(outer)
        if said := _advisory(outer, event):
            folded.events += 1
            raise ValueError(said)
        if not (at := _place(event)) or not _DID.fullmatch(words(event.get("did"))):
            raise ValueError("no event: it lacks a place in the stream or a did")
        folded.events += 1
        folded.cursor = max(folded.cursor, at)
        _take(page, folded, event)
    except ValueError as error:
        folded.problems.append(PageProblem(page.url, f"line {number}: {error}"))


def _take(page: Page, folded: _Folded, event: Thing) -> None:
    """A post is kept, replaced or taken away; an account is taken away; other events only move the cursor."""
    did, kind = words(event.get("did")), _kind(event)
    if kind == "account" and words(thing(event.get("account")).get("status")) in _GONE:
        _take_away_all(folded, did)
        return
    commit = thing(event.get("commit")) or event
    if kind != "commit" or commit.get("collection") != COLLECTION:
        return
    if not _KEY.fullmatch(key := words(commit.get("rkey"))):
        raise ValueError("a post without a key")
    if commit.get("operation") == "delete":
        _take_away(folded, f"bluesky-{did}/{key}")
    elif commit.get("operation") in {"create", "update"}:
        _keep(page, folded, f"{did}/{key}", thing(commit.get("record")))


def _take_away(folded: _Folded, gone: str) -> None:
    folded.gone[gone] = None
    folded.postings.pop(gone, None)


def _take_away_all(folded: _Folded, did: str) -> None:
    folded.gone_under[_PROFILE.format(did=did)] = None
    for name in [name for name in folded.postings if name.startswith(f"bluesky-{did}/")]:
        del folded.postings[name]


def _keep(page: Page, folded: _Folded, name: str, record: Thing) -> None:
    """The newest version of a post."""
    folded.postings.pop(f"bluesky-{name}", None)
    outcome = _posting(page, name, record)
    if isinstance(outcome, PageProblem):
        raise ValueError(outcome.reason)
    folded.gone.pop(outcome.id, None)
    folded.postings[outcome.id] = outcome


def _posting(page: Page, name: str, record: Thing) -> Posting | PageProblem:
    did, _, key = name.partition("/")
    languages = record.get("langs")
    parent = _POST.fullmatch(words(thing(thing(record.get("reply")).get("parent")).get("uri")))
    return posting_on(
        page,
        id=f"bluesky-{name}",
        kind="social_post",
        url=f"{_PROFILE.format(did=did)}post/{key}",
        description=words(record.get("text")),
        author=did,
        date_posted=words(record.get("createdAt")),
        language=words(languages[0]) if isinstance(languages, list) and languages else "",
        in_reply_to=f"bluesky-{parent[1]}/{parent[2]}" if parent else "",
        additional=_aside(record),
    )


def _aside(record: Thing) -> dict[str, Json]:
    """What has no field: languages, tags, where its links lead (the text cuts them short), and what it shows."""
    embed = thing(record.get("embed"))
    external = thing(embed.get("external"))
    features = [feature for facet in things(record.get("facets")) for feature in things(facet.get("features"))]
    aside: dict[str, Json] = {
        "languages": listed(*_listed(record.get("langs"))),
        "tags": listed(*_listed(record.get("tags")), *(feature.get("tag") for feature in features)),
        "links": list(dict.fromkeys(filter(None, (words(item.get("uri")) for item in (*features, external))))),
        "card": "\n".join(filter(None, (words(external.get("title")), words(external.get("description"))))),
        "pictures": [text for image in things(embed.get("images")) if (text := words(image.get("alt")))],
    }
    return {name: value for name, value in aside.items() if value}


def _thing_in(line: bytes) -> Thing:
    """Raises ValueError where a line is no JSON object."""
    try:
        value = json.loads(line)
    except RecursionError as error:
        raise ValueError("JSON nested too deep") from error
    except ValueError as error:
        raise ValueError(f"no JSON: {error}") from error
    if not isinstance(value, dict):
        raise ValueError(f"no JSON object: {type(value).__name__}")
    return value


def _payload(outer: Thing) -> Thing:
    """The event itself, taken out of the envelope that v2 sends it in."""
    return thing(outer.get("payload")) if outer.get("$type") == "message" else outer


def _advisory(outer: Thing, event: Thing) -> str:
    """What the stream says of itself: an error, or that a cursor was too old, so that events may have been missed."""
    if outer.get("$type") == "error":
        return f"the stream says: {listed(outer.get('error'), outer.get('message'))}"
    return f"the stream says: {listed(event.get('name'), event.get('message'))}" if event.get("$type") == f"{_EVENT}info" else ""


def _kind(event: Thing) -> str:
    return words(event.get("$type")).removeprefix(_EVENT) or words(event.get("kind"))


def _place(event: Thing) -> int:
    at = event.get("time_us", event.get("seq"))
    return at if isinstance(at, int) and not isinstance(at, bool) and 0 < at < 1 << 63 else 0


def _listed(value: object) -> Iterator[object]:
    yield from value if isinstance(value, list) else ()


ACCESS: Final = Access(
    kind="bluesky",
    about="Bluesky posts that look like offers of work, from a Jetstream; its wss address",
    entry=entry,
    read=read,
    recognises=recognises,
    lists_all=False,
    social=True,
    through=Through.STREAM,
)
