"""Assessment jobs as workers see them: chunks to take, to write, and to give back.

A chunk is leased, not taken, as the frontier's targets are: it is written in the same unit of work as its postings and
assessments, and a lease that runs out makes it free again. So nothing is lost or written twice, whatever is killed when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, case, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from store.errors import JobEndedError
from store.job_chunks import ChunkLease, cut, new_row, pack
from store.job_tables import ChunkRow, JobRow
from store.jobs import ACTIVE, ChunkState, JobState, drop_unwritten, end_done

LEASE_SECONDS: Final = 180
"""How long a chunk stays with a worker that does not write it."""
MAX_ATTEMPTS: Final = 5
"""How often a chunk is taken before it is given up: what is in it may be what kills its workers."""
WHOLE_ATTEMPTS: Final = 2
"""How often it is taken as a whole; then each of its lines becomes a chunk, so that one spoils none of the others."""


class JobQueue:
    """The chunks of every job."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lease(self, worker: str, now: datetime) -> ChunkLease | None:
        """The next chunk, for this worker alone: of the job that waits longest, its first that is free."""
        free = select(ChunkRow.job_id).where(ChunkRow.job_id == JobRow.job_id, _free(now)).exists()
        waiting = select(JobRow.job_id).where(JobRow.state.in_(ACTIVE), free).order_by(JobRow.served_at, JobRow.job_id)
        for job_id in self._session.scalars(waiting.limit(10)).all():
            chunk = self._first_free(job_id, now)
            if chunk is not None and (job := self._served(job_id, now)) is not None:
                return self._leased(job, self._in_doubt_split(chunk), worker, now)
        return None

    def _first_free(self, job_id: str, now: datetime) -> ChunkRow | None:
        query = select(ChunkRow).where(ChunkRow.job_id == job_id, _free(now)).order_by(ChunkRow.first_line).limit(1)
        return self._session.scalars(query.with_for_update(skip_locked=True)).first()

    def _served(self, job_id: str, now: datetime) -> JobRow | None:
        """The job, which somebody now works at; `None` where it ended in this moment."""
        row = self._active(job_id)
        if row is not None:
            row.state, row.served_at, row.started_at = JobState.RUNNING, now, row.started_at or now
        return row

    def _in_doubt_split(self, chunk: ChunkRow) -> ChunkRow:
        """The chunk; one that was taken in vain is cut into its lines, and the first of them is answered."""
        if chunk.attempts < WHOLE_ATTEMPTS or chunk.items == 1:
            return chunk
        rows = [new_row(chunk.job_id, part, ChunkState.WAITING) | {"attempts": chunk.attempts} for part in cut(chunk.packed)]
        self._session.delete(chunk)
        self._session.flush()
        self._session.execute(insert(ChunkRow), rows)
        return self._session.get_one(ChunkRow, (chunk.job_id, chunk.first_line))

    def _leased(self, job: JobRow, chunk: ChunkRow, worker: str, now: datetime) -> ChunkLease:
        chunk.state, chunk.leased_by, chunk.attempts = ChunkState.LEASED, worker, chunk.attempts + 1
        chunk.leased_until = until = now + timedelta(seconds=LEASE_SECONDS)
        self._session.flush()
        return ChunkLease(
            job_id=job.job_id,
            organisation=job.organisation,
            request_id=job.request_id,
            stores=job.stores,
            first_line=chunk.first_line,
            items=chunk.items,
            attempts=chunk.attempts,
            worker=worker,
            until=until,
            packed=chunk.packed,
        )

    def holds(self, lease: ChunkLease) -> bool:
        """Whether the chunk is still this worker's; until the session ends nobody else can then take it."""
        return self._session.scalars(select(ChunkRow).where(*_of(lease)).with_for_update()).first() is not None

    def write(self, lease: ChunkLease, lines: Sequence[bytes], *, errors: int, model_version: str, now: datetime) -> None:
        """What was said of a chunk that is held. Raises JobEndedError where its job was cancelled meanwhile."""
        written = {"state": ChunkState.WRITTEN, "packed": pack(lines), "leased_by": "", "leased_until": None}
        self._session.execute(update(ChunkRow).where(*_of(lease)).values(written))
        row = self._active(lease.job_id)
        if row is None:
            raise JobEndedError(f"job {lease.job_id} ended before")
        row.done, row.errors = row.done + lease.items, row.errors + errors
        row.model_version = model_version or row.model_version
        self._session.flush()
        if row.done == row.total:
            end_done(self._session, row, now)

    def give_back(self, lease: ChunkLease, *, counted: bool) -> None:
        """Let another take a chunk that could not be written; it counts as an attempt where the chunk may be at fault."""
        attempts = lease.attempts if counted else lease.attempts - 1
        free = {"state": ChunkState.WAITING, "leased_by": "", "leased_until": None, "attempts": attempts}
        self._session.execute(update(ChunkRow).where(*_of(lease)).values(free))

    def give_back_all(self, worker: str) -> None:
        """Let others take all that a worker holds: it ends."""
        held = (ChunkRow.leased_by == worker, ChunkRow.state == ChunkState.LEASED)
        fewer = case((ChunkRow.attempts > 0, ChunkRow.attempts - 1), else_=0)
        free = {"state": ChunkState.WAITING, "leased_by": "", "leased_until": None, "attempts": fewer}
        self._session.execute(update(ChunkRow).where(*held).values(free))

    def drop(self, lease: ChunkLease) -> None:
        """Remove what is left of a job that ended."""
        drop_unwritten(self._session, lease.job_id)

    def forget_old(self, before: datetime) -> bool:
        """Remove one job that ended before a moment, with its results; whether there was one."""
        old = select(JobRow.job_id).where(JobRow.ended_at < before).order_by(JobRow.ended_at).limit(1)
        job_id = self._session.scalar(old)
        if job_id is None:
            return False
        for row, key in ((ChunkRow, ChunkRow.job_id), (JobRow, JobRow.job_id)):
            self._session.execute(delete(row).where(key == job_id), execution_options={"synchronize_session": False})
        return True

    def forget_unwritten(self) -> None:
        """Remove what ended jobs left unwritten because a worker was killed in that moment."""
        ended = select(JobRow.job_id).where(JobRow.ended_at.is_not(None))
        left = select(ChunkRow.job_id).where(ChunkRow.job_id.in_(ended), ChunkRow.state != ChunkState.WRITTEN).distinct()
        for job_id in self._session.scalars(left).all():
            drop_unwritten(self._session, job_id)

    def _active(self, job_id: str) -> JobRow | None:
        row = self._session.get(JobRow, job_id, with_for_update=True, populate_existing=True)
        return row if row is not None and row.state in ACTIVE else None


def _free(now: datetime) -> ColumnElement[bool]:
    expired = and_(ChunkRow.state == ChunkState.LEASED, ChunkRow.leased_until < now)
    return or_(ChunkRow.state == ChunkState.WAITING, expired)


def _of(lease: ChunkLease) -> tuple[ColumnElement[bool], ...]:
    """The chunk, if it is still leased as it was then."""
    key = (ChunkRow.job_id == lease.job_id, ChunkRow.first_line == lease.first_line)
    return (*key, ChunkRow.leased_by == lease.worker, ChunkRow.attempts == lease.attempts, ChunkRow.state == ChunkState.LEASED)
