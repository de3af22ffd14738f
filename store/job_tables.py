"""The tables of assessment jobs: what was asked, and its postings in chunks, each of which becomes its own results."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import Table


class JobRow(Table):
    """Many postings that one request sent to be assessed."""

    __tablename__ = "assessment_jobs"

    job_id: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    state: Mapped[str]
    stores: Mapped[bool]
    """Whether the postings are kept and queued for review."""
    request_id: Mapped[str]
    """Of the request that sent them."""
    total: Mapped[int]
    done: Mapped[int]
    errors: Mapped[int]
    """How many of those done could not be read or assessed."""
    model_version: Mapped[str]
    created_at: Mapped[datetime]
    served_at: Mapped[datetime]
    """When a worker last took a chunk of it: whoever waits longest is next, so that a long job holds up no short one."""
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)

    __table_args__ = (Index(None, "organisation", "created_at", "job_id"), Index(None, "state", "served_at"))


class ChunkRow(Table):
    """Some lines of a job: as they were sent, and once they are written what was said of them."""

    __tablename__ = "assessment_job_chunks"

    job_id: Mapped[str] = mapped_column(ForeignKey("assessment_jobs.job_id"), primary_key=True)
    first_line: Mapped[int] = mapped_column(primary_key=True)
    last_line: Mapped[int]
    items: Mapped[int]
    state: Mapped[str]
    attempts: Mapped[int]
    leased_by: Mapped[str] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    packed: Mapped[bytes]
    """Compressed JSON Lines: of what was sent, which the results replace."""

    __table_args__ = (Index(None, "job_id", "state"),)
