"""What a crawl remembers: its frontier, its runs and cursors, where each posting was seen, and what allowed it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and let a posting be gone."""
    op.add_column("postings", sa.Column("gone_at", _MOMENT, nullable=True))
    _targets()
    _hosts()
    _crawls()
    _cursors()
    _sightings()
    _robots_answers()


def _targets() -> None:
    op.create_table(
        "crawl_targets",
        sa.Column("target_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("crawl", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String(), nullable=False),
        sa.Column("leased_until", _MOMENT, nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("target_id", name="pk_crawl_targets"),
    )
    op.create_index(
        "ix_crawl_targets_state_source_host_turn_due_at", "crawl_targets", ["state", "source", "host", "turn", "due_at"]
    )
    op.create_index("ix_crawl_targets_source_crawl_state", "crawl_targets", ["source", "crawl", "state"])
    op.create_index("ix_crawl_targets_leased_by", "crawl_targets", ["leased_by"])


def _hosts() -> None:
    op.create_table(
        "crawl_hosts",
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("leased_by", sa.String(), nullable=False),
        sa.Column("leased_until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_crawl_hosts"),
    )


def _crawls() -> None:
    op.create_table(
        "crawls",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("crawl", sa.Integer(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("postings", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("source", "crawl", name="pk_crawls"),
    )


def _cursors() -> None:
    op.create_table(
        "crawl_cursors",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entry_point", sa.String(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=False),
        sa.Column("saved_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("source", "entry_point", name="pk_crawl_cursors"),
    )


def _sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("crawl", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.String(), nullable=False),
        sa.Column("first_record", sa.JSON(), nullable=True),
        sa.Column("last_record", sa.JSON(), nullable=True),
        sa.Column("permission", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id", "version"],
            ["posting_versions.posting_id", "posting_versions.version"],
            name="fk_sightings_posting_id_version",
        ),
        sa.PrimaryKeyConstraint("posting_id", "version", name="pk_sightings"),
    )
    op.create_index("ix_sightings_target_id", "sightings", ["target_id"])
    op.create_index("ix_sightings_source_crawl", "sightings", ["source", "crawl"])


def _robots_answers() -> None:
    op.create_table(
        "robots_answers",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("checked_at", _MOMENT, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_robots_answers"),
    )
