"""Cursors of pages: the place of the last line that was seen, opaque to whoever holds it."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any, Final

from store.errors import CursorError

_MAX_CURSOR: Final = 400


def cursor_of(*place: str | int) -> str:
    """A cursor for this place."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_of(cursor: str, *kinds: type) -> list[Any]:
    """The place that a cursor names, its parts of these kinds. Raises CursorError."""
    place = _read(cursor)
    if not isinstance(place, list) or [type(part) for part in place] != list(kinds) or any(map(_is_odd, place)):
        raise CursorError("this is not a cursor of this list")
    return place


def _read(cursor: str) -> Any:
    try:
        padded = cursor[:_MAX_CURSOR] + "=" * (-len(cursor) % 4)
        return json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None


def _is_odd(part: object) -> bool:
    """What no database could be asked for: NUL, half a surrogate pair, or a number beyond its numbers."""
    if isinstance(part, str):
        return "\0" in part or any("\ud800" <= letter <= "\udfff" for letter in part)
    return isinstance(part, int) and not -(2**63) <= part < 2**63
