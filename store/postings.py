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
from store.scope import organisation_of
from store.search_index import index_words
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
    gone_at: datetime | None = None
    """When its source was first seen without it; `None` while it is there."""


class Postings:
    """Every posting ever seen."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, posting: Posting, seen_at: datetime) -> SavedPosting:
        """Remember a posting that was seen: as new, as a new version, or as still there."""
        posting = posting_from_mapping(posting_to_mapping(posting))  # as it will be read back: capped, and storable everywhere
        organisation = organisation_of(self._session)
        posting_id = public_id(posting, organisation)
        row = self._session.get(PostingRow, posting_id, with_for_update=True, populate_existing=True)
        if row is None:
            first = _first_row(posting_id, posting, seen_at) | {"organisation": organisation}
            if insert_unless_there(self._session, PostingRow, first):
                self._write_version(posting_id, 1, posting, seen_at)
                return SavedPosting(posting_id, 1, Outcome.NEW)
            row = locked_posting(self._session, posting_id)  # another process was first
        return self._seen_again(row, posting, seen_at)

    def _seen_again(self, row: PostingRow, posting: Posting, seen_at: datetime) -> SavedPosting:
        row.first_seen_at, row.last_seen_at = min(row.first_seen_at, seen_at), max(row.last_seen_at, seen_at)
        current = self._session.get_one(VersionRow, (row.posting_id, row.current_version))
        if current.digest == posting.digest():
            current.first_seen_at = min(current.first_seen_at, seen_at)
            current.last_seen_at = max(current.last_seen_at, seen_at)
            self._session.flush()
            return SavedPosting(row.posting_id, current.version, Outcome.UNCHANGED)
        if seen_at < row.last_seen_at:  # an old answer, read again: no news
            self._session.flush()
            return SavedPosting(row.posting_id, row.current_version, Outcome.UNCHANGED)
        row.current_version += 1
        row.url = posting.url
        self._session.flush()
        self._write_version(row.posting_id, row.current_version, posting, seen_at)
        return SavedPosting(row.posting_id, row.current_version, Outcome.CHANGED)

    def holds(self, posting_id: str) -> bool:
        """Whether there is such a posting."""
        return self._session.get(PostingRow, posting_id) is not None

    def hold(self, posting_id: str) -> None:
        """Let other writers of a posting, where it is there, wait for this session."""
        self._session.get(PostingRow, posting_id, with_for_update=True, populate_existing=True)

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

    def _write_version(self, posting_id: str, number: int, posting: Posting, seen_at: datetime) -> None:
        values = {
            "posting_id": posting_id,
            "version": number,
            "digest": posting.digest(),
            "first_seen_at": seen_at,
            "last_seen_at": seen_at,
            "body": posting_to_mapping(posting),
        }
        insert_unless_there(self._session, VersionRow, values)
        index_words(self._session, posting_id, posting)

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
            gone_at=row.gone_at,
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
        "current_version": 1,
        "first_seen_at": seen_at,
        "last_seen_at": seen_at,
        "state": INITIAL_STATE,
    }
