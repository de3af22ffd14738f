"""Postings that somebody judged: a reviewer who decided, or the platform that published them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from store.cursors import cursor_of, parts_of
from store.decision_tables import DecisionRow
from store.tables import PostingRow, ReviewRow

MAX_PAGE: Final = 500
_DECIDE: Final = "decide"


def judged_postings(session: Session, limit: int = 100, cursor: str | None = None) -> tuple[tuple[str, ...], str | None]:
    """The ids of up to `limit` of them, in the order of their ids, and the cursor that leads on."""
    if not 1 <= limit <= MAX_PAGE:
        raise ValueError(f"a page has 1 to {MAX_PAGE} postings, not {limit}")
    reviewed = exists().where(ReviewRow.posting_id == PostingRow.posting_id, ReviewRow.action == _DECIDE)
    decided = exists().where(DecisionRow.posting_id == PostingRow.posting_id)
    query = select(PostingRow.posting_id).where(or_(reviewed, decided)).order_by(PostingRow.posting_id)
    if cursor is not None:
        query = query.where(PostingRow.posting_id > parts_of(cursor, str)[0])
    found = session.scalars(query.limit(limit + 1)).all()
    return tuple(found[:limit]), cursor_of(found[limit - 1]) if len(found) > limit else None
