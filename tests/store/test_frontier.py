"""The frontier: leased, never taken; done only when saved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import Database
from store.frontier import LEASE_SECONDS, Frontier
from store.targets import Ended, Lease, TargetState, Wanted

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
HOST = "board.example"


def want(number: int, *, source: str = "board", turn: int = 0, host: str = HOST) -> Wanted:
    return Wanted(source=source, host=host, name=f"GET /{number}", request={"url": f"https://{host}/{number}"}, turn=turn)


def ask(database: Database, *wanted: Wanted, crawl: int = 1, now: datetime = NOW) -> int:
    with database.session() as session:
        return Frontier(session).want(wanted, crawl, now)


def lease(database: Database, worker: str = "one", *, most: int = 10, now: datetime = NOW) -> list[Lease]:
    with database.session() as session:
        return Frontier(session).lease(worker, "board", HOST, most=most, now=now)


def numbers(leases: list[Lease]) -> list[str]:
    return [str(item.request["url"]).rpartition("/")[2] for item in leases]


def test_a_target_is_asked_for_once_a_crawl(database: Database) -> None:
    assert ask(database, want(1), want(2), want(1)) == 2
    assert ask(database, want(1), want(3)) == 1
    assert ask(database, want(1), crawl=2) == 1


def test_a_lease_belongs_to_one_process_until_it_runs_out(database: Database) -> None:
    ask(database, want(1), want(2))
    assert len(lease(database, "one", most=1)) == 1
    assert len(lease(database, "two")) == 1
    assert lease(database, "three") == []
    later = NOW + timedelta(seconds=LEASE_SECONDS + 1)
    assert len(lease(database, "three", now=later)) == 2


def test_a_renewed_lease_does_not_run_out(database: Database) -> None:
    ask(database, want(1))
    lease(database, "one")
    later = NOW + timedelta(seconds=LEASE_SECONDS - 1)
    with database.session() as session:
        Frontier(session).renew("one", later)
    assert lease(database, "two", now=NOW + timedelta(seconds=LEASE_SECONDS + 1)) == []


def test_what_a_process_held_is_free_again_when_it_is_released(database: Database) -> None:
    ask(database, want(1))
    lease(database, "one")
    with database.session() as session:
        assert Frontier(session).workers() == ["one"]
        assert Frontier(session).release("one") == 1
    assert numbers(lease(database, "two")) == ["1"]


def test_what_comes_last_is_leased_last(database: Database) -> None:
    ask(database, want(1, turn=1), want(2))
    ask(database, want(3), now=NOW - timedelta(seconds=1))
    assert numbers(lease(database)) == ["3", "2", "1"]


def test_what_is_done_or_dead_is_not_leased_again(database: Database) -> None:
    ask(database, want(1), want(2), want(3))
    first, second, _ = lease(database)
    with database.session() as session:
        frontier = Frontier(session)
        done = Ended(target_id=first.target_id, crawl=1, state=TargetState.DONE, record={"file": "a"})
        dead = Ended(
            target_id=second.target_id, crawl=1, state=TargetState.DEAD, reason="status 500, 6 times", record={"file": "b"}
        )
        frontier.end([done, dead], NOW)
        assert frontier.counts("board", 1) == {TargetState.DONE: 1, TargetState.DEAD: 1, TargetState.LEASED: 1}
        assert frontier.unfinished(["board"]) == 1
        (letter,) = frontier.dead_letters()
    assert (letter.target_id, letter.reason, letter.record) == (second.target_id, "status 500, 6 times", {"file": "b"})
    assert lease(database, "two") == []


def test_a_dead_letter_can_be_put_back(database: Database) -> None:
    ask(database, want(1))
    (leased,) = lease(database)
    with database.session() as session:
        Frontier(session).end([Ended(target_id=leased.target_id, crawl=1, state=TargetState.DEAD, reason="status 500")], NOW)
        Frontier(session).put_back(leased.target_id, NOW)
        assert Frontier(session).dead_letters() == []
    (again,) = lease(database)
    assert again.attempts == 0


def test_what_is_to_be_tried_later_waits_and_counts_its_attempts(database: Database) -> None:
    ask(database, want(1))
    (leased,) = lease(database)
    due = NOW + timedelta(seconds=30)
    with database.session() as session:
        Frontier(session).later(leased.target_id, due, reason="status 503")
        assert Frontier(session).to_come(["board"], NOW) == (0, 0, 1)
        assert Frontier(session).to_come(["board"], due) == (0, 1, 0)
        assert Frontier(session).hosts_waiting(["board"], NOW) == []
        assert Frontier(session).hosts_waiting(["board"], due) == [("board", HOST)]
    assert lease(database) == []
    (again,) = lease(database, now=due)
    assert again.attempts == 1


def test_a_crawl_adopts_what_earlier_ones_left(database: Database) -> None:
    ask(database, want(1), want(2))
    (first, _) = lease(database)
    with database.session() as session:
        frontier = Frontier(session)
        frontier.end([Ended(target_id=first.target_id, crawl=1, state=TargetState.DONE)], NOW)
        frontier.release("one")
        assert frontier.adopt("board", 2) == 1
    assert ask(database, want(2), crawl=2) == 0
    assert [leased.crawl for leased in lease(database)] == [2]


def test_a_host_that_wants_to_be_left_alone_is(database: Database) -> None:
    ask(database, want(1), want(2, host="other.example"))
    with database.session() as session:
        assert Frontier(session).postpone(HOST, NOW + timedelta(hours=1)) == 1
        assert Frontier(session).hosts_waiting(["board"], NOW) == [("board", "other.example")]


def test_two_sources_may_want_the_same_address(database: Database) -> None:
    assert ask(database, want(1), want(1, source="other")) == 2


@pytest.mark.parametrize("workers", [4])
def test_no_target_is_leased_to_two_processes_at_once(database: Database, workers: int) -> None:
    ask(database, *(want(number) for number in range(200)))

    def take_all(worker: int) -> list[str]:
        taken: list[str] = []
        while found := lease(database, f"worker {worker}", most=7):
            taken += numbers(found)
        return taken

    with ThreadPoolExecutor(workers) as pool:
        taken = [number for part in pool.map(take_all, range(workers)) for number in part]
    assert sorted(map(int, taken)) == list(range(200))


def test_asking_for_what_another_process_asked_for_meanwhile_changes_nothing(database: Database) -> None:
    def asking(_: int) -> int:
        return ask(database, *(want(number) for number in range(50)), crawl=2)

    ask(database, *(want(number) for number in range(50)))
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(asking, range(3)))
    assert len(lease(database, most=100)) == 50


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_names_are_told_apart(source: str, name: str, other_source: str, other_name: str) -> None:
    one = Wanted(source=source, host="", name=name, request={})
    other = Wanted(source=other_source, host="", name=other_name, request={})
    same = (source, name) == (other_source, other_name)
    assert "\0" in source + other_source or (one.target_id == other.target_id) is same
