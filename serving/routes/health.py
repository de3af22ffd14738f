"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import Field

from labelling.review import ReviewState
from serving.dependencies import Ending, Judge, Whole
from serving.description import documented
from serving.problem_kinds import UNAVAILABLE
from serving.problems import ProblemError
from serving.schemas.base import Out
from store.database import Database
from store.gauges import Gauges

router = APIRouter(tags=["health"])


class HealthOut(Out):
    """The process answers."""

    status: Literal["ok"] = "ok"


class ReadinessOut(HealthOut):
    """The database answers, and a model is loaded."""

    model_version: str
    packs_version: str
    database: Literal["reached"] = "reached"
    queue_age_seconds: float | None = Field(
        description="How long ago the oldest open posting that a person must look at was first seen; null where there is none.",
        examples=[5400.0],
    )


@router.get("/healthz")
def health() -> HealthOut:
    """Whether the process answers."""
    return HealthOut()


@router.get("/readyz", responses=documented(UNAVAILABLE))
def readiness(judge: Judge, memory: Whole, ending: Ending) -> ReadinessOut:
    """Whether requests can be answered: the database is reachable and at this release's revision, and a model is loaded.

    A server that was told to end answers that it is not ready, while it finishes what it began.
    """
    if ending:
        raise ProblemError(UNAVAILABLE, "The server is about to end, and takes no new work.")
    memory.require_current()
    return ReadinessOut(
        model_version=judge.model_version, packs_version=judge.packs_version, queue_age_seconds=_queue_age(memory)
    )


def _queue_age(memory: Database) -> float | None:
    with memory.reading() as session:
        oldest = Gauges(session).waiting().get(ReviewState.OPEN)
    return oldest.age_seconds(datetime.now(UTC)) if oldest else None
