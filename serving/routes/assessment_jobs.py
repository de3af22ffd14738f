"""Assessment jobs: up to 100,000 postings in one request, assessed beside the API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Final, cast
from uuid import uuid4

from fastapi import APIRouter, Depends, Query, Request, Response

from serving.access.permissions import Permission
from serving.dependencies import Memory, Name, needs
from serving.jobs.described import BODY, ENDED, LOCATED, RESULTS
from serving.jobs.gathering import gathered
from serving.jobs.streaming import JsonLinesResponse, stream_results
from serving.jobs.upload import Uploaded, UploadRoute
from serving.jobs.wire import job_out, jobs_out
from serving.once import AnsweredBeforeError, Once
from serving.problem_kinds import ACCEPTED
from serving.schemas.jobs import JobOut, JobQuery, JobsIn, JobsOut, ResultsIn
from serving.settings import JOBS_PATH
from store.database import Session
from store.jobs import Jobs

router = APIRouter(tags=["assessment jobs"])
uploads = APIRouter(route_class=UploadRoute)
_LOCATION: Final = "Location"
_ASSESS: Final = [needs(Permission.ASSESS)]
_READ: Final = [needs(Permission.READ_POSTINGS)]


def _results_days(request: Request) -> int:
    return cast("int", request.app.state.settings.job_results_days)


ResultsDays = Annotated[int, Depends(_results_days)]


@uploads.post("/assessment-jobs", status_code=ACCEPTED, dependencies=_ASSESS, openapi_extra=BODY, responses=LOCATED)
def begin_job(
    query: Annotated[JobQuery, Query()], upload: Uploaded, once: Once, request_id: Name, days: ResultsDays, response: Response
) -> JobOut:
    """Send up to 100,000 postings to be assessed: JSON Lines, or a JSON object with `postings`.

    A line that cannot be read refuses nothing: it is an error in the results, with its number. A job in which no line can be read
    is refused. JSON is read as a whole and may be no larger than other bodies; JSON Lines may be much larger.
    """
    with _located_again():
        once.look()
        with gathered(upload.lines()) as sent:

            def begin(session: Session) -> JobOut:
                now = datetime.now(UTC)
                job = Jobs(session).begin(uuid4().hex, sent.chunks(), stores=query.store, request_id=request_id, now=now)
                return job_out(job, now, days)

            job = once.do(begin)
    response.headers[_LOCATION] = _address(job.job_id)
    return job


@contextmanager
def _located_again() -> Iterator[None]:
    """An answer that is given again names the job's address, as it did the first time."""
    try:
        yield
    except AnsweredBeforeError as again:
        again.headers[_LOCATION] = _address(again.body["job_id"])
        raise


def _address(job_id: str) -> str:
    return f"{JOBS_PATH}/{job_id}"


router.include_router(uploads)


@router.get("/assessment-jobs", dependencies=_READ)
def list_jobs(query: Annotated[JobsIn, Query()], memory: Memory, days: ResultsDays) -> JobsOut:
    """The jobs that are kept, newest first. `next_cursor` leads on; what is added meanwhile shifts nothing."""
    with memory.reading() as session:
        return jobs_out(Jobs(session).page(query.limit, query.cursor), datetime.now(UTC), days)


@router.get("/assessment-jobs/{job_id}", dependencies=_READ)
def show_job(job_id: str, memory: Memory, days: ResultsDays) -> JobOut:
    """Where a job stands."""
    with memory.reading() as session:
        return job_out(Jobs(session).get(job_id), datetime.now(UTC), days)


@router.get(
    "/assessment-jobs/{job_id}/results",
    dependencies=_READ,
    response_class=JsonLinesResponse,
    responses=RESULTS,
)
def read_results(job_id: str, query: Annotated[ResultsIn, Query()], memory: Memory) -> JsonLinesResponse:
    """What is done so far, as JSON Lines in the order of the input, also while the job runs.

    It ends before the first line that is not done. Go on with `after`: the last `line` that was read. When the job has ended and
    nothing comes, that was all.
    """
    with memory.reading() as session:
        Jobs(session).get(job_id)
    return JsonLinesResponse(stream_results(memory, job_id, query.after))


@router.post("/assessment-jobs/{job_id}/cancellation", dependencies=_ASSESS, responses=ENDED)
def cancel_job(job_id: str, once: Once, days: ResultsDays) -> JobOut:
    """End a job where it stands. What was assessed stays, and can be read; no body is needed."""

    def cancel(session: Session) -> JobOut:
        now = datetime.now(UTC)
        return job_out(Jobs(session).cancel(job_id, now), now, days)

    return once.do(cancel)
