"""Assessment jobs: postings on their way in, and results on their way out however often the way breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final, cast

from recruitment_risk_client.answers import Job
from recruitment_risk_client.assessments import JobError, JobResult
from recruitment_risk_client.connection import JSON_LINES, Body, Call, Connection, json_body
from recruitment_risk_client.errors import ApiError, NoAnswerError, WaitedTooLongError
from recruitment_risk_client.operations import BEGIN_JOB, JOB, RESULTS
from recruitment_risk_client.questions import NewPosting

_IN_MEMORY: Final = 1024 * 1024
"""Bytes; what is larger goes to the disk, since it may have to be sent more than once."""
_PART: Final = 64 * 1024


def begin(connection: Connection, postings: Path | Iterable[NewPosting], *, store: bool) -> Job:
    """Send postings, one JSON object a line."""
    with _opened(postings) as file:
        body = Body(JSON_LINES, lambda: _parts(file))
        return connection.answer(Call(operation=BEGIN_JOB, query={"store": store}, body=body))


def wait_for(connection: Connection, job_id: str, every: float, at_most: float | None) -> Job:
    """Look at a job until it ended. Raises WaitedTooLongError."""
    waited = 0.0
    while True:
        job = connection.answer(Call(operation=JOB, names={"job_id": job_id}))
        if job["ended_at"]:
            return job
        if at_most is not None and waited >= at_most:
            message = f"job {job_id} is {job['state']} with {job['done']} of {job['total']} done after {waited:g} seconds"
            raise WaitedTooLongError(message)
        connection.sleep(every)
        waited += every


def read_on(connection: Connection, job_id: str, after: int) -> Iterator[JobResult | JobError]:
    """The results behind a line. Where the connection breaks, it goes on behind the last line that came."""
    attempts = connection.attempts()
    while True:
        call = Call(operation=RESULTS, names={"job_id": job_id}, query={"after": after})
        try:
            for record in connection.records(call):
                attempts.went_on()
                after = record["line"]
                yield record
        except (NoAnswerError, ApiError) as error:
            attempts.failed(error)
        else:
            return


@contextmanager
def _opened(postings: Path | Iterable[NewPosting]) -> Iterator[IO[bytes]]:
    """The lines in a file: one that is there, or a temporary one."""
    if isinstance(postings, Path):
        with postings.open("rb") as file:
            yield file
        return
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        for posting in postings:
            file.write(_line(posting))
        yield file


def _line(posting: NewPosting) -> bytes:
    content = json_body(dict(posting)).content()
    return cast("bytes", content) + b"\n"


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while part := file.read(_PART):
        yield part
