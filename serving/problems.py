"""Everything that can go wrong between a client and the service.

Problems are answered as RFC 9457 problem details; `type` leads to a page that says what to do about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from features.posting import PostingError
from labelling.review import IncompleteReviewError, ReviewError
from serving.access.passwords import PasswordError
from serving.problem_kinds import (
    BAD_REQUEST,
    CONFLICT,
    INTERNAL,
    INVALID,
    JOB_ENDED,
    KEY_REUSED,
    METHOD_NOT_ALLOWED,
    NOT_CONFIGURED,
    NOT_FOUND,
    OTHER,
    PRECONDITION_FAILED,
    TOO_LARGE,
    TOO_SLOW,
    UNAUTHENTICATED,
    UNAVAILABLE,
    UNSUPPORTED_MEDIA_TYPE,
    ProblemKind,
)
from serving.sealing import SealError
from store.errors import (
    AccessError,
    CursorError,
    DatabaseError,
    IdentityError,
    JobEndedError,
    KeyReusedError,
    ReviewConflictError,
    ThresholdConflictError,
    UnknownAccountError,
    UnknownDeliveryError,
    UnknownEndpointError,
    UnknownJobError,
    UnknownKeyError,
    UnknownPostingError,
    WebhookError,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: what, and where (a JSON pointer into the body, or a parameter's name)."""

    detail: str
    pointer: str = ""
    parameter: str = ""

    def wire(self) -> dict[str, str]:
        """As a member of the `errors` extension."""
        parts = {"detail": self.detail, "pointer": self.pointer, "parameter": self.parameter}
        return {name: text for name, text in parts.items() if text}


_ALWAYS: Final[Mapping[str, Mapping[str, str]]] = {
    TOO_LARGE.slug: {"Connection": "close"},  # whoever sends too much may not go on sending
    TOO_SLOW.slug: {"Connection": "close"},
    UNAUTHENTICATED.slug: {"WWW-Authenticate": 'Bearer realm="recruitment-risk"'},
}
"""Headers that a kind of problem is always answered with."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem as it happened once."""

    kind: ProblemKind
    detail: str = ""
    faults: tuple[Fault, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def wire(self, instance: str, request_id: str) -> dict[str, Any]:
        """The members of the problem details object."""
        body: dict[str, Any] = {"type": self.kind.type, "title": self.kind.title, "status": self.kind.status}
        body |= {"detail": self.detail or self.kind.advice, "instance": instance, "request_id": request_id}
        return body | ({"errors": [fault.wire() for fault in self.faults]} if self.faults else {})


class ProblemError(Exception):
    """A request cannot be answered as asked; carries the problem that is answered instead."""

    def __init__(
        self, kind: ProblemKind, detail: str = "", faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail or kind.title)
        self.problem = Problem(kind, detail, tuple(faults), {**(headers or {}), **_ALWAYS.get(kind.slug, {})})


_BY_STATUS: Final[Mapping[int, ProblemKind]] = {
    kind.status: kind for kind in (NOT_FOUND, METHOD_NOT_ALLOWED, CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST)
}


_BY_ERROR: Final[Sequence[tuple[type[Exception], ProblemKind]]] = (
    (UnknownPostingError, NOT_FOUND),
    (ReviewConflictError, CONFLICT),
    (ThresholdConflictError, PRECONDITION_FAILED),
    (IncompleteReviewError, INVALID),
    (ReviewError, CONFLICT),
    (PostingError, INVALID),
    (IdentityError, INVALID),
    (KeyReusedError, KEY_REUSED),
    (UnknownJobError, NOT_FOUND),
    (JobEndedError, JOB_ENDED),
    (UnknownKeyError, NOT_FOUND),
    (UnknownAccountError, NOT_FOUND),
    (UnknownEndpointError, NOT_FOUND),
    (UnknownDeliveryError, NOT_FOUND),
    (WebhookError, INVALID),
    (AccessError, INVALID),
    (SealError, NOT_CONFIGURED),
    (PasswordError, INVALID),
)
"""Errors of the lower floors, whose messages are made for the reader. The first that fits counts."""


def problem_of(error: Exception) -> Problem:
    """The problem behind an error: our own, the framework's, or one that nobody foresaw (without its details)."""
    match error:
        case ProblemError():
            return error.problem
        case RequestValidationError():
            return Problem(INVALID, "", tuple(_fault(item) for item in error.errors()))
        case HTTPException():
            return Problem(_BY_STATUS.get(error.status_code, OTHER), headers=dict(error.headers or {}))
        case CursorError():
            return Problem(INVALID, "", (Fault(_sentence(error), parameter="cursor"),))
        case DatabaseError():
            return Problem(UNAVAILABLE)
    kind = next((kind for known, kind in _BY_ERROR if isinstance(error, known)), INTERNAL)
    return Problem(kind, "" if kind is INTERNAL else _sentence(error))


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


_TAGS: Final = frozenset({"one", "batch"})
"""Branches of a union, which pydantic names in a path but which are no part of the body."""


def _fault(item: Mapping[str, Any]) -> Fault:
    """One validation error, led back to where it stands in the request."""
    where, *path = item["loc"]
    if where == "body":
        return Fault(item["msg"], pointer=pointer(*(part for part in path if part not in _TAGS)))
    return Fault(item["msg"], parameter=".".join(str(part) for part in path))


def pointer(*path: str | int) -> str:
    """A JSON pointer (RFC 6901), as a URI fragment would hold it without the `#`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
