"""Crawls of a source, one after another: begun, gone on with after an interruption, ended; and how far feeds have been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from store.crawl_tables import CrawlRow, CursorRow
from store.writing import insert_or_replace, insert_unless_there

_HISTORY: Final = 10


class CrawlOutcome(StrEnum):
    """How a crawl ended."""

    COMPLETE = "complete"
    """Everything it found was fetched."""
    BUDGET = "budget"
    """Its budget was spent; what is left comes first in the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """One crawl of a source."""

    source: str
    crawl: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    pages: int
    postings: int
    fields: Mapping[str, int]
    """How many of its postings state each field."""

    def coverage(self, name: str) -> float:
        """The share of its postings that state a field; 0 where there are none."""
        return self.fields.get(name, 0) / self.postings if self.postings else 0.0


class Crawls:
    """Every crawl of every source."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, source: str, now: datetime) -> Crawl:
        """The source's crawl that has not ended yet, else a new one."""
        if (unfinished := self._latest(source, ended=False)) is not None:
            return unfinished
        number = (self._session.scalar(select(func.max(CrawlRow.crawl)).where(CrawlRow.source == source)) or 0) + 1
        counts = {"pages": 0, "postings": 0, "fields": {}}
        fresh = {"source": source, "crawl": number, "started_at": now, "ended_at": None, "outcome": ""}
        insert_unless_there(self._session, CrawlRow, fresh | counts)
        return _crawl(self._session.get_one(CrawlRow, (source, number)))

    def count(
        self, source: str, crawl: int, *, pages: int = 0, postings: int = 0, fields: Mapping[str, int] | None = None
    ) -> None:
        """So many more pages and postings, and postings that state each field."""
        row = self._session.get_one(CrawlRow, (source, crawl), with_for_update=True, populate_existing=True)
        row.pages += pages
        row.postings += postings
        if fields:
            row.fields = {name: row.fields.get(name, 0) + fields.get(name, 0) for name in sorted({*row.fields, *fields})}
        self._session.flush()

    def end(self, source: str, crawl: int, outcome: CrawlOutcome, now: datetime) -> bool:
        """End a crawl; false where another process has ended it."""
        open_still = (CrawlRow.source == source, CrawlRow.crawl == crawl, CrawlRow.ended_at.is_(None))
        ended = update(CrawlRow).where(*open_still).values(ended_at=now, outcome=outcome)
        return bool(self._session.execute(ended).rowcount)  # type: ignore[attr-defined]

    def get(self, source: str, crawl: int) -> Crawl:
        """One crawl as it stands."""
        return _crawl(self._session.get_one(CrawlRow, (source, crawl), populate_existing=True))

    def history(self, source: str, before: int) -> list[Crawl]:
        """The last complete crawls of a source before one, newest first."""
        complete = (CrawlRow.source == source, CrawlRow.crawl < before, CrawlRow.outcome == CrawlOutcome.COMPLETE)
        query = select(CrawlRow).where(*complete).order_by(CrawlRow.crawl.desc()).limit(_HISTORY)
        return [_crawl(row) for row in self._session.scalars(query)]

    def latest(self, source: str) -> Crawl | None:
        """The source's last crawl, if there was any."""
        return self._latest(source)

    def cursor(self, source: str, entry_point: str) -> str:
        """How far an entry point was read; empty at first."""
        row = self._session.get(CursorRow, (source, entry_point))
        return row.cursor if row else ""

    def move_cursor(self, source: str, entry_point: str, cursor: str, now: datetime) -> None:
        """An entry point was read so far, and what it held is saved in this unit of work."""
        values = {"source": source, "entry_point": entry_point, "cursor": cursor, "saved_at": now}
        insert_or_replace(self._session, CursorRow, values)

    def _latest(self, source: str, *, ended: bool | None = None) -> Crawl | None:
        query = select(CrawlRow).where(CrawlRow.source == source).order_by(CrawlRow.crawl.desc()).limit(1)
        if ended is False:
            query = query.where(CrawlRow.ended_at.is_(None))
        row = self._session.scalar(query.execution_options(populate_existing=True))
        return _crawl(row) if row else None


def _crawl(row: CrawlRow) -> Crawl:
    return Crawl(
        source=row.source,
        crawl=row.crawl,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        pages=row.pages,
        postings=row.postings,
        fields=dict(row.fields),
    )
