"""What may be said of a request where others read it: in the log, in numbers and in traces.

Its method, the template of the route that answered it, and a name for it. Never its path, which may hold the id of a posting, and
never a query, a header, an address or a body.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from hashlib import blake2s
from typing import Final

from starlette.staticfiles import StaticFiles
from starlette.types import Scope

UNMATCHED: Final = "unmatched"
"""Stands for the route where none answered."""
OTHER_METHOD: Final = "OTHER"

_METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_DRAWN_BY_LOT: Final = re.compile(r"(?:-*[0-9A-Fa-f]){16,64}-*")

CURRENT: Final[ContextVar[Scope | None]] = ContextVar("recruitment_risk_request", default=None)
"""The request that is being answered, also in the thread that answers it."""


def method_of(scope: Scope) -> str:
    """One of the methods that are in use, so that nobody writes into the log or makes a new series with one of their own."""
    method = str(scope.get("method", ""))
    return method if method in _METHODS else OTHER_METHOD


def route_of(scope: Scope) -> str:
    """The template of the route, such as `/v1/postings/{posting_id}`."""
    if isinstance(scope.get("endpoint"), StaticFiles):
        return "/static/{path}"
    # A route knows its path below its router; the framework keeps the whole one of a router that was included beside it.
    whole = (scope.get("fastapi") or {}).get("effective_route_context")
    template = getattr(whole, "path_format", None) or getattr(scope.get("route"), "path_format", None)
    return str(template or UNMATCHED)


def logged_id(request_id: str) -> str:
    """A request's name as others may read it. A client may have put words into the one it chose: of that, a digest is given."""
    if _DRAWN_BY_LOT.fullmatch(request_id):
        return request_id
    return "client:" + blake2s(request_id.encode(), digest_size=8).hexdigest()


def current_facts() -> dict[str, str]:
    """What may be said of the request that is being answered; nothing outside one."""
    scope = CURRENT.get()
    if scope is None:
        return {}
    named = scope.get("state", {}).get("request_id")
    facts = {"request_id": logged_id(named)} if named else {}
    return facts | {"method": method_of(scope), "route": route_of(scope)}
