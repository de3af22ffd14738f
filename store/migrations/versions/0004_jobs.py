"""Assessment jobs, and their postings and results in chunks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _jobs()
    _chunks()


def _jobs() -> None:
    op.create_table(
        "assessment_jobs",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stores", sa.Boolean(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("served_at", _MOMENT, nullable=False),
        sa.Column("started_at", _MOMENT, nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("job_id", name="pk_assessment_jobs"),
    )
    own = ["organisation", "created_at", "job_id"]
    op.create_index("ix_assessment_jobs_organisation_created_at_job_id", "assessment_jobs", own)
    op.create_index("ix_assessment_jobs_state_served_at", "assessment_jobs", ["state", "served_at"])
    op.create_index("ix_assessment_jobs_ended_at", "assessment_jobs", ["ended_at"])


def _chunks() -> None:
    op.create_table(
        "assessment_job_chunks",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("first_line", sa.Integer(), nullable=False),
        sa.Column("last_line", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String(), nullable=False),
        sa.Column("leased_until", _MOMENT, nullable=True),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["assessment_jobs.job_id"], name="fk_assessment_job_chunks_job_id"),
        sa.PrimaryKeyConstraint("job_id", "first_line", name="pk_assessment_job_chunks"),
    )
    op.create_index("ix_assessment_job_chunks_job_id_state", "assessment_job_chunks", ["job_id", "state"])
    op.create_index("ix_assessment_job_chunks_leased_by", "assessment_job_chunks", ["leased_by"])
