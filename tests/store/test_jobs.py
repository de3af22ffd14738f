"""Jobs in the database: who sees them, who works at them, and what is left of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from store.database import Database
from store.errors import CursorError, JobEndedError, UnknownJobError
from store.job_chunks import ChunkLease, NewChunk, pack, unpack
from store.job_queue import LEASE_SECONDS, WHOLE_ATTEMPTS, JobQueue
from store.job_tables import ChunkRow, JobRow
from store.jobs import Job, Jobs, JobState
from tests.store.assessed import NOW

LEASE = timedelta(seconds=LEASE_SECONDS)


def numbered(first: int, many: int) -> list[bytes]:
    return [b'{"line":%d}' % (first + place) for place in range(many)]


def begin(database: Database, job_id: str, chunks: int = 2, organisation: str = "ours", after: float = 0) -> Job:
    """A job of two lines a chunk."""
    parts = [NewChunk(line, line + 1, 2, pack(numbered(line, 2))) for line in range(1, 2 * chunks, 2)]
    with database.within(organisation).session() as session:
        return Jobs(session).begin(job_id, parts, stores=False, request_id="r", now=NOW + timedelta(seconds=after))


def lease(database: Database, worker: str, after: timedelta = timedelta(0)) -> ChunkLease | None:
    with database.session() as session:
        return JobQueue(session).lease(worker, NOW + after)


def write(database: Database, held: ChunkLease, after: timedelta = timedelta(0), errors: int = 0) -> bool:
    lines = numbered(held.first_line, held.items)
    with database.session() as session:
        if not JobQueue(session).holds(held):
            return False
        JobQueue(session).write(held, lines, errors=errors, model_version="m1", now=NOW + after)
    return True


def rows(database: Database) -> tuple[int, int]:
    """How many jobs and chunks there are."""
    with database.reading() as session:
        return tuple(session.scalar(select(func.count()).select_from(row)) or 0 for row in (JobRow, ChunkRow))  # type: ignore[return-value]


def state(database: Database, job_id: str) -> Job:
    with database.within("ours").reading() as session:
        return Jobs(session).get(job_id)


def read(database: Database, job_id: str, after: int = 0) -> bytes | None:
    with database.within("ours").reading() as session:
        found = Jobs(session).results(job_id, after)
    return found.text if found else None


def test_a_chunk_belongs_to_one_worker_until_its_lease_runs_out(database: Database) -> None:
    begin(database, "a", chunks=1)
    held = lease(database, "one")
    assert held is not None
    assert lease(database, "two", LEASE) is None
    again = lease(database, "two", LEASE + timedelta(seconds=1))
    assert again is not None
    assert (again.first_line, again.attempts) == (1, 2)
    assert not write(database, held)
    assert write(database, again)
    assert state(database, "a").state is JobState.FINISHED


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)  # on SQLite one writes at a time
def test_a_chunk_that_is_being_written_is_passed_over_without_waiting(database: Database) -> None:
    begin(database, "a")
    slow = lease(database, "slow")
    assert slow is not None
    with database.session() as writing, database.session() as leasing:
        assert JobQueue(writing).holds(slow)
        leasing.execute(text("SET LOCAL lock_timeout = '1s'"))  # where it waited, this would fail instead of going on for ever
        other = JobQueue(leasing).lease("other", NOW + 2 * LEASE)
    assert other is not None
    assert (slow.first_line, other.first_line) == (1, 3)


def test_jobs_take_turns_so_that_a_long_one_holds_up_no_short_one(database: Database) -> None:
    begin(database, "long", chunks=4)
    begin(database, "short", chunks=1, organisation="theirs", after=1)
    taken = [lease(database, "one", timedelta(seconds=2 + number)) for number in range(5)]
    assert [held.job_id for held in taken if held] == ["long", "short", "long", "long", "long"]


def test_results_stop_before_the_first_chunk_that_is_not_written(database: Database) -> None:
    begin(database, "a", chunks=3)
    first, second = lease(database, "one"), lease(database, "two")
    assert first is not None
    assert second is not None
    write(database, second)
    assert read(database, "a") is None
    write(database, first)
    assert read(database, "a") == b'{"line":1}\n{"line":2}\n'
    assert read(database, "a", 1) == b'{"line":2}\n'
    assert read(database, "a", 2) == b'{"line":3}\n{"line":4}\n'
    assert read(database, "a", 4) is None


def test_what_was_sent_gives_way_to_the_results(database: Database) -> None:
    begin(database, "a", chunks=1)
    held = lease(database, "one")
    assert held is not None
    write(database, held)
    with database.reading() as session:
        assert [unpack(packed) for packed in session.scalars(select(ChunkRow.packed))] == [[b'{"line":1}', b'{"line":2}']]


def test_a_cancelled_job_keeps_what_is_written_and_nothing_else(database: Database) -> None:
    begin(database, "a", chunks=3)
    first, second = lease(database, "one"), lease(database, "one")
    assert first is not None
    assert second is not None
    write(database, first)
    with database.within("ours").session() as session:
        assert Jobs(session).cancel("a", NOW).state is JobState.CANCELLED
    assert rows(database) == (1, 1)
    assert not write(database, second)
    assert lease(database, "one", 2 * LEASE) is None
    assert state(database, "a").done == 2


def test_a_write_of_a_job_that_was_cancelled_in_this_moment_is_undone(database: Database) -> None:
    begin(database, "a", chunks=1)
    held = lease(database, "one")
    assert held is not None

    def write_late() -> None:
        with database.session() as session:
            session.get_one(JobRow, "a").state = JobState.CANCELLED
            session.flush()
            JobQueue(session).write(held, [], errors=0, model_version="", now=NOW)

    with pytest.raises(JobEndedError):
        write_late()
    assert state(database, "a").state is JobState.RUNNING


def test_a_finished_job_is_not_cancelled(database: Database) -> None:
    begin(database, "a", chunks=1)
    held = lease(database, "one")
    assert held is not None
    write(database, held)
    with pytest.raises(JobEndedError, match="finished"), database.within("ours").session() as session:
        Jobs(session).cancel("a", NOW)


def test_what_is_given_back_is_free_and_counts_only_where_the_chunk_may_be_at_fault(database: Database) -> None:
    begin(database, "a", chunks=1)
    for counted, attempts in ((False, 1), (True, 1), (True, 2)):
        held = lease(database, "one")
        assert held is not None
        assert held.attempts == attempts
        with database.session() as session:
            JobQueue(session).give_back(held, counted=counted)
    lease(database, "one")
    with database.session() as session:
        JobQueue(session).give_back_all("one")
    last = lease(database, "two")
    assert last is not None
    assert last.attempts == 3


def test_a_chunk_that_was_taken_in_vain_is_cut_into_its_lines(database: Database) -> None:
    begin(database, "a", chunks=1)
    over = timedelta(seconds=LEASE_SECONDS + 1)
    taken = [lease(database, "one", number * over) for number in range(WHOLE_ATTEMPTS + 2)]
    assert [(held.first_line, held.items, held.attempts) for held in taken if held] == [
        (1, 2, 1),
        (1, 2, 2),
        (1, 1, 3),
        (1, 1, 4),
    ]
    for held in (taken[-1], lease(database, "one", 3 * over)):
        assert held is not None
        write(database, held)
    assert (state(database, "a").done, state(database, "a").state) == (2, JobState.FINISHED)
    assert read(database, "a") == b'{"line":1}\n'
    assert read(database, "a", 1) == b'{"line":2}\n'


def test_a_running_job_tells_how_long_it_will_take(database: Database) -> None:
    assert begin(database, "a", chunks=5).seconds_left(NOW) is None
    held = lease(database, "one")
    assert state(database, "a").seconds_left(NOW) is None
    assert held is not None
    write(database, held)
    assert state(database, "a").seconds_left(NOW + timedelta(seconds=10)) == 40
    assert state(database, "a").model_version == "m1"


def test_old_jobs_are_forgotten_one_at_a_time_and_others_kept(database: Database) -> None:
    for name in ("a", "b", "c"):
        begin(database, name, chunks=1)
    for _ in range(2):
        held = lease(database, "one")
        assert held is not None
        write(database, held)
    with database.session() as session:
        queue = JobQueue(session)
        assert not queue.forget_old(NOW)
        assert [queue.forget_old(NOW + LEASE) for _ in range(3)] == [True, True, False]
    assert rows(database) == (1, 1)


def test_what_ended_jobs_left_unwritten_is_forgotten(database: Database) -> None:
    begin(database, "a", chunks=2)
    begin(database, "b", chunks=1)
    with database.session() as session:
        row = session.get_one(JobRow, "a")
        row.state, row.ended_at = JobState.CANCELLED, NOW
    with database.session() as session:
        JobQueue(session).forget_unwritten()
    assert rows(database) == (2, 1)


def test_another_organisation_s_jobs_are_not_there(database: Database) -> None:
    begin(database, "a", organisation="theirs")
    with database.within("ours").session() as session:
        jobs = Jobs(session)
        assert jobs.page().jobs == ()
        assert jobs.results("a", 0) is None
        for ask in (lambda: jobs.get("a"), lambda: jobs.cancel("a", NOW)):
            with pytest.raises(UnknownJobError):
                ask()


def test_pages_go_on_where_the_last_one_ended_whatever_is_added(database: Database) -> None:
    for number in range(3):
        begin(database, f"j{number}")
    begin(database, "newer", after=5)
    with database.within("ours").reading() as session:
        first = Jobs(session).page(2)
    begin(database, "newest", after=9)
    with database.within("ours").reading() as session:
        second = Jobs(session).page(2, first.next_cursor)
    assert [job.job_id for job in (*first.jobs, *second.jobs)] == ["newer", "j2", "j1", "j0"]
    assert second.next_cursor is None


@pytest.mark.parametrize("cursor", ["", "!", "e30", "WzEsMl0", "WyIyMDI2LTAxLTAxIiwiYSJd", "x" * 300])
def test_a_cursor_that_was_not_handed_out_is_refused(database: Database, cursor: str) -> None:
    with pytest.raises(CursorError), database.within("ours").reading() as session:
        Jobs(session).page(2, cursor)


@pytest.mark.parametrize("limit", [0, 501])
def test_a_page_is_neither_empty_nor_huge(database: Database, limit: int) -> None:
    with pytest.raises(ValueError, match="1 to 500"), database.reading() as session:
        Jobs(session).page(limit)
