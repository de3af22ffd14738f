"""The tables of crawling. Private to `store`, as `store.tables` is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import JsonObject, Table


class TargetRow(Table):
    """One thing a crawl is to fetch, is fetching, or fetched: the frontier."""

    __tablename__ = "crawl_targets"

    target_id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    host: Mapped[str]
    request: Mapped[JsonObject]
    """Address, role, method, body, headers and context, as `crawler` writes them."""
    crawl: Mapped[int]
    """Which of the source's crawls asked for it last."""
    turn: Mapped[int]
    """Lower ones are fetched first."""
    state: Mapped[str]
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    leased_by: Mapped[str]
    leased_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str]
    record: Mapped[JsonObject | None]
    """Where the archive holds the last answer."""

    __table_args__ = (
        Index(None, "state", "source", "host", "turn", "due_at"),
        Index(None, "source", "crawl", "state"),
        Index(None, "leased_by"),
    )


class HostRow(Table):
    """Which process may speak to a host at the moment: one at a time."""

    __tablename__ = "crawl_hosts"

    host: Mapped[str] = mapped_column(primary_key=True)
    leased_by: Mapped[str]
    leased_until: Mapped[datetime]


class CrawlRow(Table):
    """One crawl of one source, from its entry points until nothing is left to fetch or the budget is spent."""

    __tablename__ = "crawls"

    source: Mapped[str] = mapped_column(primary_key=True)
    crawl: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str]
    pages: Mapped[int]
    postings: Mapped[int]
    fields: Mapped[JsonObject]
    """How many of its postings state each field."""


class CursorRow(Table):
    """How far a source that is read on and on has been read."""

    __tablename__ = "crawl_cursors"

    source: Mapped[str] = mapped_column(primary_key=True)
    entry_point: Mapped[str] = mapped_column(primary_key=True)
    cursor: Mapped[str]
    saved_at: Mapped[datetime]


class SightingRow(Table):
    """Where a version of a posting was seen: the archived answers that show it, and what allowed them to be fetched."""

    __tablename__ = "sightings"

    posting_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    crawl: Mapped[int]
    """The last crawl that saw it."""
    target_id: Mapped[str] = mapped_column(index=True)
    first_record: Mapped[JsonObject | None]
    last_record: Mapped[JsonObject | None]
    permission: Mapped[JsonObject]
    """Of the last time: which rule allowed it, asked when; whether text and data mining is reserved."""

    __table_args__ = (
        ForeignKeyConstraint(["posting_id", "version"], ["posting_versions.posting_id", "posting_versions.version"]),
        Index(None, "source", "crawl"),
    )


class RobotsRow(Table):
    """What an origin last answered when asked for its robots.txt or its mining reservations."""

    __tablename__ = "robots_answers"

    url: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[int]
    checked_at: Mapped[datetime]
    text: Mapped[str]
    problem: Mapped[str]
