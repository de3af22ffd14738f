"""Cursors of lists that are ordered by a moment and an id, or by a name: opaque outside, and never a count."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Final

from store.errors import CursorError

_MOST: Final = 400


def cursor_of(*parts: str) -> str:
    """A cursor that names the last line seen."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def parts_of(cursor: str, number: int) -> list[str]:
    """What a cursor names. Raises CursorError for one that was not handed out here."""
    try:
        parts = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise CursorError("this is not a cursor of this list") from None
    sound = isinstance(parts, list) and len(parts) == number and all(isinstance(part, str) and "\0" not in part for part in parts)
    if len(cursor) > _MOST or not sound:
        raise CursorError("this is not a cursor of this list")
    return [str(part) for part in parts]


def moment_of(text: str) -> datetime:
    """A moment within a cursor. Raises CursorError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CursorError("this is not a cursor of this list") from None
    if moment.tzinfo is None:
        raise CursorError("this is not a cursor of this list")
    return moment
