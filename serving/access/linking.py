"""Finds the account of somebody whom an OpenID provider knows. Nobody gets an account by signing in."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from serving.access.id_tokens import Attested
from serving.access.issuing import open_sign_in
from store.accesses import Accesses
from store.accounts import Account, Accounts
from store.database import Database, Session
from store.organisations import HOME

LINKED: Final = "account linked to the OpenID provider"


def let_in(database: Database, who: Attested, now: datetime, request_id: str) -> str:
    """What the browser of whoever this is carries from now on; empty for somebody without an account, or whose is disabled."""
    with database.reading() as session:
        known = _found(session, who)
    with database.within(known.organisation if known else HOME).session() as session:
        account = _found(session, who)  # again: somebody else may have been linked to it
        if account is None or account.disabled_at is not None:
            return ""
        if account.subject is None:
            Accounts(session).change(account.account_id, issuer=who.issuer, subject=who.subject)
            Accesses(session).record(account.login, LINKED, account.account_id, now, request_id)
        return open_sign_in(session, account, now)


def _found(session: Session, who: Attested) -> Account | None:
    """The account that is linked to them; the first time, one that was made for their verified e-mail address and waits."""
    accounts = Accounts(session)
    if known := accounts.by_subject(who.issuer, who.subject):
        return known
    waiting = accounts.by_login(who.email) if who.email else None
    free = waiting is not None and waiting.password_hash is None and waiting.subject is None
    return waiting if free else None
