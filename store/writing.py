"""Writes that another process may be making at the same moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.errors import UnknownPostingError
from store.tables import PostingRow, Table


def insert_unless_there(session: Session, table: type[Table], values: dict[str, Any]) -> None:
    """Insert a row; where one with that key stands already, leave it."""
    session.execute(_insert(session, table).values(values).on_conflict_do_nothing())


def insert_or_replace(session: Session, table: type[Table], values: dict[str, Any]) -> None:
    """Insert a row; where one with that key stands already, it takes these values."""
    key = [column.name for column in table.__table__.primary_key]
    rest = {name: value for name, value in values.items() if name not in key}
    session.execute(_insert(session, table).values(values).on_conflict_do_update(index_elements=key, set_=rest))


def locked_posting(session: Session, posting_id: str) -> PostingRow:
    """The posting's row as it is now, kept from other writers until the session ends."""
    row = session.get(PostingRow, posting_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise UnknownPostingError(f"there is no posting {posting_id!r:.80}")
    return row


def _insert(session: Session, table: type[Table]) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(table)
