"""Writes that are done once, however often they are sent (`Idempotency-Key`, IETF draft of the HTTPAPI group).

The answer is kept for 24 hours in the transaction of the write itself: a client that was not answered, because a process was
killed or a connection broke, sends the same request again and is told what was done.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from serving.dependencies import Memory, Sealing
from serving.problem_kinds import INVALID, OK
from serving.problems import Fault, ProblemError
from serving.sealing import Sealer
from store.answers import Answers
from store.database import Database, Session

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
_SOUND: Final = re.compile(r'"?([\x21\x23-\x7e]{1,255})"?', re.ASCII)
"""A structured field's string, as the draft has it, or the same without quotation marks, as most clients send it."""

Answered = TypeVar("Answered", bound=BaseModel | None)


class AnsweredBeforeError(Exception):
    """This write was done before; carries what was answered then."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__("answered before")
        self.status = status
        self.body = body
        self.headers: dict[str, str] = {}
        """What the handler adds: headers are not kept."""


async def answer_again(_request: Request, error: Exception) -> Response:
    """The answer of the first time."""
    if not isinstance(error, AnsweredBeforeError):
        raise error
    headers = error.headers | {REPLAYED: "true"}
    if error.body is None:
        return Response(status_code=error.status, headers=headers)
    return JSONResponse(error.body, error.status, headers=headers)


@dataclass(frozen=True, slots=True)
class OnceOnly:
    """How this request writes: in one transaction, and once where it names a key."""

    memory: Database
    sealer: Sealer
    key: str
    fingerprint: str
    status: int

    def look(self) -> None:
        """Answer at once what was done before, so that dear work is not done twice. Raises AnsweredBeforeError."""
        if self.key:
            with self.memory.reading() as session:
                self._replay(Answers(session).peek(self.key, self.fingerprint, datetime.now(UTC)))

    def do(
        self, work: Callable[[Session], Answered], status: Callable[[Answered], int] | None = None, *, secret: bool = False
    ) -> Answered:
        """Do the work in a transaction, and answer; where it was done before, raise AnsweredBeforeError instead.

        `status` tells an answer's status where it is not always the route's. An answer that holds a secret is kept sealed.
        """
        with self.memory.session() as session:
            if not self.key:
                return work(session)
            answers = Answers(session)
            self._replay(answers.claim(self.key, self.fingerprint, datetime.now(UTC)))
            answered = work(session)
            body = None if answered is None else answered.model_dump(mode="json")
            told = {"status": status(answered) if status else self.status}
            answers.keep(self.key, told | ({"sealed": self._sealed(body)} if secret else {"body": body}))
            return answered

    def _replay(self, kept: dict[str, Any] | None) -> None:
        if kept is not None:
            body = json.loads(self.sealer.unseal(kept["sealed"])) if "sealed" in kept else kept["body"]
            raise AnsweredBeforeError(kept["status"], body)

    def _sealed(self, body: Any) -> str:
        return self.sealer.seal(json.dumps(body))


async def _once(
    request: Request,
    memory: Memory,
    sealer: Sealing,
    idempotency_key: Annotated[
        str,
        Header(
            max_length=257,
            description="Names this write, so that it is done once: sent again within 24 hours it is answered as the first time, "
            "with `Idempotency-Replayed: true`. Use a new random one, such as a UUID, for each write.",
            examples=["5f0c1a2e-6f2b-4c55-9a2e-0c6f1f1f7b11"],
        ),
    ] = "",
) -> OnceOnly:
    parts = (request.method, request.url.path, request.url.query, request.scope["state"].get("body_digest", ""))
    status = getattr(request.scope.get("route"), "status_code", None) or OK
    return OnceOnly(memory, sealer, _key(idempotency_key), sha256("\n".join(parts).encode()).hexdigest(), status)


def _key(header: str) -> str:
    if not header:
        return ""
    if not (found := _SOUND.fullmatch(header)):
        raise ProblemError(INVALID, faults=[Fault("1 to 255 visible ASCII characters without quotation marks", parameter=HEADER)])
    return found[1]


Once = Annotated[OnceOnly, Depends(_once)]
