"""Finds out who asks: by the key in a header, or by the browser that somebody signed in with."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from serving.access.caller import Caller, CallerKind
from serving.access.permissions import PERMITTED, Permission, Role
from serving.access.tokens import digest_of, is_secret_of, read_api_key
from store.accounts import Account, Accounts
from store.database import Database
from store.keys import ApiKey, ApiKeys

SIGN_IN_COOKIE: Final = "recruitment_risk_sign_in"
REMEMBERED_SECONDS: Final = 2.0
"""How long a key that was looked up is not looked up again; a key that is revoked opens nothing after that."""
_REMEMBERED: Final = 4_096
_KNOWN: Final = frozenset(map(str, Permission))


@dataclass(frozen=True, slots=True)
class _Remembered:
    caller: Caller | None
    until: float


class Doorkeeper:
    """Knows keys and signed-in browsers, from the database or from a moment ago."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[str, _Remembered] = OrderedDict()
        self._alone = Lock()

    def remembered(self, headers: Headers) -> tuple[bool, Caller | None]:
        """Whether it is known without asking the database who sends these headers, and who does."""
        token = _token(headers)
        if not token:
            return True, None
        found = self._known.get(digest_of(token))
        return (True, found.caller) if found and time.monotonic() < found.until else (False, None)

    def find(self, headers: Headers) -> Caller | None:
        """Who sends these headers, as the database has it; nobody where it does not know them."""
        token = _token(headers)
        caller = self._of_key(token) if _bearer(headers) else self._of_browser(token)
        with self._alone:
            self._known[digest_of(token)] = _Remembered(caller, time.monotonic() + REMEMBERED_SECONDS)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return caller

    def forget(self) -> None:
        """Look everybody up anew: keys or accounts were changed here."""
        with self._alone:
            self._known.clear()

    def _of_key(self, token: str) -> Caller | None:
        parts, now = read_api_key(token), datetime.now(UTC)
        if parts is None:
            return None
        with self._database.reading() as session:
            key = ApiKeys(session).find(parts[0])
        if key is None or not is_secret_of(key.digest, parts[1]) or not key.is_good(now):
            return None
        with self._database.session() as session:
            ApiKeys(session).note_use(key.key_id, now)
        return caller_of_key(key)

    def _of_browser(self, token: str) -> Caller | None:
        with self._database.reading() as session:
            account = Accounts(session).signed_in(digest_of(token), datetime.now(UTC))
        return caller_of_account(account) if account else None


def caller_of_key(key: ApiKey) -> Caller:
    """A program, with what its key is permitted."""
    permissions = frozenset(Permission(name) for name in key.permissions if name in _KNOWN)
    return Caller(CallerKind.KEY, key.organisation, f"key:{key.key_id}", permissions)


def caller_of_account(account: Account) -> Caller:
    """A person, with what their role is permitted."""
    return Caller(CallerKind.PERSON, account.organisation, account.login, PERMITTED[Role(account.role)], account.account_id)


def _bearer(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _token(headers: Headers) -> str:
    """What the headers show for a caller: a key, else the cookie of a browser."""
    return _bearer(headers) or cookie_parser(headers.get("cookie", "")).get(SIGN_IN_COOKIE, "")
