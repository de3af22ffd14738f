"""Turns a problem into an answer: problem details for programs, a page for people."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from serving.console.pages import page
from serving.operations.facts import logged_id
from serving.problem_kinds import MEDIA_TYPE, METHOD_NOT_ALLOWED, UNAVAILABLE
from serving.problems import Problem, problem_of
from serving.request_id import request_id_of

_log: Final = logging.getLogger("recruitment_risk.serving")
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_FOR_PROGRAMS: Final = ("/v1/", "/healthz", "/readyz", "/metrics", "/openapi.json")


async def answer(request: Request, error: Exception) -> Response:
    """Answer an error in the form that suits who asked."""
    problem = problem_of(error)
    if problem.kind is UNAVAILABLE:
        _log.error("request %s: %s", logged_id(request_id_of(request.scope)), error)
    if problem.kind is METHOD_NOT_ALLOWED:
        problem = replace(problem, headers={**problem.headers, **_allowed(request)})
    return _page(request, problem) if _is_person(request) else _details(request, problem)


def _allowed(request: Request) -> dict[str, str]:
    """The methods that an address answers to, in all of its routes: the framework names those of the first alone."""
    asked = ({**request.scope, "method": method} for method in _METHODS)
    found = [one["method"] for one in asked if any(route.matches(one)[0] is Match.FULL for route in request.app.routes)]
    return {"Allow": ", ".join(found)}


def _is_person(request: Request) -> bool:
    """Whether a browser shows what is answered."""
    return not request.url.path.startswith(_FOR_PROGRAMS) and "text/html" in request.headers.get("accept", "")


def _details(request: Request, problem: Problem) -> Response:
    body = problem.wire(request.url.path, request_id_of(request.scope))
    return JSONResponse(body, problem.kind.status, headers=problem.headers, media_type=MEDIA_TYPE)


def _page(request: Request, problem: Problem) -> Response:
    context = {"problem": problem, "request_id": request_id_of(request.scope)}
    return page(request, "problem.html", context, status=problem.kind.status, headers=problem.headers)
