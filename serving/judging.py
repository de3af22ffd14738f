"""Judges postings for whoever asks, a few requests at a time and in the order in which they came.

Judging keeps a core busy. More threads at it than a process can run would finish no sooner: they would wait for each other, and
keep quick requests waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Request

from features.posting import Posting
from models.assessment import Assessment
from models.assessor import Assessor
from serving.dependencies import Memory
from serving.operations.metrics import Metrics
from store.database import Database
from store.thresholds import Thresholds

AT_ONCE: Final = 2
"""So that one posting need not wait for a hundred that came in one request."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Bench:
    """Where one request's postings are judged."""

    assessor: Assessor
    memory: Database
    counted: Metrics
    places: CapacityLimiter

    async def judged(self, work: Callable[[], Found]) -> Found:
        """Do work that judges in a thread of its own, as soon as there is a place."""
        return await run_sync(work, limiter=self.places)

    def assess(self, postings: Sequence[Posting]) -> list[Assessment]:
        """Judge, under the thresholds that are in force: read anew for each request, so that a change counts at once."""
        with self.memory.reading() as session:
            thresholds = Thresholds(session).own()
        assessments = self.assessor.assess_many(postings, thresholds)
        self.counted.assessed(assessments)
        return assessments


async def _bench(request: Request, memory: Memory) -> Bench:
    state = request.app.state
    return Bench(state.assessor, memory, state.metrics, state.places)


Judging = Annotated[Bench, Depends(_bench)]
