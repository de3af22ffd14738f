"""Signing in through an OpenID provider: the way there, and the way back."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import RedirectResponse

from serving.access.linking import let_in
from serving.access.provider import AWAY_FOR, Provider, errand_of, new_errand
from serving.access.provider_wire import ProviderDownError, ProviderError
from serving.console.entry import MOST, Everything, entered, sign_in_page
from serving.dependencies import Name, Sealing
from serving.problem_kinds import INVALID, NOT_FOUND, SEE_OTHER, UNAVAILABLE, UNKNOWN_HOST
from serving.problems import ProblemError

router = APIRouter(include_in_schema=False)
ADDRESS: Final = "/sign-in/provider"
COOKIE: Final = "recruitment_risk_errand"
_HOST: Final = re.compile(r"(?:[\w.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
_log: Final = logging.getLogger("recruitment_risk.serving")


def _through(request: Request) -> Provider:
    provider = cast("Provider | None", request.app.state.provider)
    if provider is None:
        raise ProblemError(NOT_FOUND, "This server lets nobody in through an OpenID provider.")
    return provider


def _return_address(request: Request) -> str:
    """Where the provider sends people back to: this server, by the name that it was called by."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise ProblemError(UNKNOWN_HOST)
    return f"{request.url.scheme}://{host}{ADDRESS}/return"


Through = Annotated[Provider, Depends(_through)]
ReturnAddress = Annotated[str, Depends(_return_address)]


@router.get(ADDRESS)
def leave(request: Request, sealer: Sealing, provider: Through, here: ReturnAddress, back: str = "/") -> Response:
    """Send somebody to the provider, with what they need to come back."""
    errand = new_errand(back if len(back) <= MOST else "/")
    sealed = errand.sealed(sealer)
    try:
        response = RedirectResponse(provider.way(errand, here), SEE_OTHER)
    except ProviderError as error:
        return _turned_away(request, error)
    seconds, secure = int(AWAY_FOR.total_seconds()), request.url.scheme == "https"
    response.set_cookie(COOKIE, sealed, seconds, path=ADDRESS, httponly=True, samesite="lax", secure=secure)
    return response


@router.get(f"{ADDRESS}/return")
def come_back(
    request: Request,
    sealer: Sealing,
    provider: Through,
    here: ReturnAddress,
    database: Everything,
    request_id: Name,
    code: str = "",
    state: str = "",
) -> Response:
    """Let in whoever comes back, if the provider confirms who they are and they have an account."""
    try:
        errand = errand_of(request.cookies.get(COOKIE, ""), state, sealer)
        who = provider.attest(code, errand, here)
        if not (secret := let_in(database, who, datetime.now(UTC), request_id)):
            raise ProviderError("There is no account here for you, or it is disabled. Ask an administrator for one.")
        response = entered(request, secret, errand.back)
    except ProviderError as error:
        response = _turned_away(request, error)
    response.delete_cookie(COOKIE, path=ADDRESS)
    return response


def _turned_away(request: Request, error: ProviderError) -> Response:
    """The page to sign in, with what is wrong. The log names the kind of mistake, for whoever set the provider up."""
    cause = error.__cause__
    _log.warning("a sign-in through the provider failed: %s, %s", type(error).__name__, type(cause).__name__ if cause else "")
    kind = UNAVAILABLE if isinstance(error, ProviderDownError) else INVALID
    return sign_in_page(request, "/", fault=str(error), status=kind.status)
