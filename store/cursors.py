"""Where a page of a list ended, as text that clients send back; nothing in it is believed unchecked."""

from __future__ import annotations

import base64
import binascii
import json
import math
from datetime import UTC, datetime
from typing import Final, TypeAlias

from features.records.posting_values import clean
from store.errors import CursorError

Part: TypeAlias = str | float | int
_MAX: Final = 400


def cursor_of(*parts: Part) -> str:
    """A cursor that says these things."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def parts_of(cursor: str, *kinds: type[Part]) -> tuple[Part, ...]:
    """What a cursor says. Raises `CursorError` unless it says things of these kinds, and no more."""
    try:
        parts = json.loads(base64.b64decode(cursor[:_MAX] + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        parts = None
    if not isinstance(parts, list) or [type(part) for part in parts] != list(kinds):
        raise CursorError("this is not a cursor of this list")
    if any(map(_is_odd, parts)):
        raise CursorError("this is not a cursor of this list")
    return tuple(clean(part) if isinstance(part, str) else part for part in parts)


def moment_in(text: Part) -> datetime:
    """The moment that a part of a cursor names. Raises `CursorError`."""
    try:
        moment = datetime.fromisoformat(str(text))
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise CursorError("this is not a cursor of this list")


def _is_odd(part: Part) -> bool:
    """What no database could be asked for."""
    return not (math.isfinite(part) and -(2**63) <= part < 2**63) if isinstance(part, float | int) else False
