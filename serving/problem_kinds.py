"""The kinds of problem that a client may be told of, and the one place that knows HTTP status codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import status

OK: Final = status.HTTP_200_OK
CREATED: Final = status.HTTP_201_CREATED
ACCEPTED: Final = status.HTTP_202_ACCEPTED
NO_CONTENT: Final = status.HTTP_204_NO_CONTENT
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
UNAUTHENTICATED: Final = ProblemKind(
    "unauthenticated",
    status.HTTP_401_UNAUTHORIZED,
    "The server does not know who asks",
    "Send a key of the API as `Authorization: Bearer rr_...`. A key that was revoked or has expired opens nothing.",
)
FORBIDDEN: Final = ProblemKind(
    "forbidden",
    status.HTTP_403_FORBIDDEN,
    "This is not permitted to whoever asks",
    "The detail names the permission that is missing. An administrator gives keys and roles their permissions.",
)
TOO_MANY: Final = ProblemKind(
    "too-many-requests",
    status.HTTP_429_TOO_MANY_REQUESTS,
    "More was asked than this key's rate allows",
    "Wait as many seconds as `Retry-After` says. `RateLimit` tells what is left; each posting that is assessed counts.",
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
PERSONAL_DATA: Final = ProblemKind(
    "personal-data",
    status.HTTP_422_UNPROCESSABLE_CONTENT,
    "A text names or reaches a person",
    "Each entry of `errors` says where, and what sort of personal data stands there. Send the parameter without it; where a "
    "reviewer's reason holds it, reopen the review and decide it again with a reason that names nobody.",
)
TOO_LARGE: Final = ProblemKind(
    "too-large",
    status.HTTP_413_CONTENT_TOO_LARGE,
    "The request's body is too large",
    "Send fewer postings in one request.",
)
TOO_SLOW: Final = ProblemKind(
    "too-slow",
    status.HTTP_408_REQUEST_TIMEOUT,
    "The request's body took too long to arrive",
    "Nothing was changed. Send it again, over a faster connection or in smaller parts.",
)
UNSUPPORTED_MEDIA_TYPE: Final = ProblemKind(
    "unsupported-media-type",
    status.HTTP_415_UNSUPPORTED_MEDIA_TYPE,
    "The body is not in a format that is read here",
    "Send JSON in UTF-8 with `Content-Type: application/json`.",
)
JOB_ENDED: Final = ProblemKind(
    "job-ended",
    status.HTTP_409_CONFLICT,
    "The assessment job ended before",
    "Nothing was changed. What was assessed can be read at the job's results.",
)
INTERNAL: Final = ProblemKind(
    "internal-error",
    status.HTTP_500_INTERNAL_SERVER_ERROR,
    "Something went wrong on our side",
    "Try again. If it happens again, tell the operator the request id: the server's log has the details under it.",
)
PRECONDITION_FAILED: Final = ProblemKind(
    "precondition-failed",
    status.HTTP_412_PRECONDITION_FAILED,
    "Somebody changed this since you saw it",
    "Nothing was changed. Load it again, and send the change with the `ETag` that it has now.",
)
PRECONDITION_REQUIRED: Final = ProblemKind(
    "precondition-required",
    status.HTTP_428_PRECONDITION_REQUIRED,
    "This change must say what it was made from",
    "Send the `ETag` of what you saw as `If-Match`, so that nothing is overwritten that somebody else changed meanwhile.",
)
KEY_REUSED: Final = ProblemKind(
    "idempotency-key-reused",
    status.HTTP_422_UNPROCESSABLE_CONTENT,
    "This Idempotency-Key stands for another request",
    "Use a new key for each write; send the same key only with the very same method, address and body.",
)
NOT_CONFIGURED: Final = ProblemKind(
    "not-configured",
    status.HTTP_503_SERVICE_UNAVAILABLE,
    "The operator has yet to set this up",
    "The detail says which setting is missing.",
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
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    CONFLICT,
    NOT_DECIDED,
    PERSONAL_DATA,
    PRECONDITION_FAILED,
    TOO_LARGE,
    TOO_SLOW,
    UNSUPPORTED_MEDIA_TYPE,
    PRECONDITION_REQUIRED,
    KEY_REUSED,
    TOO_MANY,
    JOB_ENDED,
    NOT_CONFIGURED,
    INTERNAL,
    UNAVAILABLE,
    OTHER,
)
"""All kinds, in the order in which the overview lists them."""

DOCUMENTED: Final = (
    MALFORMED,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    TOO_SLOW,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INVALID,
    TOO_MANY,
    UNAVAILABLE,
)
"""Those that the API's description lists for every address."""

BY_SLUG: Final[Mapping[str, ProblemKind]] = {kind.slug: kind for kind in KINDS}
