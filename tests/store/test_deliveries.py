"""Deliveries are leased by one worker at a time, in order for each subject, and none is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from store.database import Database
from store.deliveries import KEPT_FOR, LEASE, Deliveries, DeliveryState
from store.delivery_log import DeliveryLog
from store.endpoints import SIGNS_ON_FOR, Endpoints, disable
from store.errors import CursorError, UnknownDeliveryError, UnknownEndpointError
from tests.factories import NOON
from tests.store.telling import deliver, endpoint, fail, happen, lease, listed, subjects

SOON = NOON + timedelta(seconds=5)


def states(database: Database, endpoint_id: str) -> list[str]:
    """Oldest event first."""
    return [one.state for one in reversed(listed(database, endpoint_id))]


def test_what_is_leased_is_leased_by_nobody_else(database: Database) -> None:
    endpoint(database)
    happen(database, "a", "b", "c")
    assert subjects(lease(database, "one", most=2)) == ["a", "b"]
    assert subjects(lease(database, "two")) == ["c"]
    assert lease(database, "three") == []


def test_workers_beside_each_other_lease_each_delivery_once(database: Database) -> None:
    for _ in range(3):
        endpoint(database)
    happen(database, *map(str, range(20)))
    with ThreadPoolExecutor(4) as pool:
        leased = [one for some in pool.map(lambda name: lease(database, name, most=30, each=20), "wxyz") for one in some]
    leased += lease(database, most=60, each=20)
    assert len({one.delivery_id for one in leased}) == len(leased) == 60


def test_events_of_one_subject_wait_for_the_earlier_one_and_others_do_not(database: Database) -> None:
    endpoint(database)
    happen(database, "a", "a", "b")
    first, other = lease(database)
    assert subjects([first, other]) == ["a", "b"]
    assert lease(database) == []
    deliver(database, first)
    assert subjects(lease(database)) == ["a"]


def test_a_failed_event_is_waited_for_until_it_is_given_up(database: Database) -> None:
    mine = endpoint(database)
    happen(database, "a", "a")
    (first,) = lease(database)
    assert fail(database, first, SOON)
    assert lease(database) == []
    (again,) = lease(database, now=SOON)
    assert (again.event_id, again.attempts, again.first_tried_at) == (first.event_id, 1, NOON)
    assert fail(database, again, None, SOON)
    (later,) = lease(database, now=SOON)
    assert later.event_id != first.event_id
    assert later.first_tried_at is None
    assert states(database, mine.endpoint_id) == [DeliveryState.DEAD, DeliveryState.LEASED]


def test_endpoints_do_not_wait_for_each_other(database: Database) -> None:
    one, other = endpoint(database), endpoint(database)
    happen(database, "a", "a")
    leased = {due.endpoint_id: due for due in lease(database)}
    deliver(database, leased[other.endpoint_id])
    assert [due.endpoint_id for due in lease(database)] == [other.endpoint_id]
    assert leased.keys() == {one.endpoint_id, other.endpoint_id}


def test_one_endpoint_does_not_take_all_the_room(database: Database) -> None:
    endpoint(database)
    happen(database, "a", "b", "c", "d")
    quiet = endpoint(database)
    happen(database, "e", now=SOON)
    assert subjects(lease(database, now=SOON, most=4, each=2)) == ["a", "b", "e"]
    assert lease(database, "another", now=SOON, most=4, each=1) == []
    assert states(database, quiet.endpoint_id) == [DeliveryState.LEASED]


def test_a_lease_that_runs_out_makes_the_delivery_free_and_its_late_holder_changes_nothing(database: Database) -> None:
    mine = endpoint(database)
    happen(database, "a", "a")
    (held,) = lease(database, "killed")
    assert lease(database, "other", NOON + LEASE - timedelta(seconds=1)) == []
    (taken,) = lease(database, "other", NOON + LEASE)
    assert taken.event_id == held.event_id
    assert not fail(database, held, None)
    assert not deliver(database, held)
    assert deliver(database, taken)
    assert states(database, mine.endpoint_id) == [DeliveryState.DELIVERED, DeliveryState.PENDING]


def test_what_a_worker_gives_back_is_free_at_once(database: Database) -> None:
    endpoint(database)
    happen(database, "a", "b")
    lease(database, "ending", most=1)
    lease(database, "staying", most=1)
    with database.session() as session:
        assert Deliveries(session).release("ending", NOON) == 1
    assert subjects(lease(database)) == ["a"]


def test_nothing_goes_to_an_endpoint_that_is_switched_off_and_what_waits_goes_on_later(database: Database) -> None:
    mine = endpoint(database)
    happen(database, "a")
    with database.session() as session:
        disable(session, mine.endpoint_id, "gone", NOON)
    happen(database, "b")
    assert lease(database) == []
    with database.session() as session:
        session.execute(text("UPDATE webhook_endpoints SET disabled_at = NULL"))
    assert subjects(lease(database)) == ["a"]


def test_a_delivery_is_replayed_under_its_name_and_what_comes_later_waits_for_it(database: Database) -> None:
    endpoint(database)
    happen(database, "a")
    (first,) = lease(database)
    fail(database, first, None)
    with database.session() as session:
        replayed = DeliveryLog(session).replay(first.delivery_id, SOON)
    assert (replayed.state, replayed.attempts, replayed.ended_at) == (DeliveryState.PENDING, 0, None)
    happen(database, "a", now=SOON)
    (again,) = lease(database, now=SOON)
    assert (again.event_id, again.first_tried_at) == (first.event_id, None)


def test_a_replay_waits_for_what_is_just_being_delivered(database: Database) -> None:
    endpoint(database)
    happen(database, "a", "a")
    (first,) = lease(database)
    deliver(database, first)
    (second,) = lease(database)
    with database.session() as session:
        DeliveryLog(session).replay(first.delivery_id, NOON)
    assert lease(database) == []
    deliver(database, second)
    assert [due.event_id for due in lease(database)] == [first.event_id]


def test_what_still_waits_is_due_at_once_and_what_is_being_delivered_stays_so(database: Database) -> None:
    endpoint(database)
    happen(database, "a")
    (due,) = lease(database)
    with database.session() as session:
        assert DeliveryLog(session).replay(due.delivery_id, SOON).state is DeliveryState.LEASED
    fail(database, due, NOON + timedelta(hours=8))
    with database.session() as session:
        assert DeliveryLog(session).replay(due.delivery_id, SOON).due_at == SOON


def test_all_that_was_given_up_since_a_moment_is_replayed(database: Database) -> None:
    mine, other = endpoint(database), endpoint(database)
    happen(database, "a", "b")
    for due, moment in zip(lease(database), (NOON, SOON, NOON, SOON), strict=True):
        fail(database, due, None, moment)
    with database.session() as session:
        assert DeliveryLog(session).replay_dead(mine.endpoint_id, SOON, SOON) == 1
    assert sorted(states(database, mine.endpoint_id)) == [DeliveryState.DEAD, DeliveryState.PENDING]
    assert states(database, other.endpoint_id) == [DeliveryState.DEAD, DeliveryState.DEAD]


def test_the_secrets_that_sign_are_the_current_one_and_those_of_the_last_day(database: Database) -> None:
    mine = endpoint(database, sealed="first")
    for hours, sealed in enumerate(("second", "third")):
        with database.session() as session:
            Endpoints(session).rotate(mine.endpoint_id, sealed, NOON + timedelta(hours=hours))

    def signing(now: datetime) -> tuple[str, ...]:
        happen(database, "x", now=now)
        (due,) = lease(database, now=now)
        deliver(database, due, now)
        return due.secrets

    assert signing(NOON + timedelta(hours=2)) == ("third", "second", "first")
    assert signing(NOON + SIGNS_ON_FOR) == ("third", "second")
    assert signing(NOON + 2 * SIGNS_ON_FOR) == ("third",)


def test_what_ended_long_ago_is_forgotten_and_what_waits_is_not(database: Database) -> None:
    mine = endpoint(database)
    happen(database, "a", "b")
    deliver(database, lease(database, most=1)[0])
    with database.session() as session:
        Deliveries(session).forget_old(NOON + KEPT_FOR)
        assert session.scalar(text("SELECT count(*) FROM webhook_events")) == 2
        Deliveries(session).forget_old(NOON + KEPT_FOR + timedelta(seconds=1))
        assert session.scalar(text("SELECT count(*) FROM webhook_events")) == 1
    assert states(database, mine.endpoint_id) == [DeliveryState.PENDING]


def test_pages_of_deliveries_lead_on_and_new_events_shift_nothing(database: Database) -> None:
    mine = endpoint(database)
    happen(database, "a", "b", "c")
    with database.reading() as session:
        first, cursor = DeliveryLog(session).page(mine.endpoint_id, 2)
    happen(database, "d")
    with database.reading() as session:
        second, end = DeliveryLog(session).page(mine.endpoint_id, 2, cursor=cursor)
        dead, _ = DeliveryLog(session).page(mine.endpoint_id, 2, DeliveryState.DEAD)
    assert [one.subject for one in (*first, *second)] == ["c", "b", "a"]
    assert (end, dead) == (None, ())


def test_another_organisation_s_deliveries_are_not_there(database: Database) -> None:
    ours, theirs = database.within("ours"), database.within("theirs")
    mine = endpoint(ours)
    happen(ours, "a")
    (known,) = listed(ours, mine.endpoint_id)
    with theirs.session() as session:
        log = DeliveryLog(session)
        with pytest.raises(UnknownDeliveryError):
            log.replay(known.delivery_id, NOON)
        for ask in (lambda: log.page(mine.endpoint_id, 10), lambda: log.replay_dead(mine.endpoint_id, NOON, NOON)):
            with pytest.raises(UnknownEndpointError):
                ask()


@pytest.mark.parametrize(
    "cursor", ["", "!", "bnVsbA", "WyJhIl0", "W3RydWVd", "WzEsMl0", "WzFlOTk5XQ", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5XQ", "a" * 900]
)
def test_a_cursor_that_was_not_handed_out_is_refused(database: Database, cursor: str) -> None:
    mine = endpoint(database)
    with database.reading() as session, pytest.raises(CursorError):
        DeliveryLog(session).page(mine.endpoint_id, 10, cursor=cursor)
