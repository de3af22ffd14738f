"""A page as it came in, and what was read from it. Readers are pure: a page in, postings and further targets out, no requests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from w3lib.encoding import html_to_unicode

from features.posting import Json, Posting


class PageError(ValueError):
    """A page is not what its access expects; the message says what and where."""


@dataclass(frozen=True, slots=True)
class PageProblem:
    """Something on a page that could not be read, for the crawl's report."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing to fetch. `role` tells the access's own reader what it asked for ("" is the entry)."""

    url: str
    role: str = ""
    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    context: Mapping[str, Json] = field(default_factory=dict, hash=False)
    """What the page that named the target knows of it and the target itself does not say."""
    first: bool = False
    """Whether it is fetched before others: adverts before further lists, so that a budget buys adverts."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A response: its body as bytes, after transfer and content coding, and what is known of where it came from."""

    url: str
    body: bytes
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By lower-case name."""
    source: str = ""
    fetched_at: datetime | None = None
    role: str = ""
    context: Mapping[str, Json] = field(default_factory=dict, hash=False)
    """The target's; and, under `selectors`, a classifieds source's own."""

    @cached_property
    def text(self) -> str:
        """The body as text, in the encoding that header, byte order mark or markup tell."""
        return html_to_unicode(self.content_type or None, self.body)[1]

    @cached_property
    def json(self) -> Any:
        """The body as JSON. Raises PageError where it is none."""
        try:
            value = json.loads(self.body)
        except RecursionError as error:
            raise PageError("the answer is JSON nested too deep") from error
        except ValueError as error:
            raise PageError(f"the answer is not JSON: {error}") from error
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What one page holds. A page with neither postings nor targets nor problems is simply not an advert."""

    postings: tuple[Posting, ...] = ()
    problems: tuple[PageProblem, ...] = ()
    targets: tuple[Target, ...] = ()
    """What to fetch next: further pages of a list, adverts."""
    brief: bool = False
    """Whether its postings are short forms of what its targets hold in full: a crawl waits for those."""
    gone: tuple[str, ...] = ()
    """Ids of postings that the source says were taken down."""
    gone_under: tuple[str, ...] = ()
    """Addresses below which everything was taken down, such as an account's."""
    cursor: str = ""
    """How far a source that is read on and on has been read."""
    repaired: int = 0
    """Parts that had to be mended before they could be read."""
