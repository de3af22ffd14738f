"""Whose postings a session sees: those of one organisation, or of all (only the crawler and the commands of the operator do).

A session that is scoped cannot forget it: every question that it asks about postings is narrowed on its way to the database.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from store.tables import HOME, PostingRow

__all__ = ["HOME", "ScopedSession", "organisation_of"]

_ORGANISATION: Final = "organisation"


class ScopedSession(Session):
    """A session that may belong to one organisation."""

    @classmethod
    def info_for(cls, organisation: str | None) -> dict[str, str]:
        """What a session is told when it is made."""
        return {_ORGANISATION: organisation} if organisation else {}


def organisation_of(session: Session) -> str:
    """Whose what is written here becomes."""
    return str(session.info.get(_ORGANISATION, HOME))


@event.listens_for(ScopedSession, "do_orm_execute")
def _narrow(state: ORMExecuteState) -> None:
    organisation = state.session.info.get(_ORGANISATION)
    if organisation is not None:
        own = with_loader_criteria(PostingRow, PostingRow.organisation == organisation, include_aliases=True)
        state.statement = state.statement.options(own)
