"""Organisations, people, keys, and answers kept for repeated requests; every posting belongs to an organisation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_QUEUE = (("rank",), ("state", "rank"), ("state", "band", "rank"), ("band", "rank"), ("language", "rank"), ("source", "rank"))
_QUEUE_BY = (*_QUEUE, ("needs_review", "rank"))


def upgrade() -> None:
    """Make the tables; what is there already belongs to the organisation of the house."""
    op.add_column("postings", sa.Column("organisation", sa.String(), nullable=False, server_default="home"))
    for columns in _QUEUE_BY:
        op.drop_index(f"ix_postings_{'_'.join((*columns, 'posting_id'))}", "postings")
        own = ["organisation", *columns, "posting_id"]
        op.create_index(f"ix_postings_{'_'.join(own)}", "postings", own)
    _organisations()
    _accounts()
    _sign_ins()
    _keys()
    _accesses()
    _kept_answers()


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organisation", name="pk_organisations"),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("second_factor", sa.String(), nullable=True),
        sa.Column("second_factor_step", sa.Integer(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("disabled_at", _MOMENT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.organisation"], name="fk_accounts_organisation"),
        sa.PrimaryKeyConstraint("account_id", name="pk_accounts"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
        sa.UniqueConstraint("issuer", "subject", name="uq_accounts_issuer_subject"),
    )
    op.create_index("ix_accounts_organisation_login", "accounts", ["organisation", "login"])


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name="fk_sign_ins_account_id"),
        sa.PrimaryKeyConstraint("digest", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_account_id", "sign_ins", ["account_id"])


def _keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("permissions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.Column("last_used_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.organisation"], name="fk_api_keys_organisation"),
        sa.PrimaryKeyConstraint("key_id", name="pk_api_keys"),
    )
    op.create_index("ix_api_keys_organisation_created_at", "api_keys", ["organisation", "created_at"])


def _accesses() -> None:
    op.create_table(
        "accesses",
        sa.Column("access_id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("access_id", name="pk_accesses"),
    )
    op.create_index("ix_accesses_organisation_recorded_at_access_id", "accesses", ["organisation", "recorded_at", "access_id"])
    op.create_index("ix_accesses_organisation_subject", "accesses", ["organisation", "subject"])


def _kept_answers() -> None:
    op.create_table(
        "kept_answers",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("answer", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("kept_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "key", name="pk_kept_answers"),
    )
    op.create_index("ix_kept_answers_kept_at", "kept_answers", ["kept_at"])
