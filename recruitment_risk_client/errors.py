"""What can go wrong, by what a program would do about it.

ClientError
├── NoAnswerError            no connection, or it broke, however often it was tried
├── UnreadableAnswerError    an answer that is not the service's
├── WaitedTooLongError       a job did not end in time
├── VerificationError        a message of a webhook that nobody should believe
└── ApiError                 the service refused: problem details (RFC 9457)
    ├── InvalidRequestError        400, 413, 415, 422: `errors` says what is wrong, and where
    ├── UnauthenticatedError       401: the key opens nothing
    ├── ForbiddenError             403: the key lacks a permission
    ├── NotFoundError              404
    ├── ConflictError              409: not in a state that allows this
    │   └── ChangedMeanwhileError  412: somebody changed it since it was seen
    ├── RateLimitedError           429: `retry_after` says when to come again
    └── ServerError                500 and above
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final


class ClientError(Exception):
    """What this client raises."""


class NoAnswerError(ClientError):
    """There is no connection to the service, or it broke. A write may or may not have been done."""


class UnreadableAnswerError(ClientError):
    """Something answered, but not as the service does: look at what stands between."""


class WaitedTooLongError(ClientError):
    """A job did not end in the time that was given to it. It goes on."""


class VerificationError(ClientError):
    """A message does not carry a valid signature of the last five minutes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: what, and where (a JSON pointer into the body, or a parameter's name)."""

    detail: str
    pointer: str = ""
    parameter: str = ""


class ApiError(ClientError):
    """The service refused a request, and says why."""

    def __init__(
        self, status: int, problem: Mapping[str, Any], *, request_id: str = "", retry_after: float | None = None
    ) -> None:
        self.status = status
        self.type = str(problem.get("type") or "about:blank")
        self.title = str(problem.get("title") or _phrase(status))
        self.detail = str(problem.get("detail") or "")
        self.errors = _faults(problem.get("errors"))
        self.request_id = str(problem.get("request_id") or request_id)
        self.retry_after = retry_after
        """Seconds that the service asks to be left alone."""
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        said = " ".join(part for part in (f"{self.status} {self.title}.", self.detail) if part)
        where = "".join(f" [{fault.pointer or fault.parameter}] {fault.detail}" for fault in self.errors)
        return f"{said}{where} (request {self.request_id})" if self.request_id else f"{said}{where}"


class InvalidRequestError(ApiError):
    """The request cannot be used as it is; `errors` says what is wrong, and where."""


class UnauthenticatedError(ApiError):
    """The key opens nothing: it is wrong, was revoked or has expired."""


class ForbiddenError(ApiError):
    """The key lacks a permission, which the detail names."""


class NotFoundError(ApiError):
    """There is nothing of this name, or it belongs to another organisation."""


class ConflictError(ApiError):
    """What was asked for is not possible in the state that things are in."""


class ChangedMeanwhileError(ConflictError):
    """Somebody changed this since it was seen. Nothing was changed now."""


class RateLimitedError(ApiError):
    """More was asked than the key's rate allows."""


class ServerError(ApiError):
    """Something went wrong on the service's side, or on the way to it."""


_KINDS: Final[Mapping[int, type[ApiError]]] = {
    HTTPStatus.BAD_REQUEST: InvalidRequestError,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: InvalidRequestError,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: InvalidRequestError,
    HTTPStatus.UNPROCESSABLE_ENTITY: InvalidRequestError,
    HTTPStatus.UNAUTHORIZED: UnauthenticatedError,
    HTTPStatus.FORBIDDEN: ForbiddenError,
    HTTPStatus.NOT_FOUND: NotFoundError,
    HTTPStatus.CONFLICT: ConflictError,
    HTTPStatus.PRECONDITION_FAILED: ChangedMeanwhileError,
    HTTPStatus.TOO_MANY_REQUESTS: RateLimitedError,
}


def kind_of(status: int) -> type[ApiError]:
    """Which error a status is raised as."""
    return _KINDS.get(status, ServerError if status >= HTTPStatus.INTERNAL_SERVER_ERROR else ApiError)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown status"


def _faults(told: object) -> tuple[Fault, ...]:
    listed = [item for item in told if isinstance(item, dict)] if isinstance(told, list) else []
    return tuple(Fault(*(str(item.get(name) or "") for name in ("detail", "pointer", "parameter"))) for item in listed)
