"""Which addresses belong to a site, and when two of them are the same page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit, urlunsplit

_DEFAULT_PORT: Final = {"http": 80, "https": 443}
_TRACKING = re.compile(r"(?:^|&)(?:utm_[a-z]+|gclid|fbclid|msclkid)=[^&]*")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def web_address(base: str, reference: str) -> str:
    """An absolute http or https address without fragment or tracking parameters; empty for anything else."""
    try:
        parts = urlsplit(urldefrag(urljoin(base, reference.strip())).url)
        if parts.scheme not in _DEFAULT_PORT or not parts.hostname or _port(parts) is None:
            return ""
    except ValueError:
        return ""
    query = _TRACKING.sub("", parts.query).lstrip("&")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, "")).replace(" ", "%20")


def same_site(one: str, other: str) -> bool:
    """Whether both are http or https on the same host and port; http and https on their own ports are the same site."""
    try:
        first, second = urlsplit(one), urlsplit(other)
        ports = _port(first), _port(second)
    except ValueError:
        return False
    if not {first.scheme, second.scheme} <= _DEFAULT_PORT.keys() or first.hostname != second.hostname:
        return False
    return ports[0] == ports[1] or set(ports) == set(_DEFAULT_PORT.values())


def is_loopback(url: str) -> bool:
    """Whether the address is on this very machine."""
    return urlsplit(url).hostname in _LOOPBACK


def origin(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for (RFC 9309, 2.3)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def _port(parts: SplitResult) -> int | None:
    return parts.port or _DEFAULT_PORT.get(parts.scheme)
