"""The tables. Private to `store`: everyone else asks a repository.

The columns that order and filter the review queue stand on `postings` itself, so that one index serves a page of it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Final, TypeAlias

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, ForeignKeyConstraint, Index, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

JsonObject: TypeAlias = dict[str, Any]
HOME: Final = "home"
"""The organisation of the house: what is crawled is its own, and everything where nobody signs in."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Refused unless aware; always comes back in UTC, also from SQLite, which keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: D102
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} names no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: D102
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Table(DeclarativeBase):
    """Base of all tables; constraints are named, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        JsonObject: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
    }


class PostingRow(Table):
    """A posting, whatever its version, and where it stands in the review queue (once it is assessed)."""

    __tablename__ = "postings"

    posting_id: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(server_default=HOME)
    """Whose it is."""
    source: Mapped[str]
    url: Mapped[str]
    kind: Mapped[str]
    current_version: Mapped[int]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    state: Mapped[str]
    gone_at: Mapped[datetime | None]
    """When its source was first seen without it; empty while it is there."""
    rank: Mapped[float | None]
    """Minus the priority: ascending in the queue's order, as the id is, so that a cursor is one row comparison."""
    assessed_version: Mapped[int | None]
    band: Mapped[str | None]
    language: Mapped[str | None]
    needs_review: Mapped[bool | None]
    abstained: Mapped[str | None]
    """Why nothing could be judged, or empty."""
    title: Mapped[str | None]
    employer: Mapped[str | None]
    location: Mapped[str | None]
    flagged: Mapped[list[str] | None]
    indicators: Mapped[list[str] | None]

    __table_args__ = (
        Index(None, "organisation", "rank", "posting_id"),
        Index(None, "organisation", "state", "rank", "posting_id"),
        Index(None, "organisation", "state", "band", "rank", "posting_id"),
        Index(None, "organisation", "band", "rank", "posting_id"),
        Index(None, "organisation", "language", "rank", "posting_id"),
        Index(None, "organisation", "source", "rank", "posting_id"),
        Index(None, "organisation", "needs_review", "rank", "posting_id"),
        Index(None, "organisation", "first_seen_at", "posting_id"),
    )


class FlagRow(Table):
    """A policy that flags a posting, for the queue's filter."""

    __tablename__ = "flags"

    policy: Mapped[str] = mapped_column(primary_key=True)
    posting_id: Mapped[str] = mapped_column(ForeignKey("postings.posting_id"), primary_key=True, index=True)


class VersionRow(Table):
    """A posting as it read for a while."""

    __tablename__ = "posting_versions"

    posting_id: Mapped[str] = mapped_column(ForeignKey("postings.posting_id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(index=True)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    body: Mapped[JsonObject]


class AssessmentRow(Table):
    """What one model version said of one version of a posting."""

    __tablename__ = "assessments"

    posting_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    model_version: Mapped[str] = mapped_column(primary_key=True)
    assessed_at: Mapped[datetime]
    priority: Mapped[float] = mapped_column(index=True)
    band: Mapped[str] = mapped_column(index=True)
    flagged: Mapped[bool] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(index=True)
    needs_review: Mapped[bool] = mapped_column(index=True)
    abstained: Mapped[str] = mapped_column(index=True)
    body: Mapped[JsonObject]

    __table_args__ = (
        ForeignKeyConstraint(["posting_id", "version"], ["posting_versions.posting_id", "posting_versions.version"]),
        Index(None, "model_version"),
    )


class ReviewRow(Table):
    """One thing a reviewer did. Appended, never changed; the key is what keeps two reviewers apart."""

    __tablename__ = "review_events"

    posting_id: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    posting_version: Mapped[int]
    reviewer: Mapped[str] = mapped_column(index=True)
    action: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(index=True)
    body: Mapped[JsonObject]

    __table_args__ = (
        ForeignKeyConstraint(["posting_id", "posting_version"], ["posting_versions.posting_id", "posting_versions.version"]),
    )
