"""The first tables: postings with versions, their assessments, flags and review events.

Migrations lead up only: the way back is a backup.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _postings()
    _queue_indexes()
    _flags()
    _posting_versions()
    _assessments()
    _review_events()


def _postings() -> None:
    op.create_table(
        "postings",
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("current_version", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rank", sa.Double(), nullable=True),
        sa.Column("assessed_version", sa.Integer(), nullable=True),
        sa.Column("band", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("needs_review", sa.Boolean(), nullable=True),
        sa.Column("abstained", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("employer", sa.String(), nullable=True),
        sa.Column("location", sa.String(), nullable=True),
        sa.Column("flagged", sa.JSON(), nullable=True),
        sa.Column("indicators", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("posting_id", name="pk_postings"),
    )


def _queue_indexes() -> None:
    for columns in ("rank", "state rank", "state band rank", "band rank", "language rank", "source rank", "needs_review rank"):
        names = [*columns.split(), "posting_id"]
        op.create_index(f"ix_postings_{'_'.join(names)}", "postings", names)


def _flags() -> None:
    op.create_table(
        "flags",
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.posting_id"], name="fk_flags_posting_id"),
        sa.PrimaryKeyConstraint("policy", "posting_id", name="pk_flags"),
    )
    op.create_index("ix_flags_posting_id", "flags", ["posting_id"])


def _posting_versions() -> None:
    op.create_table(
        "posting_versions",
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.posting_id"], name="fk_posting_versions_posting_id"),
        sa.PrimaryKeyConstraint("posting_id", "version", name="pk_posting_versions"),
    )
    op.create_index("ix_posting_versions_digest", "posting_versions", ["digest"])


def _assessments() -> None:
    op.create_table(
        "assessments",
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("priority", sa.Double(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("needs_review", sa.Boolean(), nullable=False),
        sa.Column("abstained", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id", "version"],
            ["posting_versions.posting_id", "posting_versions.version"],
            name="fk_assessments_posting_id_version",
        ),
        sa.PrimaryKeyConstraint("posting_id", "version", "model_version", name="pk_assessments"),
    )
    for column in ("abstained", "band", "flagged", "language", "model_version", "needs_review", "priority"):
        op.create_index(f"ix_assessments_{column}", "assessments", [column])


def _review_events() -> None:
    op.create_table(
        "review_events",
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("posting_version", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id", "posting_version"],
            ["posting_versions.posting_id", "posting_versions.version"],
            name="fk_review_events_posting_id_posting_version",
        ),
        sa.PrimaryKeyConstraint("posting_id", "sequence", name="pk_review_events"),
    )
    op.create_index("ix_review_events_recorded_at", "review_events", ["recorded_at"])
    op.create_index("ix_review_events_reviewer", "review_events", ["reviewer"])
