"""Thresholds that organisations choose, and how high each posting scores, also those that were assessed before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_AT_ONCE = 500
_JUDGED = ("", "unlike_anything_seen")
"""Where nothing could be judged there is no score."""

_postings = sa.table("postings", sa.column("posting_id"), sa.column("organisation"), sa.column("assessed_version"))
_assessments = sa.table(
    "assessments",
    sa.column("posting_id"),
    sa.column("version"),
    sa.column("model_version"),
    sa.column("assessed_at", _MOMENT),
    sa.column("abstained"),
    sa.column("body", sa.JSON()),
)


def upgrade() -> None:
    """Make the tables, and fill the scores."""
    _threshold_changes()
    scores = _scores()
    connection = op.get_bind()
    for postings in _batches(connection):
        rows = [row for assessed in _latest(connection, postings) for row in _rows(assessed)]
        if rows:
            connection.execute(sa.insert(scores), rows)
    op.create_index("ix_scores_preview", "scores", ["organisation", "policy", "assessed_on", "probability", "posting_id"])


def _threshold_changes() -> None:
    op.create_table(
        "threshold_changes",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Double(), nullable=True),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "policy", "version", name="pk_threshold_changes"),
    )


def _scores() -> sa.Table:
    return op.create_table(
        "scores",
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.posting_id"], name="fk_scores_posting_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("posting_id", "policy", name="pk_scores"),
    )


def _batches(connection: sa.Connection) -> Iterator[Sequence[str]]:
    """The postings that were assessed, by id, some at a time."""
    last = ""
    query = sa.select(_postings.c.posting_id).where(_postings.c.assessed_version.is_not(None)).order_by(_postings.c.posting_id)
    while found := connection.scalars(query.where(_postings.c.posting_id > last).limit(_AT_ONCE)).all():
        yield found
        last = found[-1]


def _latest(connection: sa.Connection, postings: Sequence[str]) -> list[sa.Row[*tuple[Any, ...]]]:
    """The last assessment of the version that the queue shows, of each posting."""
    said = _assessments.c
    shown = (said.posting_id == _postings.c.posting_id) & (said.version == _postings.c.assessed_version)
    query = (
        sa.select(said.posting_id, _postings.c.organisation, said.assessed_at, said.abstained, said.body)
        .join_from(_postings, _assessments, shown)
        .where(_postings.c.posting_id.in_(postings))
        .order_by(said.assessed_at, said.model_version)
    )
    return list({row.posting_id: row for row in connection.execute(query)}.values())


def _rows(assessed: sa.Row[*tuple[Any, ...]]) -> list[dict[str, Any]]:
    if assessed.abstained not in _JUDGED:
        return []
    of = {"posting_id": assessed.posting_id, "organisation": assessed.organisation, "assessed_on": _day(assessed.assessed_at)}
    return [of | {"policy": item["policy"], "probability": item["probability"]} for item in assessed.body["policies"]]


def _day(moment: datetime) -> date:
    """In UTC, in which SQLite keeps moments without saying so."""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()
