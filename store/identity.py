"""Which records of an organisation are one posting: the same native id at the same source, or else the same web address."""

from __future__ import annotations

import base64
import hashlib
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from features.posting import Posting
from features.records.posting_mapping import DERIVED_ID, posting_from_mapping
from store.errors import IdentityError
from store.tables import HOME

_TRACKING: Final = ("utm_", "fbclid", "gclid", "msclkid")


def public_id(posting: Posting, organisation: str = HOME) -> str:
    """A stable name for an organisation's posting that is safe in an address and says nothing about it: 26 letters and digits."""
    parts = _identity(posting) if organisation == HOME else ("organisation", organisation, *_identity(posting))
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()


def native_id(source: str, external_id: str, organisation: str = HOME) -> str:
    """The name of the posting that a source calls by its own id. Raises IdentityError where that names none."""
    named = posting_from_mapping({"source": source, "id": external_id})
    if named.id.startswith(DERIVED_ID) or not named.source.strip():
        raise IdentityError(f"{external_id!r:.80} cannot be the source's own id of a posting")
    return public_id(named, organisation)


def canonical_url(url: str) -> str:
    """An address without fragment and tracking, its host in lower case and its query sorted. One that cannot be read stays."""
    try:
        parts = urlsplit(url.strip())
        query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0]))
        return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(query), ""))
    except ValueError:  # half a surrogate pair is one, too
        return url.strip()


def _identity(posting: Posting) -> tuple[str, ...]:
    if posting.id and not posting.id.startswith(DERIVED_ID):
        return "id", posting.source, posting.id
    if posting.url:
        return "url", canonical_url(posting.url)
    return "digest", posting.source, posting.digest()


def _tracks(name: str) -> bool:
    return name.lower().startswith(_TRACKING)
