"""Changes that are made only to what the client saw (RFC 9110, If-Match): nobody overwrites another's change."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Header, Response

from serving.problem_kinds import OK, PRECONDITION_FAILED, PRECONDITION_REQUIRED
from serving.problems import ProblemError

IfMatch = Annotated[
    str,
    Header(
        alias="If-Match",
        max_length=1_000,
        description="The `ETag` of what you saw, so that nothing is overwritten that somebody else changed meanwhile; `*` for "
        "whatever is there. Required.",
        examples=['"3"'],
    ),
]
"""What handlers ask for. Without it they get an empty text, so that `require_match` can say what is missing."""

CONDITIONAL: Final[dict[int | str, dict[str, Any]]] = {
    kind.status: kind.documentation() for kind in (PRECONDITION_FAILED, PRECONDITION_REQUIRED)
}
"""The problems that a route with If-Match answers besides, for its description."""
TAGGED: Final[dict[int | str, dict[str, Any]]] = {
    OK: {"headers": {"ETag": {"description": "Names what is answered; a change sends it.", "schema": {"type": "string"}}}}
}
"""What a route says whose answer has an ETag, for its description."""


def etag_of(version: int | str) -> str:
    """The ETag of a version: it changes whenever what is shown does."""
    return f'"{version}"'


def tell(response: Response, version: int | str) -> None:
    """Send the ETag of what is answered along."""
    response.headers["ETag"] = etag_of(version)


def require_match(if_match: str, version: int | str) -> None:
    """Answer a problem unless the client saw this version. Ask within `once.do`, behind the kept answers."""
    if not if_match.strip():
        raise ProblemError(PRECONDITION_REQUIRED)
    now = etag_of(version)
    if if_match.strip() != "*" and now not in (tag.strip() for tag in if_match.split(",")):
        raise ProblemError(PRECONDITION_FAILED, f"It was changed since; its ETag is {now} now.")
