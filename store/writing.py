"""Writes that another process may be making at the same moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.errors import UnknownPostingError
from store.tables import PostingRow, Table

Insert: TypeAlias = postgresql.Insert | sqlite.Insert


def insert_unless_there(session: Session, table: type[Table], values: dict[str, Any]) -> bool:
    """Insert a row; where one with that key stands already, leave it, and answer false."""
    insert = _insert_unless_there(_backend(session), table)
    return session.connection().execute(insert, values, execution_options={"preserve_rowcount": True}).rowcount == 1


def insert_each_unless_there(session: Session, table: type[Table], rows: Sequence[dict[str, Any]]) -> None:
    """The same for many rows."""
    if rows:
        session.connection().execute(_insert_unless_there(_backend(session), table), rows)


def insert_or_replace(session: Session, table: type[Table], values: dict[str, Any], *, keeping: Collection[str] = ()) -> None:
    """Insert a row; where one with that key stands already, it takes these values, and keeps those columns as they are."""
    changing = tuple(name for name in values if name not in keeping)
    session.connection().execute(_insert_or_replace(_backend(session), table, changing), values)


def insert_or_replace_each(session: Session, table: type[Table], rows: Sequence[dict[str, Any]]) -> None:
    """The same for many rows that have the same columns."""
    if rows:
        session.connection().execute(_insert_or_replace(_backend(session), table, tuple(rows[0])), rows)


def locked_posting(session: Session, posting_id: str) -> PostingRow:
    """The posting's row as it is now, kept from other writers until the session ends."""
    row = session.get(PostingRow, posting_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise UnknownPostingError(f"there is no posting {posting_id!r:.80}")
    return row


def _backend(session: Session) -> str:
    return session.get_bind().dialect.name


# Statements are built once: building costs more than running them.
@lru_cache(maxsize=64)
def _insert_unless_there(backend: str, table: type[Table]) -> Insert:
    return _insert(backend, table).on_conflict_do_nothing()


@lru_cache(maxsize=64)
def _insert_or_replace(backend: str, table: type[Table], changing: tuple[str, ...]) -> Insert:
    key = [column.name for column in table.__table__.primary_key]
    insert = _insert(backend, table)
    rest = {name: insert.excluded[name] for name in changing if name not in key}
    return insert.on_conflict_do_update(index_elements=key, set_=rest)


def _insert(backend: str, table: type[Table]) -> Insert:
    # Plain tables, because the mapper's own bulk insert costs more than the statement.
    bare = table.metadata.tables[table.__tablename__]
    return postgresql.insert(bare) if backend == "postgresql" else sqlite.insert(bare)
