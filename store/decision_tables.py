"""The table of decisions. Private to `store`, as `store.tables` is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import Table


class DecisionRow(Table):
    """What a platform did with a posting. Appended, never changed; the key keeps what is sent twice from counting twice."""

    __tablename__ = "decisions"

    posting_id: Mapped[str] = mapped_column(primary_key=True)
    decision: Mapped[str] = mapped_column(primary_key=True)
    decided_at: Mapped[datetime] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    version: Mapped[int]
    """The version that was current when the decision was recorded."""
    recorded_at: Mapped[datetime]
    policy: Mapped[str]
    reason: Mapped[str]
    client: Mapped[str]
    """Which client of the API sent it."""

    __table_args__ = (
        ForeignKeyConstraint(["posting_id", "version"], ["posting_versions.posting_id", "posting_versions.version"]),
        Index(None, "organisation", "posting_id"),
    )
