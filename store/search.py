"""Search in what was assessed: by words, and by what is known of a posting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, String, cast, column, exists, false, func, literal, literal_column, select, table, tuple_
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from store.cursors import cursor_of, moment_in, parts_of
from store.queue import EVERYTHING, MAX_PAGE, Page, QueueFilters, conditions, line
from store.search_tables import FULL_TEXT, WORDS, IndicatorRow, SearchRow
from store.search_terms import Clause, parse_query
from store.tables import PostingRow, UtcDateTime

Condition: TypeAlias = ColumnElement[bool]


class Order(StrEnum):
    """Which postings come first."""

    NEWEST = "newest"
    """First seen last."""
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which postings are looked for; what is None does not matter."""

    words: str | None = None
    """All must occur; "those in quotation marks" one after the other; the beginning of a word with a star is enough."""
    known: QueueFilters = EVERYTHING
    indicator: str | None = None
    """Present, as the newest assessment has it."""
    gone: bool | None = None
    seen_since: datetime | None = None
    seen_until: datetime | None = None


ANYTHING: Final = Wanted()


class Search:
    """The postings of one organisation, as they are found."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, wanted: Wanted = ANYTHING, order: Order = Order.NEWEST, limit: int = 50, cursor: str | None = None) -> Page:
        """Up to `limit` postings that were assessed. A cursor names the last line seen, so what comes in shifts nothing."""
        if not 1 <= limit <= MAX_PAGE:
            raise ValueError(f"a page has 1 to {MAX_PAGE} lines, not {limit}")
        query = select(PostingRow).where(*self._conditions(wanted))
        if cursor is not None:
            query = query.where(_after(order, cursor))
        rows = self._session.scalars(query.order_by(*_by(order)).limit(limit + 1)).all()
        return Page(tuple(map(line, rows[:limit])), _cursor(order, rows[limit - 1]) if len(rows) > limit else None)

    def _conditions(self, wanted: Wanted) -> Iterator[Condition]:
        yield from conditions(wanted.known)
        yield from _further(wanted)
        if wanted.words is not None and wanted.words.strip():
            clauses = parse_query(wanted.words)
            yield _has(clauses, self._session.get_bind().dialect.name) if clauses else false()


def _further(wanted: Wanted) -> Iterator[Condition]:
    if wanted.indicator is not None:
        yield exists().where(IndicatorRow.indicator == wanted.indicator, IndicatorRow.posting_id == PostingRow.posting_id)
    if wanted.gone is not None:
        yield PostingRow.gone_at.is_not(None) if wanted.gone else PostingRow.gone_at.is_(None)
    if wanted.seen_since is not None:
        yield PostingRow.first_seen_at >= wanted.seen_since
    if wanted.seen_until is not None:
        yield PostingRow.first_seen_at < wanted.seen_until


def _has(clauses: tuple[Clause, ...], backend: str) -> Condition:
    """The index finds what has every term; what must stand together is then looked for in the text."""
    terms = dict.fromkeys(
        (term, clause.prefix and number == len(clause.terms))
        for clause in clauses
        for number, term in enumerate(clause.terms, start=1)
    )
    indexed = _on_postgres(terms) if backend == "postgresql" else _on_sqlite(terms)
    together = [_stands(clause, backend) for clause in clauses if len(clause.terms) > 1]
    return PostingRow.posting_id.in_(select(SearchRow.posting_id).where(indexed, *together))


def _on_sqlite(terms: dict[tuple[str, bool], None]) -> Condition:
    asked = " ".join(f'"{term}"*' if prefix else f'"{term}"' for term, prefix in terms)
    index = table(FULL_TEXT, column("rowid"))
    return SearchRow.entry.in_(select(index.c.rowid).where(literal_column(FULL_TEXT).op("MATCH")(asked)))


def _on_postgres(terms: dict[tuple[str, bool], None]) -> Condition:
    asked = " & ".join(f"'{term}':*" if prefix else f"'{term}'" for term, prefix in terms)
    return literal_column(WORDS).bool_op("@@")(cast(literal(asked, String), TSQUERY))


def _stands(clause: Clause, backend: str) -> Condition:
    words = f" {' '.join(clause.terms)}" + ("" if clause.prefix else " ")
    find = func.strpos if backend == "postgresql" else func.instr
    return find(SearchRow.terms, words) > 0


def _by(order: Order) -> tuple[ColumnElement[Any], ...]:
    if order is Order.NEWEST:
        return PostingRow.first_seen_at.desc(), PostingRow.posting_id.desc()
    return PostingRow.rank.asc(), PostingRow.posting_id.asc()


def _after(order: Order, cursor: str) -> Condition:
    if order is Order.NEWEST:
        moment, newest = parts_of(cursor, str, str)
        seen = tuple_(literal(moment_in(moment), UtcDateTime), literal(newest))
        return tuple_(PostingRow.first_seen_at, PostingRow.posting_id) < seen
    rank, last = parts_of(cursor, float, str)
    return tuple_(PostingRow.rank, PostingRow.posting_id) > (rank, last)


def _cursor(order: Order, row: PostingRow) -> str:
    if order is Order.NEWEST:
        return cursor_of(row.first_seen_at.isoformat(), row.posting_id)
    return cursor_of(float(row.rank or 0.0), row.posting_id)
