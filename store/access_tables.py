"""The tables of who may do what: organisations, people, keys, sign-ins, and answers kept for a repeated request."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import JsonObject, Table


class OrganisationRow(Table):
    """Who shares postings and reviews: nobody sees another organisation's."""

    __tablename__ = "organisations"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    created_at: Mapped[datetime]


class AccountRow(Table):
    """A person. The password is a hash that is slow to make; the secret of the second factor is sealed."""

    __tablename__ = "accounts"

    account_id: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisations.organisation"))
    login: Mapped[str]
    role: Mapped[str]
    created_at: Mapped[datetime]
    password_hash: Mapped[str | None]
    second_factor: Mapped[str | None]
    second_factor_step: Mapped[int | None]
    """The last step of time whose code was used: a code is good once."""
    issuer: Mapped[str | None]
    subject: Mapped[str | None]
    """Who the person is to an OpenID provider."""
    disabled_at: Mapped[datetime | None]
    failures: Mapped[int]
    """Sign-ins that failed in a row."""
    locked_until: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("login", name="uq_accounts_login"),
        UniqueConstraint("issuer", "subject", name="uq_accounts_issuer_subject"),
        Index(None, "organisation", "login"),
    )


class SignInRow(Table):
    """A browser that somebody signed in with. Only a digest of its token is kept."""

    __tablename__ = "sign_ins"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.account_id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class KeyRow(Table):
    """A key of the API. Only a digest of its secret is kept."""

    __tablename__ = "api_keys"

    key_id: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisations.organisation"))
    name: Mapped[str]
    digest: Mapped[str]
    permissions: Mapped[list[str]]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "organisation", "created_at"),)


class AccessRow(Table):
    """Something that must be answered for: who saw clear contact data, who erased a posting, who made a key. Only appended."""

    __tablename__ = "accesses"

    access_id: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    who: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]
    """Which posting, key or account."""
    recorded_at: Mapped[datetime]
    request_id: Mapped[str]

    __table_args__ = (Index(None, "organisation", "recorded_at", "access_id"), Index(None, "organisation", "subject"))


class AnswerRow(Table):
    """The answer to a write that carried an Idempotency-Key, written in the write's own transaction."""

    __tablename__ = "kept_answers"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    """Of the request: another one under the same key is a mistake."""
    answer: Mapped[JsonObject | None]
    kept_at: Mapped[datetime] = mapped_column(index=True)
