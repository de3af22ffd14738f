"""What an access is: where to begin, how to read an answer, and how to tell one by its looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from crawler.pages.page import Page, PageReading, Target


class EntryError(ValueError):
    """An entry point is not one of this access; the message says what one looks like."""


class Through(StrEnum):
    """How what it reads comes here."""

    WEB = "web"
    """Address by address, by the frontier."""
    FILE = "file"
    """From files of this machine."""
    STREAM = "stream"
    """By a connection that stays open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One way to a kind of source. A page's reading names what to fetch next, so the walk is in the reading too."""

    kind: str
    about: str
    """One line for a person: what it reads, and what its entry point looks like."""
    entry: Callable[[str, str], tuple[Target, ...]]
    """From an entry point (an address, or a board's name where the address follows from it) and a cursor ("" at first) to the
    first targets. Raises EntryError."""
    read: Callable[[Page], PageReading]
    """Postings and further targets. Raises PageError where the page is nothing of this access."""
    recognises: Callable[[Page], bool]
    """Whether an answer of unknown kind looks like one of this access's. Never raises."""
    lists_all: bool = True
    """Whether a complete crawl sees everything that the source still offers, so that what it does not see is gone; a feed shows
    the newest only."""
    social: bool = False
    """Whether it shows what people post of whatever kind: a crawl then keeps only what looks like an offer of work."""
    through: Through = Through.WEB
