"""Where each version of a posting was seen, and what became of postings that are no longer to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session

from store.crawl_tables import SightingRow, TargetRow
from store.tables import JsonObject, PostingRow
from store.writing import insert_or_replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A version of a posting, the archived answers that show it first and last, and what allowed the last to be fetched."""

    posting_id: str
    version: int
    source: str
    crawl: int
    target_id: str
    first_record: JsonObject | None
    last_record: JsonObject | None
    permission: JsonObject


class Sightings:
    """Every sighting of every version."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def see(self, sighting: Sighting, *, new: bool = False) -> None:
        """A version was seen, for the first time or again; a posting that was gone is back (which a new one was not)."""
        values = {
            "posting_id": sighting.posting_id,
            "version": sighting.version,
            "source": sighting.source,
            "crawl": sighting.crawl,
            "target_id": sighting.target_id,
            "first_record": sighting.first_record,
            "last_record": sighting.last_record,
            "permission": sighting.permission,
        }
        insert_or_replace(self._session, SightingRow, values, keeping=("first_record",))
        if new:
            return
        back = update(PostingRow).where(PostingRow.posting_id == sighting.posting_id, PostingRow.gone_at.is_not(None))
        self._session.execute(back.values(gone_at=None), execution_options={"synchronize_session": False})

    def of(self, posting_id: str) -> list[Sighting]:
        """The sightings of a posting's versions, in order."""
        query = select(SightingRow).where(SightingRow.posting_id == posting_id).order_by(SightingRow.version)
        return [_sighting(row) for row in self._session.scalars(query)]

    def records(self) -> Iterator[tuple[str, JsonObject]]:
        """Each posting's id with each archived answer that it points to."""
        query = select(SightingRow.posting_id, SightingRow.first_record, SightingRow.last_record).order_by(SightingRow.posting_id)
        for posting_id, first, last in self._session.execute(query.execution_options(yield_per=1_000)):
            yield from ((posting_id, record) for record in ([first] if first == last else [first, last]) if record)

    def gone_with_page(self, target_id: str, now: datetime) -> int:
        """The page that showed them is there no more. Answers how many postings went with it."""
        return self._mark(exists().where(_is_current(), SightingRow.target_id == target_id), now)

    def gone(self, posting_ids: Iterable[str], now: datetime) -> int:
        """Their source says that they were taken down."""
        return self._mark(PostingRow.posting_id.in_(list(posting_ids)), now)

    def gone_under(self, source: str, address: str, now: datetime) -> int:
        """Their source says that all below an address was taken down."""
        below = PostingRow.url.startswith(address, autoescape=True)
        return self._mark((PostingRow.source == source) & below, now)

    def gone_since(self, source: str, crawl: int, now: datetime) -> int:
        """A whole crawl of the source did not see them again, and was not kept from looking."""
        refused = exists().where(TargetRow.target_id == SightingRow.target_id, TargetRow.crawl >= crawl, TargetRow.reason != "")
        missed = exists().where(_is_current(), SightingRow.source == source, SightingRow.crawl < crawl, ~refused)
        return self._mark(missed, now)

    def _mark(self, which: ColumnElement[bool], now: datetime) -> int:
        marked = update(PostingRow).where(which, PostingRow.gone_at.is_(None)).values(gone_at=now)
        return self._session.execute(marked, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined,no-any-return]


def _is_current() -> ColumnElement[bool]:
    """The sighting is of the posting's current version: what an older one was seen in says nothing."""
    return (SightingRow.posting_id == PostingRow.posting_id) & (SightingRow.version == PostingRow.current_version)


def _sighting(row: SightingRow) -> Sighting:
    return Sighting(
        posting_id=row.posting_id,
        version=row.version,
        source=row.source,
        crawl=row.crawl,
        target_id=row.target_id,
        first_record=row.first_record,
        last_record=row.last_record,
        permission=row.permission,
    )
