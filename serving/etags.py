"""Entity tags: a change names the version that it was made from, so that nobody overwrites what they have not seen."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from fastapi import Depends, Header
from starlette.responses import Response

from serving.problem_kinds import CHANGED_SINCE, PRECONDITION_REQUIRED
from serving.problems import ProblemError

_ANY: Final = "*"
_TAG: Final = re.compile(r'"([\x21\x23-\x7e]*)"', re.ASCII)
CONDITIONAL: Final[dict[int | str, dict[str, Any]]] = {
    kind.status: kind.documentation() for kind in (CHANGED_SINCE, PRECONDITION_REQUIRED)
}
"""The problems that a change with `If-Match` may be answered with, for the API's description."""


def etag(version: int) -> str:
    """The tag of a version."""
    return f'"{version}"'


def tell(response: Response, version: int) -> None:
    """Send the tag of what is answered along."""
    response.headers["ETag"] = etag(version)


class Seen:
    """The versions that the client has seen, one of which it changes."""

    def __init__(self, header: str) -> None:
        parts = [part.strip() for part in header.split(",")]
        self._any = parts == [_ANY]
        # A weak tag (`W/"1"`) names no version that could be changed.
        self._tags = frozenset(part for part in parts if _TAG.fullmatch(part))

    def require(self, version: int) -> None:
        """Raise a problem where what is there now is another version."""
        if not self._any and etag(version) not in self._tags:
            raise ProblemError(CHANGED_SINCE)


def _seen(
    if_match: Annotated[
        str | None,
        Header(max_length=400, description="The `ETag` of the answer that the change is made from.", examples=['"3"']),
    ] = None,
) -> Seen:
    if not (if_match or "").strip():
        raise ProblemError(PRECONDITION_REQUIRED)
    return Seen(if_match or "")


IfMatch = Annotated[Seen, Depends(_seen)]
