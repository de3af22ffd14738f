"""The frontier: what a crawl is to fetch, shared by any number of processes.

A target is leased, not taken: whoever leases it says when it is done, in the same unit of work that saves its postings, and a
lease that runs out (its process was killed, its machine is gone) makes the target free again. So nothing is lost, and nothing
counts as done that was not saved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Update, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import Session

from store.crawl_tables import TargetRow
from store.tables import JsonObject
from store.targets import DeadLetter, Ended, Lease, TargetState, Wanted
from store.writing import insert_each_unless_there

LEASE_SECONDS: Final = 120
"""How long a target stays with a process that no longer renews its leases."""


_AT_ONCE: Final = 1_000
"""Targets in one statement: databases have a limit."""


class Frontier:
    """The targets of every source."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def want(self, wanted: Iterable[Wanted], crawl: int, now: datetime) -> int:
        """Ask for targets, each at most once a crawl. Answers how many are new or asked for anew."""
        each = list({one.target_id: one for one in wanted}.values())
        # Due a moment apart, so that they are leased in this order.
        rows = [_row(one, crawl, now - timedelta(microseconds=len(each) - place)) for place, one in enumerate(each)]
        return sum(self._want(rows[start : start + _AT_ONCE], crawl) for start in range(0, len(rows), _AT_ONCE))

    def _want(self, rows: Sequence[JsonObject], crawl: int) -> int:
        asked = select(TargetRow.target_id, TargetRow.crawl).where(TargetRow.target_id.in_([row["target_id"] for row in rows]))
        known = {row.target_id: row.crawl for row in self._session.execute(asked)}
        fresh = [row for row in rows if row["target_id"] not in known]
        insert_each_unless_there(self._session, TargetRow, fresh)
        again = [row for row in rows if known.get(row["target_id"], crawl) < crawl]
        for row in again:
            # Another process may have asked, and fetched, in the meantime.
            self._session.execute(_asked_before(row["target_id"], crawl).values(row))
        return len(fresh) + len(again)

    def adopt(self, source: str, crawl: int) -> int:
        """What earlier crawls of the source left is this one's. Answers how many targets that is."""
        left = (TargetRow.source == source, TargetRow.crawl < crawl, TargetRow.state == TargetState.PENDING)
        adopted = update(TargetRow).where(*left).values(crawl=crawl)
        return self._session.execute(adopted, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined,no-any-return]

    def hosts_waiting(self, sources: Sequence[str], now: datetime) -> list[tuple[str, str]]:
        """Sources and hosts that have something due, in order of name."""
        query = select(TargetRow.source, TargetRow.host).where(TargetRow.source.in_(sources), _free(now)).distinct()
        return [(source, host) for source, host in self._session.execute(query.order_by(TargetRow.source, TargetRow.host))]

    def lease(self, worker: str, source: str, host: str, *, most: int, now: datetime) -> list[Lease]:
        """Up to so many due targets of a host, for this process alone."""
        query = (
            select(TargetRow)
            .where(TargetRow.source == source, TargetRow.host == host, _free(now))
            .order_by(TargetRow.turn, TargetRow.due_at, TargetRow.target_id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        rows = list(self._session.scalars(query))
        for row in rows:
            row.state, row.leased_by = TargetState.LEASED, worker
            row.leased_until = now + timedelta(seconds=LEASE_SECONDS)
        self._session.flush()
        return [_lease(row) for row in rows]

    def renew(self, worker: str, now: datetime) -> None:
        """Keep what this process holds."""
        until = now + timedelta(seconds=LEASE_SECONDS)
        self._session.execute(update(TargetRow).where(_held_by(worker)).values(leased_until=until))

    def release(self, worker: str) -> int:
        """Give back what a process holds, because it ends or has ended. Answers how many."""
        freed = update(TargetRow).where(_held_by(worker)).values(state=TargetState.PENDING, leased_by="", leased_until=None)
        return self._session.execute(freed).rowcount  # type: ignore[attr-defined,no-any-return]

    def workers(self) -> list[str]:
        """Every process that holds a lease."""
        query = select(TargetRow.leased_by).where(TargetRow.state == TargetState.LEASED).distinct()
        return list(self._session.scalars(query))

    def end(self, ended: Sequence[Ended], now: datetime) -> None:
        """Targets were fetched, and what they held is saved in this unit of work; or they are given up."""
        if ended:
            rows = [
                {"key": one.target_id, "asked_in": one.crawl, "new_state": one.state, "why": one.reason, "at": one.record}
                for one in ended
            ]
            statement = _END.values(leased_by="", leased_until=None, ended_at=now)
            self._session.connection().execute(statement, rows)

    def later(self, target_id: str, due_at: datetime, *, reason: str) -> None:
        """A target is to be fetched again, not before a moment."""
        values = {"state": TargetState.PENDING, "leased_by": "", "leased_until": None, "due_at": due_at, "reason": reason}
        self._session.execute(
            update(TargetRow).where(TargetRow.target_id == target_id).values(attempts=TargetRow.attempts + 1, **values)
        )

    def postpone(self, host: str, until: datetime) -> int:
        """A host wants to be left alone: nothing of it is due before a moment. Answers how many targets wait for it."""
        waiting = (TargetRow.host == host, TargetRow.state == TargetState.PENDING, TargetRow.due_at < until)
        postponed = update(TargetRow).where(*waiting).values(due_at=until)
        return self._session.execute(postponed, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined,no-any-return]

    def put_back(self, target_id: str, now: datetime) -> None:
        """A dead letter is to be fetched again, as if for the first time."""
        fresh = {"state": TargetState.PENDING, "due_at": now, "attempts": 0, "ended_at": None, "reason": ""}
        self._session.execute(update(TargetRow).where(TargetRow.target_id == target_id).values(fresh))

    def counts(self, source: str, crawl: int) -> dict[TargetState, int]:
        """How many of a crawl's targets stand where."""
        query = select(TargetRow.state, func.count()).where(TargetRow.source == source, TargetRow.crawl == crawl)
        return {TargetState(state): count for state, count in self._session.execute(query.group_by(TargetRow.state))}

    def unfinished(self, sources: Sequence[str]) -> int:
        """How many targets are still to be fetched, by whomever."""
        states = (TargetState.PENDING, TargetState.LEASED)
        query = select(func.count()).where(TargetRow.source.in_(sources), TargetRow.state.in_(states))
        return self._session.scalar(query) or 0

    def to_come(self, sources: Sequence[str], until: datetime) -> tuple[int, int, int]:
        """How many targets some process holds, how many are due until a moment, and how many only later."""
        soon = case((TargetRow.due_at <= until, 1), else_=0)
        query = select(TargetRow.state, soon, func.count()).where(TargetRow.source.in_(sources)).group_by(TargetRow.state, soon)
        found = Counter({(state, bool(is_soon)): count for state, is_soon, count in self._session.execute(query)})
        held = found[TargetState.LEASED, True] + found[TargetState.LEASED, False]
        return held, found[TargetState.PENDING, True], found[TargetState.PENDING, False]

    def dead_letters(self, sources: Sequence[str] = ()) -> list[DeadLetter]:
        """What was given up, the newest first."""
        query = (
            select(TargetRow).where(TargetRow.state == TargetState.DEAD).order_by(TargetRow.ended_at.desc(), TargetRow.target_id)
        )
        if sources:
            query = query.where(TargetRow.source.in_(sources))
        return [_dead_letter(row) for row in self._session.scalars(query)]


_TARGETS: Final = TargetRow.metadata.tables[TargetRow.__tablename__]
_END: Final = (
    update(_TARGETS)
    .where(_TARGETS.c.target_id == bindparam("key"), _TARGETS.c.crawl == bindparam("asked_in"))
    .values(state=bindparam("new_state"), reason=bindparam("why"), record=bindparam("at"))
)


def _free(now: datetime) -> ColumnElement[bool]:
    pending = and_(TargetRow.state == TargetState.PENDING, TargetRow.due_at <= now)
    return or_(pending, and_(TargetRow.state == TargetState.LEASED, TargetRow.leased_until < now))


def _asked_before(target_id: str, crawl: int) -> Update:
    return update(TargetRow).where(TargetRow.target_id == target_id, TargetRow.crawl < crawl)


def _held_by(worker: str) -> ColumnElement[bool]:
    return and_(TargetRow.leased_by == worker, TargetRow.state == TargetState.LEASED)


def _row(wanted: Wanted, crawl: int, now: datetime) -> JsonObject:
    return {
        "target_id": wanted.target_id,
        "source": wanted.source,
        "host": wanted.host,
        "request": wanted.request,
        "crawl": crawl,
        "turn": wanted.turn,
        "state": TargetState.PENDING,
        "due_at": now,
        "attempts": 0,
        "leased_by": "",
        "leased_until": None,
        "ended_at": None,
        "reason": "",
        "record": None,
    }


def _lease(row: TargetRow) -> Lease:
    return Lease(
        target_id=row.target_id,
        source=row.source,
        host=row.host,
        crawl=row.crawl,
        attempts=row.attempts,
        request=row.request,
    )


def _dead_letter(row: TargetRow) -> DeadLetter:
    return DeadLetter(
        target_id=row.target_id,
        source=row.source,
        crawl=row.crawl,
        request=row.request,
        reason=row.reason,
        attempts=row.attempts,
        ended_at=row.ended_at,
        record=row.record,
    )
