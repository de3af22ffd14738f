"""Assessment jobs as the wire models answer them."""

from __future__ import annotations

from datetime import datetime, timedelta

from serving.schemas.jobs import JobOut, JobsOut
from store.jobs import Job, JobPage


def job_out(job: Job, now: datetime, results_days: int) -> JobOut:
    """A job as it stands."""
    left = job.seconds_left(now)
    return JobOut(
        job_id=job.job_id,
        state=job.state,
        stores=job.stores,
        total=job.total,
        done=job.done,
        errors=job.errors,
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        seconds_left=None if left is None else round(left, 1),
        results_until=job.ended_at + timedelta(days=results_days) if job.ended_at else None,
        model_version=job.model_version or None,
    )


def jobs_out(page: JobPage, now: datetime, results_days: int) -> JobsOut:
    """A page of the jobs."""
    return JobsOut(items=[job_out(job, now, results_days) for job in page.jobs], next_cursor=page.next_cursor)
