"""What platforms did with postings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "decisions",
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id", "version"],
            ["posting_versions.posting_id", "posting_versions.version"],
            name="fk_decisions_posting_id_version",
        ),
        sa.PrimaryKeyConstraint("posting_id", "decision", "decided_at", name="pk_decisions"),
    )
    op.create_index("ix_decisions_organisation_posting_id", "decisions", ["organisation", "posting_id"])
