"""What handlers ask for.

Handlers get the database, not a session: a session opened before the handler has its thread would hold SQLite's write lock while
it waits for that thread, and with enough requests at once each would wait for the other.

What is asked for here is at hand, so it is `async`: the framework would send anything else to a thread and back, each by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, cast

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer, SecurityScopes

from models.assessor import Assessor
from models.explanation import Explainer
from serving.access.caller import Caller
from serving.access.doorkeeper import Doorkeeper
from serving.access.gate import take
from serving.access.permissions import MEANING, Permission
from serving.operations.metrics import Metrics
from serving.problem_kinds import FORBIDDEN, UNAUTHENTICATED
from serving.problems import ProblemError
from serving.request_id import request_id_of
from serving.sealing import Sealer
from store.database import Database


async def _caller(request: Request) -> Caller:
    """Who asks, as the gate found out."""
    caller: Caller | None = request.scope["state"].get("caller")
    if caller is None:
        raise ProblemError(UNAUTHENTICATED)
    return caller


Asking = Annotated[Caller, Depends(_caller)]
_bearer: Final = HTTPBearer(auto_error=False, scheme_name="api_key", description="A key of the API: `rr_...`.")


async def _permitted(needed: SecurityScopes, caller: Asking, _shown: Annotated[object, Security(_bearer)]) -> None:
    for permission in map(Permission, needed.scopes):
        require(caller, permission)


def require(caller: Caller, permission: Permission) -> None:
    """Raise a problem unless this is permitted."""
    if not caller.may(permission):
        raise ProblemError(FORBIDDEN, f"This needs the permission `{permission}`: to {MEANING[permission]}.")


def needs(permission: Permission) -> Any:
    """What an address asks of its callers; every address of the API names one permission."""
    return Security(_permitted, scopes=[permission.value])


async def _memory(request: Request, caller: Asking) -> Database:
    return cast("Database", request.app.state.database).within(caller.organisation)


async def _whole(request: Request) -> Database:
    return cast("Database", request.app.state.database)


async def _store(request: Request, _caller: Asking) -> Database:
    return cast("Database", request.app.state.database)


async def _keeping(request: Request) -> Doorkeeper:
    return cast("Doorkeeper", request.app.state.doorkeeper)


async def _toll(request: Request) -> Callable[[int], None]:
    state = request.app.state
    return lambda units: take(request.scope, state.quotas, state.settings, units) if units > 0 else None


async def _judge(request: Request) -> Assessor:
    return cast("Assessor", request.app.state.assessor)


async def _explaining(request: Request) -> Explainer:
    return cast("Explainer", request.app.state.explainer)


async def _counted(request: Request) -> Metrics:
    return cast("Metrics", request.app.state.metrics)


async def _is_ending(request: Request) -> bool:
    return cast("bool", request.app.state.ending)


async def _request_id(request: Request) -> str:
    return request_id_of(request.scope)


async def _sealing(request: Request) -> Sealer:
    return cast("Sealer", request.app.state.sealer)


Memory = Annotated[Database, Depends(_memory)]
"""The database as the caller's organisation sees it."""
Store = Annotated[Database, Depends(_store)]
"""The whole database, for what is kept beside postings: keys, accounts, the record of accesses."""
Whole = Annotated[Database, Depends(_whole)]
"""The same, whoever asks: for what says nothing of anybody, such as whether the server can work."""
Keeping = Annotated[Doorkeeper, Depends(_keeping)]
Toll = Annotated[Callable[[int], None], Depends(_toll)]
"""Takes more units from the caller's budget than the one that each request costs."""
Judge = Annotated[Assessor, Depends(_judge)]
Explaining = Annotated[Explainer, Depends(_explaining)]
Counted = Annotated[Metrics, Depends(_counted)]
Ending = Annotated[bool, Depends(_is_ending)]
Name = Annotated[str, Depends(_request_id)]
Sealing = Annotated[Sealer, Depends(_sealing)]
