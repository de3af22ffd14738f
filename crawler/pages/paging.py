"""Addresses of further pages of an interface, made from the page's own address, so that no answer leads a crawl elsewhere."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
_COUNT: Final = re.compile(r"[0-9]{1,9}")


def count_in(url: str, name: str) -> int:
    """A number that an address asks for; 0 where it asks for none."""
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if _COUNT.fullmatch(value) else 0


def asking_for(url: str, **counts: int) -> str:
    """The address with other numbers asked for."""
    parts = urlsplit(url)
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in counts]
    return urlunsplit((*parts[:3], urlencode([*asked, *counts.items()]), ""))


def below(url: str, name: str, end: str = "") -> str:
    """The address of what an interface calls `name`, below an address without its query; empty where that is no plain name."""
    parts = urlsplit(url)
    path = f"{parts.path.rstrip('/')}/{name}{end}"
    return urlunsplit((parts.scheme, parts.netloc, path, "", "")) if _NAME.fullmatch(name) else ""
