"""Answers to writes that carried an Idempotency-Key, so that a write which is sent again is answered again and not done again.

An answer is kept in the transaction of its write: either both are there or neither is, whatever is killed when.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from store.access_tables import AnswerRow
from store.errors import KeyReusedError
from store.scope import organisation_of
from store.tables import JsonObject
from store.writing import insert_unless_there

KEPT_FOR: Final = timedelta(hours=24)


class Answers:
    """What one organisation was answered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def claim(self, key: str, fingerprint: str, now: datetime) -> JsonObject | None:
        """Take a key for a write that is about to be done; or the answer, where it was done before.

        Waits for another process that holds the key. Raises KeyReusedError where the key stands for another request.
        """
        self._forget(key, now)
        values = {"organisation": self._organisation, "key": key, "fingerprint": fingerprint, "kept_at": now}
        if insert_unless_there(self._session, AnswerRow, values):
            return None
        return self._kept(self._session.get_one(AnswerRow, (self._organisation, key)), fingerprint)

    def peek(self, key: str, fingerprint: str, now: datetime) -> JsonObject | None:
        """The answer, where the write was done before: asked before work that need not be done twice."""
        row = self._session.get(AnswerRow, (self._organisation, key))
        return self._kept(row, fingerprint) if row is not None and row.kept_at > now - KEPT_FOR else None

    def keep(self, key: str, answer: dict[str, Any]) -> None:
        """Remember what a write that was claimed is answered."""
        row = self._session.get_one(AnswerRow, (self._organisation, key))
        row.answer = answer
        self._session.flush()

    def forget_old(self, now: datetime) -> int:
        """Remove, for every organisation, what is older than a day."""
        gone = self._session.connection().execute(delete(AnswerRow).where(AnswerRow.kept_at <= now - KEPT_FOR))
        return gone.rowcount

    def _forget(self, key: str, now: datetime) -> None:
        own = (AnswerRow.organisation == self._organisation, AnswerRow.key == key)
        self._session.execute(delete(AnswerRow).where(*own, AnswerRow.kept_at <= now - KEPT_FOR))

    def _kept(self, row: AnswerRow, fingerprint: str) -> JsonObject | None:
        if row.fingerprint != fingerprint:
            raise KeyReusedError("this Idempotency-Key was used for another request")
        return row.answer
