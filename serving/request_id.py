"""A name for each request, so that an answer, a log line and a question about both can be brought together."""

from __future__ import annotations

import re
import secrets
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

HEADER: Final = "X-Request-ID"
_ACCEPTED: Final = re.compile(r"[A-Za-z0-9._-]{1,128}", re.ASCII)


def name_request(scope: Scope) -> str:
    """The client's own id where it is a plain one, else a new one; kept with the request."""
    offered = Headers(scope=scope).get(HEADER, "")
    chosen = offered if _ACCEPTED.fullmatch(offered) else secrets.token_hex(16)
    scope.setdefault("state", {})["request_id"] = chosen
    return chosen


def request_id_of(scope: Scope) -> str:
    """The id that this request was given."""
    found: str = scope["state"]["request_id"]
    return found
