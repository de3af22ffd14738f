"""Forms that only our own pages can send (cross-site request forgery).

Browsers say where a request comes from (`Sec-Fetch-Site`, else `Origin`); besides, every form repeats a random token from a
cookie, which another site cannot read (OWASP, Cross-Site Request Forgery Prevention, double submit).
"""

from __future__ import annotations

import re
import secrets
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from serving.problem_kinds import FOREIGN_FORM
from serving.problems import ProblemError

TOKEN_COOKIE: Final = "recruitment_risk_form"  # noqa: S105 (a name, not a secret)
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def form_token(request: Request) -> str:
    """The token this browser has, or a new one."""
    known = request.cookies.get(TOKEN_COOKIE, "")
    return known if _TOKEN.fullmatch(known) else secrets.token_urlsafe(32)


def keep_token(request: Request, response: Response, token: str) -> None:
    """Give the browser its token, unless it has it."""
    if request.cookies.get(TOKEN_COOKIE) != token:
        response.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="lax", secure=request.url.scheme == "https")


def require_own_form(request: Request, token: str) -> None:
    """Refuse a form that did not come from one of our pages."""
    known = request.cookies.get(TOKEN_COOKIE, "")
    if not (_TOKEN.fullmatch(known) and secrets.compare_digest(known.encode(), token.encode()) and _same_origin(request)):
        raise ProblemError(FOREIGN_FORM)


def _same_origin(request: Request) -> bool:
    """What the browser says of where the form was. A browser that says nothing leaves it to the token.

    Our referrer policy makes browsers send `Origin: null` with our own forms, which therefore counts as saying nothing.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.headers.get("host")
