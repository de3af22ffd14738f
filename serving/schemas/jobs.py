"""Assessment jobs over the wire."""

from __future__ import annotations

from pydantic import Field

from serving.schemas.assessments import AnsweredAssessmentOut
from serving.schemas.base import In, Moment, Out
from store.jobs import JobState


class JobQuery(In):
    """How to assess."""

    store: bool = Field(default=True, description="Keep the postings and queue them for review.")


class JobsIn(In):
    """Which part of the list to answer."""

    limit: int = Field(default=50, ge=1, le=200, description="The most jobs to answer.")
    cursor: str | None = Field(default=None, max_length=400, description="The `next_cursor` of the page before.")


class ResultsIn(In):
    """Which results to answer."""

    after: int = Field(default=0, ge=0, le=2**31 - 1, description="The last `line` that was read before; 0 begins.")


class JobOut(Out):
    """Many postings that were sent to be assessed, and how far that is."""

    job_id: str = Field(examples=["3f0e4a1bd09c4b6c8f3a2f2f5f0d9d0e"])
    state: JobState = Field(
        description="`failed`: it ended, and not one posting could be assessed. `cancelled`: what was done before can be read."
    )
    stores: bool = Field(description="Whether the postings are kept and queued for review.")
    total: int = Field(description="Lines that hold something.", examples=[100_000])
    done: int = Field(description="Lines that have a result, which may be an error.", examples=[2_350])
    errors: int = Field(description="Those done that could not be read or assessed.", examples=[3])
    created_at: Moment
    started_at: Moment | None = Field(description="When a worker first took some of it.")
    ended_at: Moment | None = Field(description="When it was finished, cancelled, or failed.")
    seconds_left: float | None = Field(
        description="How long the rest will take at the pace so far; null before there is one and when the job has ended.",
        examples=[410.5],
    )
    results_until: Moment | None = Field(description="Until when the job and its results are kept; null while it runs.")
    model_version: str | None = Field(description="The model that assessed last; each result names its own.")


class JobsOut(Out):
    """A page of the jobs, newest first."""

    items: list[JobOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")


class JobResultOut(AnsweredAssessmentOut):
    """A line of the results: an assessment, and the line that the posting was sent on."""

    line: int = Field(ge=1, description="Counts from 1; in `postings` of a JSON body, the first is 1.")


class JobErrorOut(Out):
    """A line of the results: why there is no assessment."""

    line: int = Field(ge=1)
    error: str
