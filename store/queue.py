"""The review queue, page by page: what was assessed, by priority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, exists, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.assessment import Band
from models.policy import PolicyName
from store.cursors import cursor_of, parts_of
from store.tables import FlagRow, PostingRow

MAX_PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilters:
    """Which postings to show; what is None does not matter."""

    state: str | None = None
    band: Band | None = None
    """Judged, and in this band."""
    policy: PolicyName | None = None
    """Flagged by this policy."""
    language: str | None = None
    source: str | None = None
    needs_review: bool | None = None
    abstained: bool | None = None
    """Whether nothing could be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """A line of the queue."""

    posting_id: str
    version: int
    """The version that was assessed."""
    title: str
    employer: str
    location: str
    source: str
    language: str
    priority: float
    band: Band
    needs_review: bool
    abstained: str
    """Why nothing could be judged, or empty. The band then says nothing."""
    flagged: tuple[PolicyName, ...]
    indicators: tuple[str, ...]
    """The strongest that are present."""
    state: str
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of the queue, and where to go on; no cursor means that this was the end."""

    items: tuple[QueueItem, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many postings the filters let through: by state of review, and by band or as not judged."""

    total: int
    by_state: Mapping[str, int]
    by_band: Mapping[Band, int]
    abstained: int
    """Those on which nothing could be judged; they are in no band."""


@dataclass(frozen=True, slots=True)
class QueueValues:
    """What the postings of the queue have in the columns that are free text, in order."""

    languages: tuple[str, ...]
    sources: tuple[str, ...]


EVERYTHING: Final = QueueFilters()


class QueueView:
    """The queue as it is now."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, limit: int = 50, cursor: str | None = None, filters: QueueFilters = EVERYTHING) -> Page:
        """Up to `limit` lines, highest priority first, then by id.

        A cursor names the last line seen, not a count, so what is added meanwhile shifts nothing.
        """
        if not 1 <= limit <= MAX_PAGE:
            raise ValueError(f"a page has 1 to {MAX_PAGE} lines, not {limit}")
        query = select(PostingRow).where(*conditions(filters)).order_by(PostingRow.rank, PostingRow.posting_id)
        if cursor is not None:
            query = query.where(tuple_(PostingRow.rank, PostingRow.posting_id) > _position(cursor))
        rows = self._session.scalars(query.limit(limit + 1)).all()
        return Page(
            tuple(map(line, rows[:limit])),
            cursor_of(rows[limit - 1].rank or 0.0, rows[limit - 1].posting_id) if len(rows) > limit else None,
        )

    def counts(self, filters: QueueFilters = EVERYTHING) -> QueueCounts:
        """How much there is to do."""
        groups = (PostingRow.state, PostingRow.band, PostingRow.abstained)
        query = select(*groups, func.count()).where(*conditions(filters)).group_by(*groups)
        by_state: Counter[str] = Counter()
        by_band: Counter[Band] = Counter()
        for state, band, abstained, count in self._session.execute(query):
            by_state[state] += count
            if not abstained:
                by_band[Band(band or Band.LOW)] += count
        return QueueCounts(by_state.total(), dict(by_state), dict(by_band), by_state.total() - by_band.total())

    def values(self) -> QueueValues:
        """What can be filtered by: the languages and sources that there are."""
        return QueueValues(self._distinct(PostingRow.language), self._distinct(PostingRow.source))

    def _distinct(self, column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]) -> tuple[str, ...]:
        """Each value once: the least, then the next greater, so that as many index look-ups serve as there are values."""
        least = select(func.min(column).label("value")).where(PostingRow.rank.is_not(None)).cte("least", recursive=True)
        following = select(func.min(column)).where(PostingRow.rank.is_not(None), column > least.c.value).scalar_subquery()
        found = least.union_all(select(following).where(least.c.value.is_not(None)))
        return tuple(self._session.scalars(select(found.c.value).where(found.c.value.is_not(None))))


def conditions(filters: QueueFilters) -> Iterator[ColumnElement[bool]]:
    """What the filters ask of a posting; of one that was never assessed there is no line."""
    yield PostingRow.rank.is_not(None)
    for name in ("state", "band", "language", "source", "needs_review"):
        if (wanted := getattr(filters, name)) is not None:
            yield getattr(PostingRow, name) == wanted
    if filters.band is not None or filters.abstained is False:
        yield PostingRow.abstained == ""
    if filters.abstained:
        yield PostingRow.abstained != ""
    if filters.policy is not None:
        yield exists().where(FlagRow.policy == filters.policy.value, FlagRow.posting_id == PostingRow.posting_id)


def _position(cursor: str) -> tuple[float, str]:
    rank, posting_id = parts_of(cursor, float, str)
    return float(rank), str(posting_id)


def line(row: PostingRow) -> QueueItem:
    """A posting's line."""
    return QueueItem(
        posting_id=row.posting_id,
        version=row.assessed_version or 0,
        title=row.title or "",
        employer=row.employer or "",
        location=row.location or "",
        source=row.source,
        language=row.language or "",
        priority=abs(row.rank or 0.0),
        band=Band(row.band or Band.LOW),
        needs_review=bool(row.needs_review),
        abstained=row.abstained or "",
        flagged=tuple(map(PolicyName, row.flagged or ())),
        indicators=tuple(row.indicators or ()),
        state=row.state,
        first_seen_at=row.first_seen_at,
    )
