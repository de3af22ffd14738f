"""Which process speaks to a host: one at a time, wherever the others run, so that a host meets one connection and one pace."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from store.crawl_tables import HostRow
from store.frontier import LEASE_SECONDS
from store.writing import insert_unless_there


class Hosts:
    """The hosts that are spoken to."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, host: str, worker: str, now: datetime) -> bool:
        """Whether the host is this process's for the time of a lease. Taking it again renews it."""
        until = now + timedelta(seconds=LEASE_SECONDS)
        insert_unless_there(self._session, HostRow, {"host": host, "leased_by": worker, "leased_until": until})
        free = or_(HostRow.leased_by == worker, HostRow.leased_until < now)
        taken = update(HostRow).where(HostRow.host == host, free).values(leased_by=worker, leased_until=until)
        return bool(self._session.execute(taken).rowcount)  # type: ignore[attr-defined]

    def release(self, worker: str, host: str | None = None) -> None:
        """Leave one host, or all of them, to others."""
        mine = HostRow.leased_by == worker
        self._session.execute(delete(HostRow).where(mine if host is None else mine & (HostRow.host == host)))
