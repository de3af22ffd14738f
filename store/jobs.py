"""Assessment jobs as those who ask for them see them: begun, listed, cancelled, and their results read.

Who works at them asks `store.job_queue`. Locks are taken in one order, a chunk before its job, so that nobody waits in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import orjson
from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from store.cursors import cursor_of, moment_in, parts_of
from store.errors import JobEndedError, UnknownJobError
from store.events import EventType, moment
from store.job_chunks import NewChunk, Results, new_row, unpack
from store.job_tables import ChunkRow, JobRow
from store.outbox import Outbox
from store.scope import organisation_of
from store.tables import JsonObject

MAX_PAGE: Final = 500


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"
    """It ended, and not one of its postings could be assessed."""


class ChunkState(StrEnum):
    """Where some lines of a job stand."""

    WAITING = "waiting"
    LEASED = "leased"
    WRITTEN = "written"


ACTIVE: Final = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Many postings that were sent to be assessed, and how far that is."""

    job_id: str
    state: JobState
    stores: bool
    total: int
    done: int
    errors: int
    model_version: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    def seconds_left(self, now: datetime) -> float | None:
        """How long the rest takes at the pace so far; `None` where there is no rest or no pace yet."""
        if self.state is not JobState.RUNNING or self.started_at is None or not self.done:
            return None
        return max(0.0, (now - self.started_at).total_seconds()) / self.done * (self.total - self.done)


@dataclass(frozen=True, slots=True)
class JobPage:
    """Some jobs, newest first, and where to go on; no cursor means that this was the end."""

    jobs: tuple[Job, ...]
    next_cursor: str | None


class Jobs:
    """The jobs of one organisation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def begin(self, job_id: str, chunks: Iterable[NewChunk], *, stores: bool, request_id: str, now: datetime) -> Job:
        """Remember what is to be assessed."""
        row = JobRow(
            job_id=job_id,
            organisation=self._organisation,
            state=JobState.QUEUED,
            stores=stores,
            request_id=request_id,
            total=0,
            done=0,
            errors=0,
            model_version="",
            created_at=now,
            served_at=now,
        )
        self._session.add(row)
        self._session.flush()
        for chunk in chunks:  # one at a time: a job's postings are never in memory together
            self._session.execute(insert(ChunkRow), [new_row(job_id, chunk, ChunkState.WAITING)])
            row.total += chunk.items
        self._session.flush()
        return job_of(row)

    def page(self, limit: int = 50, cursor: str | None = None) -> JobPage:
        """Up to `limit` jobs, newest first."""
        if not 1 <= limit <= MAX_PAGE:
            raise ValueError(f"a page has 1 to {MAX_PAGE} jobs, not {limit}")
        order = (JobRow.created_at.desc(), JobRow.job_id.desc())
        query = select(JobRow).where(JobRow.organisation == self._organisation).order_by(*order)
        if cursor is not None:
            created_at, job_id = parts_of(cursor, str, str)
            query = query.where(tuple_(JobRow.created_at, JobRow.job_id) < tuple_(moment_in(created_at), str(job_id)))
        rows = self._session.scalars(query.limit(limit + 1)).all()
        page = tuple(map(job_of, rows[:limit]))
        return JobPage(page, cursor_of(page[-1].created_at.isoformat(), page[-1].job_id) if len(rows) > limit else None)

    def get(self, job_id: str) -> Job:
        """A job as it stands. Raises UnknownJobError."""
        return job_of(self._own(job_id))

    def cancel(self, job_id: str, now: datetime) -> Job:
        """End a job where it stands; what is written stays. Raises JobEndedError where it ended otherwise."""
        row = self._own(job_id, lock=True)
        if row.state in ACTIVE:
            _finish(self._session, row, JobState.CANCELLED, now)
            drop_unwritten(self._session, job_id)
        elif row.state != JobState.CANCELLED:
            raise JobEndedError(f"job {job_id} is {row.state} already")
        return job_of(row)

    def results(self, job_id: str, after: int) -> Results | None:
        """What was said of some lines after that one; `None` where the next ones are not done, or there are none."""
        own = select(JobRow.job_id).where(JobRow.job_id == job_id, JobRow.organisation == self._organisation)
        query = select(ChunkRow).where(ChunkRow.job_id.in_(own), ChunkRow.last_line > after).order_by(ChunkRow.first_line)
        row = self._session.scalars(query.limit(1)).first()
        if row is None or row.state != ChunkState.WRITTEN:
            return None
        lines = unpack(row.packed)
        if after >= row.first_line:
            lines = [line for line in lines if orjson.loads(line)["line"] > after]
        return Results(b"".join(line + b"\n" for line in lines), row.last_line)

    def _own(self, job_id: str, *, lock: bool = False) -> JobRow:
        row = self._session.get(JobRow, job_id, with_for_update=lock, populate_existing=True) if "\0" not in job_id else None
        if row is None or row.organisation != self._organisation:
            raise UnknownJobError(f"there is no assessment job {job_id!r:.80}")
        return row


def _finish(session: Session, row: JobRow, state: JobState, now: datetime) -> None:
    """A job ends, in the transaction that ends it: the one place where others may be told of it."""
    row.state, row.ended_at = state, now
    session.flush()
    Outbox(session).add(EventType.JOB_FINISHED, row.job_id, _told(row, now), now, organisation=row.organisation)


def end_done(session: Session, row: JobRow, now: datetime) -> None:
    """The last line of a job is written."""
    _finish(session, row, JobState.FAILED if row.errors == row.total else JobState.FINISHED, now)


def drop_unwritten(session: Session, job_id: str) -> None:
    """Remove what was sent and will not be assessed any more, but for what a worker is writing at this moment."""
    unwritten = select(ChunkRow.first_line).where(ChunkRow.job_id == job_id, ChunkRow.state != ChunkState.WRITTEN)
    lines = session.scalars(unwritten.with_for_update(skip_locked=True)).all()
    for start in range(0, len(lines), 500):
        some = ChunkRow.first_line.in_(lines[start : start + 500])
        session.execute(delete(ChunkRow).where(ChunkRow.job_id == job_id, some), execution_options={"synchronize_session": False})


def job_of(row: JobRow) -> Job:
    """A job as everyone else knows it."""
    return Job(
        job_id=row.job_id,
        state=JobState(row.state),
        stores=row.stores,
        total=row.total,
        done=row.done,
        errors=row.errors,
        model_version=row.model_version,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )


def _told(row: JobRow, now: datetime) -> JsonObject:
    """What webhooks tell of a job that ended."""
    counted = {"total": row.total, "done": row.done, "errors": row.errors}
    return {"job_id": row.job_id, "state": row.state, **counted, "model_version": row.model_version, "ended_at": moment(now)}
