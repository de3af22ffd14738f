"""Renders pages: one environment that escapes everything, and what every page needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from features.translations import languages
from serving.access.caller import Caller, CallerKind
from serving.console.forms import form_token, keep_token
from serving.console.words import FILTERS
from serving.problem_kinds import OK
from serving.reading_language import direction_of, reading_language

HERE: Final = Path(__file__).parent
REVIEWER_COOKIE: Final = "recruitment_risk_reviewer"
DEFAULT_REVIEWER: Final = "analyst"


@cache
def environment() -> Environment:
    """The templates. Everything put into a page is escaped, and a name that a page misspells is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    return made


def page(
    request: Request, template: str, context: Mapping[str, Any], *, status: int = OK, headers: Mapping[str, str] | None = None
) -> Response:
    """A rendered page, with the token that its forms carry."""
    token = form_token(request)
    shared = {"form_token": token, "reviewer": reviewer_of(request), "now": datetime.now(UTC), "path": request.url.path}
    shared |= {"signed_in": _is_person(request), "is_open": request.app.state.settings.is_open}
    shared["here"] = f"{request.url.path}?{request.url.query}"
    explained_in = reading_language(request)
    shared |= {"explained_in": explained_in, "direction": direction_of(explained_in), "languages": languages()}
    text = environment().get_template(template).render(shared | dict(context))
    response = HTMLResponse(text, status, headers=headers)
    keep_token(request, response, token)
    return response


def reviewer_of(request: Request) -> str:
    """Who signed in; where nobody has to, whose name the browser remembers, which is only what somebody calls themselves."""
    if _is_person(request):
        return str(request.scope["state"]["caller"].name)
    return clean_name(request.cookies.get(REVIEWER_COOKIE, "")) or DEFAULT_REVIEWER


def _is_person(request: Request) -> bool:
    caller: Caller | None = request.scope["state"].get("caller")
    return caller is not None and caller.kind is CallerKind.PERSON


def clean_name(text: str) -> str:
    """A name that fits a cookie: letters, digits and `. _ @ -`, at most 64."""
    return "".join(letter for letter in text if letter.isascii() and (letter.isalnum() or letter in "._@-"))[:64]
