"""Entry points as people write them: an address, or the name of a board where the address follows from it."""

from __future__ import annotations

import re

from crawler.accesses.access import EntryError
from crawler.pages.addresses import web_address

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,100}")


def address_of(entry_point: str) -> str:
    """An entry point that is an address. Raises EntryError."""
    if address := web_address("", entry_point):
        return address
    raise EntryError(f"{entry_point!r} is no http or https address")


def address_or_name(entry_point: str, pattern: str) -> str:
    """An address as it is, or a board's name put in place of `{name}` in `pattern`. Raises EntryError."""
    if "://" in entry_point:
        return address_of(entry_point)
    if _NAME.fullmatch(entry_point.strip()):
        return pattern.format(name=entry_point.strip())
    raise EntryError(f"{entry_point!r} is neither an http or https address nor a board's name")
