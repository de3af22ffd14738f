"""Everything that can go wrong between a client and the service, and the one place that knows HTTP status codes.

Problems are answered as RFC 9457 problem details; `type` leads to a page that says what to do about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import status
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from features.posting import PostingError
from labelling.review import IncompleteReviewError, ReviewError
from store.errors import CursorError, DatabaseError, ReviewConflictError, UnknownPostingError

OK: Final = status.HTTP_200_OK
CREATED: Final = status.HTTP_201_CREATED
SEE_OTHER: Final = status.HTTP_303_SEE_OTHER
MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem: its page's name, its status, a title that never changes, and what the client can do."""

    slug: str
    status: int
    title: str
    advice: str

    @property
    def type(self) -> str:
        """The problem's type URI, relative to this server."""
        return f"/problems/{self.slug}"

    def documentation(self) -> dict[str, Any]:
        """As the API's description lists it."""
        return {"description": self.title, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}}


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

    def __init__(self, kind: ProblemKind, detail: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail or kind.title)
        # Whoever sends too much may not go on sending.
        headers = {"Connection": "close"} if kind is TOO_LARGE else {}
        self.problem = Problem(kind, detail, tuple(faults), headers)


INVALID: Final = ProblemKind(
    "invalid-request",
    status.HTTP_422_UNPROCESSABLE_CONTENT,
    "The request was understood but cannot be used",
    "Each entry of `errors` names a field (as a JSON pointer into the body) or a parameter, and what is wrong with it.",
)
MALFORMED: Final = ProblemKind(
    "malformed-body",
    status.HTTP_400_BAD_REQUEST,
    "The request's body cannot be read",
    "Send well-formed UTF-8 without NUL characters, nested no deeper than the server's limit.",
)
BAD_REQUEST: Final = ProblemKind(
    "bad-request", status.HTTP_400_BAD_REQUEST, "The request cannot be read", "Check how the request is put together."
)
UNKNOWN_HOST: Final = ProblemKind(
    "unknown-host",
    status.HTTP_400_BAD_REQUEST,
    "The server does not answer to this name",
    "Call the server by 127.0.0.1 or localhost, or add the name to RECRUITMENT_RISK_ALLOWED_HOSTS.",
)
FOREIGN_FORM: Final = ProblemKind(
    "foreign-form",
    status.HTTP_403_FORBIDDEN,
    "This form was not sent from one of our pages",
    "Nothing was changed. Go back, reload the page, and send the form again.",
)
NOT_FOUND: Final = ProblemKind(
    "not-found", status.HTTP_404_NOT_FOUND, "There is nothing at this address", "Check the address, or the posting's id."
)
METHOD_NOT_ALLOWED: Final = ProblemKind(
    "method-not-allowed",
    status.HTTP_405_METHOD_NOT_ALLOWED,
    "This address does not answer to this method",
    "The `Allow` header lists the methods it answers to.",
)
CONFLICT: Final = ProblemKind(
    "conflict",
    status.HTTP_409_CONFLICT,
    "The posting is not in a state that allows this",
    "Somebody may have acted on it first. Load the posting again, and act on the state it is in now.",
)
NOT_DECIDED: Final = ProblemKind(
    "no-decision",
    status.HTTP_409_CONFLICT,
    "There is no decision to state yet",
    "A notice or statement can be made once a person has closed the review of the posting with the verdict `risky`.",
)
TOO_LARGE: Final = ProblemKind(
    "too-large",
    status.HTTP_413_CONTENT_TOO_LARGE,
    "The request's body is too large",
    "Send fewer postings in one request.",
)
UNSUPPORTED_MEDIA_TYPE: Final = ProblemKind(
    "unsupported-media-type",
    status.HTTP_415_UNSUPPORTED_MEDIA_TYPE,
    "The body is not in a format that is read here",
    "Send JSON in UTF-8 with `Content-Type: application/json`.",
)
PERSONAL_DATA: Final = ProblemKind(
    "personal-data",
    status.HTTP_422_UNPROCESSABLE_CONTENT,
    "A text names or reaches a person",
    "Each entry of `errors` says where, and what sort of personal data stands there. Send the parameter without it; where a "
    "reviewer's reason holds it, reopen the review and decide it again with a reason that names nobody.",
)
INTERNAL: Final = ProblemKind(
    "internal-error",
    status.HTTP_500_INTERNAL_SERVER_ERROR,
    "Something went wrong on our side",
    "Try again. If it happens again, tell the operator the request id: the server's log has the details under it.",
)
UNAVAILABLE: Final = ProblemKind(
    "not-ready",
    status.HTTP_503_SERVICE_UNAVAILABLE,
    "The service is not ready",
    "The database cannot be reached at the moment. Try again shortly.",
)
OTHER: Final = ProblemKind(
    "request-failed", status.HTTP_400_BAD_REQUEST, "The request could not be answered", "Check the address and the method."
)

KINDS: Final = (
    INVALID,
    MALFORMED,
    BAD_REQUEST,
    UNKNOWN_HOST,
    FOREIGN_FORM,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    CONFLICT,
    NOT_DECIDED,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    PERSONAL_DATA,
    INTERNAL,
    UNAVAILABLE,
    OTHER,
)
"""All kinds, in the order in which the overview lists them."""

DOCUMENTED: Final = (MALFORMED, NOT_FOUND, CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, INVALID, UNAVAILABLE)
"""Those that the API's description lists for every address."""

BY_SLUG: Final[Mapping[str, ProblemKind]] = {kind.slug: kind for kind in KINDS}
_BY_STATUS: Final[Mapping[int, ProblemKind]] = {
    kind.status: kind for kind in (NOT_FOUND, METHOD_NOT_ALLOWED, CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST)
}


_BY_ERROR: Final[Sequence[tuple[type[Exception], ProblemKind]]] = (
    (UnknownPostingError, NOT_FOUND),
    (ReviewConflictError, CONFLICT),
    (IncompleteReviewError, INVALID),
    (ReviewError, CONFLICT),
    (PostingError, INVALID),
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
