"""Review events, appended and never changed. What they mean is for `labelling.review` to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from features.posting import Json
from store.errors import ReviewConflictError, UnknownPostingError
from store.tables import PostingRow, ReviewRow, VersionRow
from store.writing import locked_posting


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One thing a reviewer did: who, what and when, and the rest as a mapping of plain values."""

    posting_id: str
    sequence: int
    """Counts the events of a posting from 1."""
    posting_version: int
    reviewer: str
    action: str
    recorded_at: datetime
    body: Mapping[str, Json]


class Reviews:
    """Everything reviewers did."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def events(self, posting_id: str) -> tuple[StoredEvent, ...]:
        """What was done with a posting, in order."""
        query = select(ReviewRow).where(ReviewRow.posting_id == posting_id).order_by(ReviewRow.sequence)
        return tuple(_event(row) for row in self._session.scalars(query))

    def append(self, event: StoredEvent, state: str) -> str:
        """Remember an event, and the state it leaves the posting in. Answers whose posting it is.

        Raises `ReviewConflictError` when another event took this place in the sequence first.
        """
        self.require(event.posting_id, event.posting_version)
        try:
            with self._session.begin_nested():
                self._session.add(_row(event))
        except IntegrityError:
            raise ReviewConflictError(f"someone else acted on posting {event.posting_id} first: look at it again") from None
        row = locked_posting(self._session, event.posting_id)
        row.state = state
        self._session.flush()
        return row.organisation

    def require(self, posting_id: str, version: int) -> None:
        """Raise `UnknownPostingError` unless there is such a version of such a posting."""
        known = self._session.get(PostingRow, posting_id) is not None
        if not known or self._session.get(VersionRow, (posting_id, version)) is None:
            raise UnknownPostingError(f"there is no version {version} of a posting {posting_id!r:.80}")


def _event(row: ReviewRow) -> StoredEvent:
    return StoredEvent(
        posting_id=row.posting_id,
        sequence=row.sequence,
        posting_version=row.posting_version,
        reviewer=row.reviewer,
        action=row.action,
        recorded_at=row.recorded_at,
        body=row.body,
    )


def _row(event: StoredEvent) -> ReviewRow:
    return ReviewRow(
        posting_id=event.posting_id,
        sequence=event.sequence,
        posting_version=event.posting_version,
        reviewer=event.reviewer,
        action=event.action,
        recorded_at=event.recorded_at,
        body=dict(event.body),
    )
