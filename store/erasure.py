"""Erases a posting, and everything that is kept under its name.

What is left: that it was erased (the log of accesses), and, of a posting that was crawled, the archived answers of its source,
which are files apart. A posting that its source still shows comes back with the next crawl.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import String, cast, delete
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from store import access_tables, crawl_tables, decision_tables, policy_tables, search_tables, tables
from store.access_tables import AnswerRow
from store.scope import organisation_of
from store.webhook_tables import DeliveryRow, EventRow
from store.writing import locked_posting

_KNOWN = (access_tables, crawl_tables, decision_tables, policy_tables, search_tables, tables)
"""Every module of tables must have been read before it is known which of them speak of postings."""


class Erasure:
    """Forgets."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def erase(self, posting_id: str) -> None:
        """Forget a posting for good. Raises `UnknownPostingError`."""
        row = locked_posting(self._session, posting_id)
        self._session.expunge(row)
        for table in tables_of_postings():
            self._session.connection().execute(delete(table).where(table.c.posting_id == posting_id))
        self._forget_answers(posting_id)
        self._forget_events(posting_id)
        self._session.expire_all()

    def _forget_events(self, posting_id: str) -> None:
        """What webhooks told of it, or were about to tell."""
        for table in (DeliveryRow, EventRow):
            self._session.connection().execute(delete(table).where(table.subject == posting_id))

    def _forget_answers(self, posting_id: str) -> None:
        """Answers that are kept for a day quote what was assessed."""
        told = cast(AnswerRow.answer, String).contains(posting_id, autoescape=True)
        own = AnswerRow.organisation == organisation_of(self._session)
        self._session.connection().execute(delete(AnswerRow).where(own, told))


def tables_of_postings() -> Iterator[SqlTable]:
    """Every table with rows of a posting, those that point to others first."""
    for table in reversed(tables.Table.metadata.sorted_tables):
        if "posting_id" in table.c:
            yield table
