"""What answers of hiring systems have in common: lists of adverts, their ids and paragraphs, and the marks of a system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from crawler.pages.api import Thing, sorted_out, words
from crawler.pages.page import Page, PageProblem
from features.posting import Posting

_JSON_BEGINS: Final = (b"{", b"[")


def adverts_in(
    page: Page, items: list[object], read: Callable[[Thing], Posting | PageProblem]
) -> tuple[tuple[Posting, ...], tuple[PageProblem, ...]]:
    """The postings that a list holds, each id once, and a problem for every item that is none."""
    return sorted_out(read(item) if isinstance(item, Mapping) else _no_advert(page, item) for item in items)


def identity(kind: str, *native: object) -> str:
    """A posting's id from what its system calls it; empty where that is not said: then it is called by its content."""
    own = words(native[-1])
    return "-".join(filter(None, (kind, *map(words, native)))) if own else ""


def paragraphs(*texts: str) -> str:
    """The texts that are there, parted by empty lines."""
    return "\n\n".join(filter(None, texts))


def looks_like(page: Page, *marks: bytes) -> bool:
    """Whether a page is JSON by its first character and has all the marks."""
    return page.body[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_JSON_BEGINS) and all(mark in page.body for mark in marks)


def _no_advert(page: Page, item: object) -> PageProblem:
    return PageProblem(page.url, f"an item of the list is no object but {type(item).__name__}")
