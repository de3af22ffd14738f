"""Few judge at once, in the order in which they came."""

from __future__ import annotations

from threading import Barrier, Lock

import anyio
from anyio import CapacityLimiter

from models.assessor import Assessor
from serving.judging import AT_ONCE, Bench
from serving.operations.metrics import Metrics
from store.database import Database


def test_no_more_judge_at_once_than_there_are_places(database: Database) -> None:
    alone, inside, most = Lock(), 0, 0
    meeting = Barrier(AT_ONCE)

    def work() -> None:
        nonlocal inside, most
        with alone:
            inside += 1
            most = max(most, inside)
        meeting.wait(30)
        with alone:
            inside -= 1

    async def all_of_them() -> None:
        bench = Bench(Assessor.load(), database, Metrics(), CapacityLimiter(AT_ONCE))
        async with anyio.create_task_group() as group:
            for _ in range(4 * AT_ONCE):
                group.start_soon(bench.judged, work)

    anyio.run(all_of_them)
    assert most == AT_ONCE


def test_who_came_first_is_judged_first(database: Database) -> None:
    judged: list[int] = []

    async def all_of_them() -> None:
        bench = Bench(Assessor.load(), database, Metrics(), CapacityLimiter(1))
        async with anyio.create_task_group() as group:
            for number in range(20):
                group.start_soon(bench.judged, lambda number=number: judged.append(number))

    anyio.run(all_of_them)
    assert judged == list(range(20))
