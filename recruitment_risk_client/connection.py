"""Sends what the client asks, again where that helps, and raises what the service refuses.

A write carries an Idempotency-Key, the same one on every try: however often it arrives, it is done once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Generic, cast
from uuid import uuid4

import httpx

from recruitment_risk_client.attempts import Attempts, Sleep
from recruitment_risk_client.errors import ApiError, NoAnswerError, UnreadableAnswerError, kind_of
from recruitment_risk_client.operations import Answer, Operation

JSON: Final = "application/json"
JSON_LINES: Final = "application/jsonl"
_HEADERS: Final = {"Accept": f"{JSON}, {JSON_LINES}", "User-Agent": "recruitment-risk-client"}


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent along: its kind, and its bytes anew for every try."""

    kind: str
    content: Callable[[], bytes | Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[Answer]):
    """One thing that is asked, under one key however often it is sent."""

    operation: Operation[Answer]
    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, object] = field(default_factory=dict)
    body: Body | None = None
    if_match: str = ""
    key: str = field(default_factory=lambda: str(uuid4()))

    def headers(self) -> dict[str, str]:
        """What says how it is meant."""
        told = {"Idempotency-Key": self.key} if self.operation.writes else {}
        if self.operation.conditional:
            told["If-Match"] = self.if_match
        return told | ({"Content-Type": self.body.kind} if self.body else {})


class Connection:
    """The way to one service."""

    def __init__(self, base_url: str, key: str, timeout: float, retries: int, sleep: Sleep) -> None:
        headers = _HEADERS | {"Authorization": f"Bearer {key}"}
        self._http = httpx.Client(base_url=base_url, headers=headers, timeout=timeout)
        self._retries = retries
        self.sleep = sleep

    def close(self) -> None:
        """Let go of all connections."""
        self._http.close()

    def attempts(self) -> Attempts:
        """A fresh count of tries."""
        return Attempts(self._retries, self.sleep)

    def answer(self, call: Call[Answer]) -> Answer:
        """What the service answers, read as JSON; None where it has no words. Raises ClientError."""
        attempts = self.attempts()
        while True:
            try:
                with _told_plainly():
                    response = self._http.send(self._request(call))
                return cast("Answer", _read(_accepted(response).content))
            except (NoAnswerError, ApiError) as error:
                attempts.failed(error)

    def records(self, call: Call[Answer]) -> Iterator[Answer]:
        """The JSON Lines that the service answers, as they come, on one try. Raises ClientError."""
        with _told_plainly():
            response = self._http.send(self._request(call), stream=True)
            try:
                if not response.is_success:
                    response.read()
                yield from map(_read, _lines(_accepted(response).iter_bytes()))
            finally:
                response.close()

    def _request(self, call: Call[Any]) -> httpx.Request:
        return self._http.build_request(
            call.operation.method,
            call.operation.address(call.names),
            params=call.operation.parameters(call.query),
            headers=call.headers(),
            content=call.body.content() if call.body else None,
        )


def json_body(value: object) -> Body:
    """A value as JSON; moments as ISO 8601 has them. Raises TypeError or ValueError where JSON has no words for it."""
    content = json.dumps(value, default=_written, ensure_ascii=False, allow_nan=False).encode()
    return Body(JSON, lambda: content)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    message = f"{type(value).__name__} cannot be sent"
    raise TypeError(message)


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except httpx.RequestError as error:
        raise NoAnswerError(str(error) or type(error).__name__) from error


def _accepted(response: httpx.Response) -> httpx.Response:
    """The same answer, unless it is a refusal."""
    if response.is_success:
        return response
    told = response.headers
    wait = told.get("retry-after", "")
    raise kind_of(response.status_code)(
        response.status_code,
        _problem(response.content),
        request_id=told.get("x-request-id", ""),
        retry_after=float(wait) if wait.isascii() and wait.isdigit() else None,
    )


def _problem(content: bytes) -> dict[str, Any]:
    """Problem details, or nothing where something else refused."""
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _read(content: bytes) -> Any:
    try:
        return json.loads(content) if content else None
    except ValueError as error:
        message = f"the answer is not JSON: {error}"
        raise UnreadableAnswerError(message) from error


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Whole lines. Only a line feed ends one: what else ends lines of text may stand within JSON."""
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        yield from filter(None, whole)
    if rest:
        yield rest
