"""Whether a site reserves text and data mining (W3C TDM Reservation Protocol; Directive (EU) 2019/790, article 4).

It may say so in a file for the whole site, in a header of the answer, or in the page's markup; the narrower word counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, Final
from urllib.parse import urlsplit

FILE: Final = "/.well-known/tdmrep.json"
HEADER: Final = "tdm-reservation"

_META: Final = re.compile(rb"<meta\b[^>]{0,300}\btdm-reservation\b[^>]{0,300}>", re.IGNORECASE)
_CONTENT: Final = re.compile(rb"""\bcontent\s{0,4}=\s{0,4}["']?\s{0,4}([01])\b""", re.IGNORECASE)
_MOST_RULES: Final = 1_000
_HEAD: Final = 65_536
"""Bytes of a page that are looked at for its head."""


def reserved_by_answer(headers: Mapping[str, str], body: bytes) -> bool | None:
    """What the answer itself says: in its header, else in its markup; None where it says nothing."""
    value = headers.get(HEADER, "").strip()
    if value in {"0", "1"}:
        return value == "1"
    meta = _META.search(body, 0, _HEAD)
    content = _CONTENT.search(meta.group()) if meta else None
    return content[1] == b"1" if content else None


def reserved_by_file(text: str, url: str) -> bool:
    """What a site's tdmrep.json says of an address: the first rule whose location matches its path."""
    path = urlsplit(url).path or "/"
    for rule in _rules(text):
        location = str(rule.get("location", ""))
        if fnmatchcase(path, location) or (location.endswith("/") and path.startswith(location)):
            return str(rule.get("tdm-reservation")) in {"1", "True"}
    return False


def _rules(text: str) -> list[dict[str, Any]]:
    try:
        rules = json.loads(text)
    except (ValueError, RecursionError):
        return []
    listed = rules if isinstance(rules, list) else [rules]
    return [rule for rule in listed[:_MOST_RULES] if isinstance(rule, dict)]
