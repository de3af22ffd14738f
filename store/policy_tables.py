"""The tables of policies: which thresholds an organisation chose, and how high each posting scores. Private to `store`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import Table


class ThresholdRow(Table):
    """A threshold that an organisation chose for a policy, or its way back to the shipped one. Appended: the last is in force."""

    __tablename__ = "threshold_changes"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    policy: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    """Counts an organisation's changes of a policy from 1; the key is what keeps two editors apart."""
    threshold: Mapped[float | None]
    """Empty: the shipped one."""
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    reason: Mapped[str]


class ScoreRow(Table):
    """How likely the latest assessment of a posting finds a policy's indicators. None where nothing could be judged."""

    __tablename__ = "scores"

    posting_id: Mapped[str] = mapped_column(ForeignKey("postings.posting_id", ondelete="CASCADE"), primary_key=True)
    policy: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    probability: Mapped[float]
    assessed_on: Mapped[date]
    """The day in UTC, kept as such so that every database counts by it alike."""

    # All that a preview asks for stands in the index itself.
    __table_args__ = (Index("ix_scores_preview", "organisation", "policy", "assessed_on", "probability", "posting_id"),)
