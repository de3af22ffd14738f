"""People's accounts, for administrators of their organisation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from serving.access.caller import Caller
from serving.access.issuing import make_account, require_grantable
from serving.access.passwords import hashed, require_good
from serving.access.permissions import PERMITTED, Permission, Role
from serving.body import JsonRoute
from serving.dependencies import Asking, Keeping, Name, Store, needs
from serving.once import Once
from serving.problem_kinds import CREATED
from serving.schemas.access import AccountChangeIn, AccountIn, AccountOut, AccountsOut, KeysQuery
from store.accesses import Accesses
from store.accounts import Account, Accounts
from store.cursors import cursor_of, parts_of
from store.database import Session
from store.errors import UnknownAccountError

router = APIRouter(route_class=JsonRoute, tags=["access"], dependencies=[needs(Permission.MANAGE_ACCOUNTS)])


@router.post("/accounts", status_code=CREATED)
def make(body: AccountIn, caller: Asking, once: Once, request_id: Name) -> AccountOut:
    """Make an account in your organisation, with a role that is permitted no more than you are."""
    require_grantable(caller, PERMITTED[body.role])

    def work(session: Session) -> AccountOut:
        now = datetime.now(UTC)
        account = make_account(session, caller.organisation, body.login, body.role, body.password, now)
        Accesses(session).record(caller.name, "account made", account.account_id, now, request_id)
        return account_out(account)

    return once.do(work)


@router.get("/accounts")
def list_accounts(query: Annotated[KeysQuery, Query()], caller: Asking, store: Store) -> AccountsOut:
    """The accounts of your organisation, by login."""
    after = str(parts_of(query.cursor, str)[0]) if query.cursor else ""
    with store.reading() as session:
        found = Accounts(session).of(caller.organisation, query.limit + 1, after)
    page = found[: query.limit]
    onward = cursor_of(page[-1].login) if len(found) > query.limit else None
    return AccountsOut(items=[account_out(account) for account in page], next_cursor=onward)


@router.patch("/accounts/{account_id}")
def change(account_id: str, body: AccountChangeIn, caller: Asking, once: Once, keeping: Keeping, request_id: Name) -> AccountOut:
    """Give an account another role or password, disable or enable it, or take a lost second factor away."""

    def work(session: Session) -> AccountOut:
        now = datetime.now(UTC)
        account = own(session, caller, account_id)
        require_grantable(caller, PERMITTED[Role(account.role)] | PERMITTED[body.role or Role(account.role)])
        changes = _changes(body, account, now)
        Accesses(session).record(caller.name, f"account changed: {', '.join(changes) or 'nothing'}", account_id, now, request_id)
        return account_out(Accounts(session).change(account_id, **changes))

    changed = once.do(work)
    keeping.forget()
    return changed


def own(session: Session, caller: Caller, account_id: str) -> Account:
    """An account of the caller's organisation. Raises UnknownAccountError."""
    account = Accounts(session).get(account_id) if "\0" not in account_id else None
    if account is None or account.organisation != caller.organisation:
        raise UnknownAccountError(f"there is no account {account_id!r:.60}")
    return account


def account_out(account: Account) -> AccountOut:
    """An account as it may be seen."""
    return AccountOut(
        account_id=account.account_id,
        login=account.login,
        role=Role(account.role),
        created_at=account.created_at,
        disabled_at=account.disabled_at,
        has_password=account.password_hash is not None,
        has_second_factor=account.second_factor is not None,
    )


def _changes(body: AccountChangeIn, account: Account, now: datetime) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if body.role is not None:
        changes["role"] = body.role.value
    if body.disabled is not None:
        changes["disabled_at"] = now if body.disabled else None
    if body.password is not None:
        require_good(body.password, account.login)
        changes["password_hash"] = hashed(body.password)
    if body.second_factor is False:
        changes |= {"second_factor": None, "second_factor_step": None}
    return changes
