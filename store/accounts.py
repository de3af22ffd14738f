"""People's accounts and where they are signed in. How passwords and codes are checked is for the door to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from store.access_tables import AccountRow, SignInRow
from store.errors import AccessError, UnknownAccountError
from store.organisations import Organisations

PATIENCE: Final = 5
"""Sign-ins that may fail in a row before the account waits."""
LONGEST_WAIT: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who signs in here."""

    account_id: str
    organisation: str
    login: str
    role: str
    created_at: datetime
    password_hash: str | None = None
    second_factor: str | None = None
    second_factor_step: int | None = None
    issuer: str | None = None
    subject: str | None = None
    disabled_at: datetime | None = None
    failures: int = 0
    locked_until: datetime | None = None


class Accounts:
    """Every account, of every organisation."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, account: Account) -> None:
        """Make an account. Raises AccessError where the login is taken or the organisation is not known."""
        Organisations(self._session).require(account.organisation)
        try:
            with self._session.begin_nested():
                self._session.add(AccountRow(**{name: getattr(account, name) for name in _COLUMNS}))
        except IntegrityError:
            raise AccessError(f"there is an account with the login {account.login!r:.80} already") from None

    def by_login(self, login: str) -> Account | None:
        """Whose login this is."""
        return self._one(AccountRow.login == login)

    def by_subject(self, issuer: str, subject: str) -> Account | None:
        """Who this is to an OpenID provider."""
        return self._one((AccountRow.issuer == issuer) & (AccountRow.subject == subject))

    def get(self, account_id: str) -> Account:
        """An account. Raises UnknownAccountError."""
        return _account(self._row(account_id))

    def of(self, organisation: str, limit: int, after: str = "") -> tuple[Account, ...]:
        """An organisation's accounts by login; those after the one named."""
        query = select(AccountRow).where(AccountRow.organisation == organisation, AccountRow.login > after)
        return tuple(map(_account, self._session.scalars(query.order_by(AccountRow.login).limit(limit))))

    def change(self, account_id: str, **changes: Any) -> Account:
        """Change an account. Whoever is disabled, or gets another password or role, is signed out everywhere."""
        row = self._row(account_id)
        for name, value in changes.items():
            setattr(row, name, value)
        if {"password_hash", "role", "disabled_at"} & changes.keys():
            self._session.execute(delete(SignInRow).where(SignInRow.account_id == account_id))
        self._session.flush()
        return _account(row)

    def note_failure(self, account_id: str, now: datetime) -> None:
        """A sign-in failed: after some in a row the account waits, longer each time."""
        row = self._row(account_id)
        row.failures += 1
        if row.failures >= PATIENCE:
            row.locked_until = now + min(LONGEST_WAIT, timedelta(seconds=2 ** min(20, row.failures - PATIENCE + 3)))
        self._session.flush()

    def sign_in(self, account_id: str, digest: str, now: datetime, expires_at: datetime) -> None:
        """Remember a browser that somebody signed in with."""
        row = self._row(account_id)
        row.failures, row.locked_until = 0, None
        self._session.add(SignInRow(digest=digest, account_id=account_id, created_at=now, seen_at=now, expires_at=expires_at))
        self._session.flush()

    def signed_in(self, digest: str, now: datetime) -> Account | None:
        """Who signed in with this browser, unless the sign-in is over or the account disabled."""
        sign_in = self._session.get(SignInRow, digest)
        if sign_in is None or sign_in.expires_at <= now:
            return None
        account = self.get(sign_in.account_id)
        return account if account.disabled_at is None else None

    def sign_out(self, digest: str) -> None:
        """Forget a browser."""
        self._session.execute(delete(SignInRow).where(SignInRow.digest == digest))

    def forget_old(self, now: datetime) -> None:
        """Forget sign-ins that are over."""
        self._session.execute(delete(SignInRow).where(SignInRow.expires_at <= now))

    def _one(self, condition: Any) -> Account | None:
        row = self._session.scalars(select(AccountRow).where(condition)).one_or_none()
        return _account(row) if row else None

    def _row(self, account_id: str) -> AccountRow:
        row = self._session.get(AccountRow, account_id)
        if row is None:
            raise UnknownAccountError(f"there is no account {account_id!r:.60}")
        return row


_COLUMNS: Final = tuple(Account.__dataclass_fields__)


def _account(row: AccountRow) -> Account:
    return Account(**{name: getattr(row, name) for name in _COLUMNS})
