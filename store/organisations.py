"""Organisations: whose postings, people and keys there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.access_tables import OrganisationRow
from store.errors import AccessError
from store.scope import HOME
from store.writing import insert_unless_there

__all__ = ["HOME", "Organisation", "Organisations"]

_SLUG: Final = re.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who shares postings and reviews."""

    organisation: str
    """Its short name: up to 40 small letters, digits and hyphens."""
    name: str
    created_at: datetime


class Organisations:
    """Every organisation that this deployment serves."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, organisation: str, name: str, now: datetime) -> bool:
        """Make an organisation; false where it is there already. Raises AccessError for a short name that cannot be one."""
        if not _SLUG.fullmatch(organisation):
            raise AccessError(f"{organisation!r:.60} is no short name: use up to 40 small letters, digits and hyphens")
        values = {"organisation": organisation, "name": name.strip() or organisation, "created_at": now}
        return insert_unless_there(self._session, OrganisationRow, values)

    def all(self) -> tuple[Organisation, ...]:
        """Every one, by short name."""
        query = select(OrganisationRow).order_by(OrganisationRow.organisation)
        return tuple(Organisation(row.organisation, row.name, row.created_at) for row in self._session.scalars(query))

    def require(self, organisation: str) -> None:
        """Raise AccessError unless there is such an organisation; that of the house is made when it is first needed."""
        if organisation == HOME:
            self.add(HOME, "Home", datetime.now(UTC))
        elif self._session.get(OrganisationRow, organisation) is None:
            raise AccessError(f"there is no organisation {organisation!r:.60}")
