"""Signing in and out, and what people change of their own account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from serving.access.caller import Caller, CallerKind
from serving.access.doorkeeper import SIGN_IN_COOKIE
from serving.access.issuing import SIGNED_IN_FOR, SignInError, check_password, open_sign_in
from serving.access.passwords import PasswordError, hashed, is_password_of, require_good
from serving.access.second_factor import address_of, new_seed, step_of
from serving.access.tokens import digest_of
from serving.body import FormRoute
from serving.console.forms import require_own_form
from serving.console.pages import page
from serving.dependencies import Asking, Keeping, Sealing
from serving.problem_kinds import FORBIDDEN, INVALID, OK, SEE_OTHER
from serving.problems import ProblemError
from serving.sealing import SealError
from store.accounts import Account, Accounts
from store.database import Database

router = APIRouter(route_class=FormRoute, include_in_schema=False)
MOST: Final = 300
"""Characters of a field that are looked at."""


async def _sent(request: Request) -> Mapping[str, str]:
    """The form's texts, once it is known to be ours."""
    form: FormData = await request.form(max_files=0, max_fields=20)
    require_own_form(request, str(form.get("form_token", "")))
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _everything(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _person(caller: Asking) -> Caller:
    if caller.kind is not CallerKind.PERSON:
        raise ProblemError(FORBIDDEN, "Only people who signed in have an account here.")
    return caller


Sent = Annotated[Mapping[str, str], Depends(_sent)]
Everything = Annotated[Database, Depends(_everything)]
Person = Annotated[Caller, Depends(_person)]


@router.get("/sign-in")
def show_sign_in(request: Request, back: str = "/") -> Response:
    """Ask who somebody is."""
    return sign_in_page(request, back)


@router.post("/sign-in")
def sign_in(request: Request, sent: Sent, database: Everything, sealer: Sealing) -> Response:
    """Let somebody in, and go where they wanted to; or say that something is not right, and no more."""
    now = datetime.now(UTC)
    login, password, code = (sent.get(name, "")[:MOST] for name in ("login", "password", "code"))
    with database.session() as session:
        account = check_password(session, sealer, login, password, code, now)
        secret = open_sign_in(session, account, now) if account else ""
    if not secret:
        return sign_in_page(request, sent.get("back", "/"), login, str(SignInError()), INVALID.status)
    return entered(request, secret, sent.get("back", "/"))


@router.post("/sign-out")
def sign_out(request: Request, _sent: Sent, database: Everything, keeping: Keeping) -> Response:
    """Forget this browser."""
    with database.session() as session:
        Accounts(session).sign_out(digest_of(request.cookies.get(SIGN_IN_COOKIE, "")))
    keeping.forget()
    response = RedirectResponse("/sign-in", SEE_OTHER)
    response.delete_cookie(SIGN_IN_COOKIE)
    return response


@router.get("/account")
def show_account(request: Request, person: Person, database: Everything) -> Response:
    """One's own account."""
    return _account_page(request, person, database)


@router.post("/account/password")
def change_password(request: Request, sent: Sent, person: Person, database: Everything, keeping: Keeping) -> Response:
    """Another password, for whoever knows the present one. Everywhere else one is signed out."""
    old, new, again = (sent.get(name, "") for name in ("old", "new", "again"))
    try:
        if new != again:
            raise PasswordError("the new password was not written the same twice")
        require_good(new, person.name)
        with database.session() as session:
            accounts = Accounts(session)
            account = accounts.get(person.account_id)
            if not is_password_of(account.password_hash, old[:MOST]):
                raise PasswordError("the present password is not right")
            accounts.change(account.account_id, password_hash=hashed(new))
            secret = open_sign_in(session, account, datetime.now(UTC))
    except PasswordError as error:
        return _account_page(request, person, database, fault=str(error))
    keeping.forget()
    return entered(request, secret, "/account")


@router.post("/account/second-factor")
def set_second_factor(request: Request, sent: Sent, person: Person, database: Everything, sealer: Sealing) -> Response:
    """Take the second factor that the page offered, once a code shows that it works."""
    try:
        seed = sealer.unseal(sent.get("offered", ""))
    except SealError as error:
        raise ProblemError(INVALID, "The offer is not one of ours: load the page again.") from error
    step = step_of(seed, sent.get("code", ""), datetime.now(UTC), None)
    if step is None:
        return _account_page(request, person, database, fault="the code is not right: try the next one", seed=seed)
    with database.session() as session:
        Accounts(session).change(person.account_id, second_factor=sealer.seal(seed), second_factor_step=step)
    return RedirectResponse("/account", SEE_OTHER)


def entered(request: Request, secret: str, back: str) -> Response:
    """The way on for somebody who signed in."""
    own = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = RedirectResponse(back if own else "/", SEE_OTHER)
    seconds = int(SIGNED_IN_FOR.total_seconds())
    secure = request.url.scheme == "https"
    response.set_cookie(SIGN_IN_COOKIE, secret, max_age=seconds, httponly=True, samesite="lax", secure=secure)
    return response


def sign_in_page(request: Request, back: str, login: str = "", fault: str = "", status: int = OK) -> Response:
    """The page that asks who somebody is, and says what was not right."""
    context: dict[str, Any] = {
        "back": back,
        "login": login,
        "fault": fault,
        "provider": request.app.state.settings.oidc is not None,
    }
    context["here"] = (
        f"/sign-in?{urlencode({'back': back})}"  # whoever chooses a language comes back here, not to a sign-in that failed
    )
    return page(request, "sign_in.html", context, status=status)


def _account_page(request: Request, person: Caller, database: Database, fault: str = "", seed: str = "") -> Response:
    with database.reading() as session:
        account = Accounts(session).get(person.account_id)
    context: dict[str, Any] = {"account": account, "fault": fault, "caller": person} | _offer(request, account, seed)
    return page(request, "account.html", context, status=INVALID.status if fault else OK)


def _offer(request: Request, account: Account, seed: str) -> dict[str, str]:
    """A second factor to take, for whoever has none and where the server can keep one."""
    if account.second_factor or not request.app.state.settings.secret_keys:
        return {"offered": "", "seed": "", "address": ""}
    seed = seed or new_seed()
    return {"offered": request.app.state.sealer.seal(seed), "seed": seed, "address": address_of(seed, account.login)}
