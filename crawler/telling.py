"""Tells by its looks which access an answer of unknown kind belongs to."""

from __future__ import annotations

from crawler.accesses.access import Access
from crawler.accesses.every import ACCESSES
from crawler.pages.page import Page

AUTO = "auto"


def accesses_for(kind: str, page: Page) -> list[Access]:
    """The access of that kind; for `auto` every one that recognises the page, the most particular first."""
    if kind == AUTO:
        return [access for access in ACCESSES.values() if access.recognises(page)]
    return [ACCESSES[kind]] if kind in ACCESSES else []
