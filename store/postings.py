"""Postings and their versions: a repost or an edit is a new version of the same posting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.posting import Posting
from features.records.posting_mapping import posting_from_mapping, posting_to_mapping
from store.identity import public_id
from store.tables import PostingRow, VersionRow
from store.writing import insert_unless_there, locked_posting

INITIAL_STATE: Final = "open"
"""Where review begins."""


class Outcome(StrEnum):
    """What saving a posting found."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SavedPosting:
    """Where a posting was put."""

    posting_id: str
    version: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PostingVersion:
    """When a posting read as it did."""

    version: int
    digest: str
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class StoredPosting:
    """One version of a posting, and what is known of the others."""

    posting_id: str
    posting: Posting
    version: int
    versions: tuple[PostingVersion, ...]
    first_seen_at: datetime
    last_seen_at: datetime
    state: str
    """The state of its review."""


class Postings:
    """Every posting ever seen."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, posting: Posting, seen_at: datetime) -> SavedPosting:
        """Remember a posting that was seen: as new, as a new version, or as still there."""
        posting = posting_from_mapping(posting_to_mapping(posting))  # as it will be read back: capped, and storable everywhere
        posting_id = public_id(posting)
        insert_unless_there(self._session, PostingRow, _first_row(posting_id, posting, seen_at))
        row = locked_posting(self._session, posting_id)
        row.first_seen_at, row.last_seen_at = min(row.first_seen_at, seen_at), max(row.last_seen_at, seen_at)
        current = self._session.get(VersionRow, (posting_id, row.current_version)) if row.current_version else None
        if current is not None and current.digest == posting.digest():
            current.first_seen_at = min(current.first_seen_at, seen_at)
            current.last_seen_at = max(current.last_seen_at, seen_at)
            self._session.flush()
            return SavedPosting(posting_id, current.version, Outcome.UNCHANGED)
        return self._add_version(row, posting, seen_at)

    def get(self, posting_id: str) -> StoredPosting | None:
        """A posting in its current version."""
        row = self._session.get(PostingRow, posting_id)
        return self._stored(row, row.current_version) if row is not None else None

    def version(self, posting_id: str, version: int) -> StoredPosting | None:
        """A posting as it was."""
        row = self._session.get(PostingRow, posting_id)
        return self._stored(row, version) if row is not None else None

    def first(self, most: int) -> list[Posting]:
        """So many postings in their current version, in the order in which they were first seen."""
        current = (VersionRow.posting_id == PostingRow.posting_id) & (VersionRow.version == PostingRow.current_version)
        query = select(VersionRow.body).join(PostingRow, current).order_by(PostingRow.first_seen_at, PostingRow.posting_id)
        return [posting_from_mapping(body) for body in self._session.scalars(query.limit(most))]

    def _add_version(self, row: PostingRow, posting: Posting, seen_at: datetime) -> SavedPosting:
        row.current_version += 1
        row.url = posting.url
        version = VersionRow(
            posting_id=row.posting_id,
            version=row.current_version,
            digest=posting.digest(),
            first_seen_at=seen_at,
            last_seen_at=seen_at,
            body=posting_to_mapping(posting),
        )
        self._session.add(version)
        self._session.flush()
        return SavedPosting(row.posting_id, version.version, Outcome.NEW if version.version == 1 else Outcome.CHANGED)

    def _stored(self, row: PostingRow, number: int) -> StoredPosting | None:
        version = self._session.get(VersionRow, (row.posting_id, number))
        if version is None:
            return None
        return StoredPosting(
            posting_id=row.posting_id,
            posting=posting_from_mapping(version.body),
            version=version.version,
            versions=self._versions(row.posting_id),
            first_seen_at=row.first_seen_at,
            last_seen_at=row.last_seen_at,
            state=row.state,
        )

    def _versions(self, posting_id: str) -> tuple[PostingVersion, ...]:
        columns = (VersionRow.version, VersionRow.digest, VersionRow.first_seen_at, VersionRow.last_seen_at)
        query = select(*columns).where(VersionRow.posting_id == posting_id).order_by(VersionRow.version)
        return tuple(PostingVersion(*row) for row in self._session.execute(query))


def _first_row(posting_id: str, posting: Posting, seen_at: datetime) -> dict[str, object]:
    return {
        "posting_id": posting_id,
        "source": posting.source,
        "url": posting.url,
        "kind": posting.kind.value,
        "current_version": 0,
        "first_seen_at": seen_at,
        "last_seen_at": seen_at,
        "state": INITIAL_STATE,
    }
