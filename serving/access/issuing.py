"""Makes keys and accounts, and checks who signs in. What is made here is shown once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from serving.access.caller import Caller
from serving.access.passwords import hashed, is_outdated, is_password_of, require_good
from serving.access.permissions import Permission, Role
from serving.access.second_factor import step_of
from serving.access.tokens import api_key, digest_of, new_id, new_secret
from serving.sealing import Sealer
from store.accounts import Account, Accounts
from store.database import Session
from store.errors import AccessError
from store.keys import ApiKey, ApiKeys

SIGNED_IN_FOR: Final = timedelta(hours=12)
KEY_OVERLAP: Final = timedelta(hours=24)
"""How long a key that was rotated still opens, so that its owner can change over."""


class SignInError(Exception):
    """Somebody cannot sign in so. Says the same whatever is wrong, so that nobody learns which accounts there are."""

    def __init__(self, message: str = "Login, password or code is not right, or the account must wait a while.") -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key with its secret, which is not shown again."""

    key: ApiKey
    text: str


def make_key(
    session: Session, organisation: str, name: str, permissions: Iterable[Permission], by: str, now: datetime, good_for: timedelta
) -> NewKey:
    """A new key for a program."""
    key_id, secret = new_id(), new_secret()
    key = ApiKey(
        key_id=key_id,
        organisation=organisation,
        name=name,
        digest=digest_of(secret),
        permissions=tuple(sorted(set(permissions))),
        created_by=by,
        created_at=now,
        expires_at=now + good_for,
    )
    ApiKeys(session).add(key)
    return NewKey(key, api_key(key_id, secret))


def rotate_key(session: Session, organisation: str, key_id: str, by: str, now: datetime) -> NewKey:
    """A new key like an old one, which goes on for a day. Raises UnknownKeyError, and AccessError for one that has ended."""
    old = ApiKeys(session).get(organisation, key_id)
    if not old.is_good(now):
        raise AccessError("a key that was revoked or has expired cannot be rotated: make a new one")
    permissions = [Permission(name) for name in old.permissions]
    new = make_key(session, organisation, old.name, permissions, by, now, old.expires_at - old.created_at)
    ApiKeys(session).end_by(organisation, key_id, now + KEY_OVERLAP)
    return new


def make_account(session: Session, organisation: str, login: str, role: Role, password: str | None, now: datetime) -> Account:
    """A new account; one without a password signs in through an OpenID provider. Raises PasswordError or AccessError."""
    login = login.strip().lower()
    if not login or len(login) > 100 or not login.isprintable() or " " in login:
        raise AccessError("a login has 1 to 100 visible characters, such as an e-mail address")
    if password is not None:
        require_good(password, login)
    account = Account(
        account_id=new_id(),
        organisation=organisation,
        login=login,
        role=role.value,
        created_at=now,
        password_hash=None if password is None else hashed(password),
    )
    Accounts(session).add(account)
    return account


def check_password(session: Session, sealer: Sealer, login: str, password: str, code: str, now: datetime) -> Account | None:
    """Whose login, password and code these are; nobody where anything is not right, which is noted against the account."""
    accounts = Accounts(session)
    account = accounts.by_login(login.strip().lower())
    known = is_password_of(account.password_hash if account else None, password)
    if account is None:
        return None
    step = _step(account, sealer, code, now)
    waiting = account.locked_until is not None and now < account.locked_until
    if not known or waiting or account.disabled_at is not None or (account.second_factor and step is None):
        accounts.note_failure(account.account_id, now)
        return None
    if step is not None:
        accounts.change(account.account_id, second_factor_step=step)
    if account.password_hash and is_outdated(account.password_hash):
        accounts.change(account.account_id, password_hash=hashed(password))
    return account


def open_sign_in(session: Session, account: Account, now: datetime) -> str:
    """What the browser of somebody who signed in carries."""
    secret = new_secret()
    accounts = Accounts(session)
    accounts.forget_old(now)
    accounts.sign_in(account.account_id, digest_of(secret), now, now + SIGNED_IN_FOR)
    return secret


def require_grantable(caller: Caller, permissions: Iterable[Permission]) -> None:
    """Nobody gives away more than they have. Raises AccessError."""
    if lacking := sorted(set(permissions) - caller.permissions):
        raise AccessError(f"nobody can give more than they are permitted themselves: not {', '.join(lacking)}")


def _step(account: Account, sealer: Sealer, code: str, now: datetime) -> int | None:
    if not account.second_factor:
        return None
    return step_of(sealer.unseal(account.second_factor), code, now, account.second_factor_step)
