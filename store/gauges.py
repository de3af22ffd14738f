"""How much waits for people, and for how long: two numbers a state, for whoever watches the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.tables import PostingRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """Postings in one state of review: how many, and when the oldest was seen first."""

    postings: int
    oldest_seen_at: datetime

    def age_seconds(self, now: datetime) -> float:
        """How long ago that was."""
        return max(0.0, (now - self.oldest_seen_at).total_seconds())


class Gauges:
    """What waits now. One query over one index, so that it may be asked every few seconds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self) -> Mapping[str, Waiting]:
        """Postings that a person must look at, by the state of their review; a state in which there is none is not listed."""
        counted = (PostingRow.state, func.count(), func.min(PostingRow.first_seen_at))
        asked = (PostingRow.needs_review.is_(True), PostingRow.rank.is_not(None))
        rows = self._session.execute(select(*counted).where(*asked).group_by(PostingRow.state))
        return {state: Waiting(postings, oldest) for state, postings, oldest in rows}
