"""Pages that explain each kind of problem: where a problem's `type` leads."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from serving.console.pages import page
from serving.problem_kinds import BY_SLUG, KINDS, NOT_FOUND
from serving.problems import ProblemError

router = APIRouter(include_in_schema=False)


@router.get("/problems")
def list_problems(request: Request) -> Response:
    """Every kind of problem."""
    return page(request, "problem_kinds.html", {"kinds": KINDS})


@router.get("/problems/{slug}")
def explain_problem(slug: str, request: Request) -> Response:
    """One kind of problem."""
    if slug not in BY_SLUG:
        raise ProblemError(NOT_FOUND)
    return page(request, "problem_kind.html", {"kind": BY_SLUG[slug]})
