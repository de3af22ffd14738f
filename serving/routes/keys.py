"""Keys of the API: made, rotated, revoked. Each is bound to the organisation of whoever makes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query

from serving.access.issuing import NewKey, make_key, require_grantable, rotate_key
from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Asking, Keeping, Store, needs
from serving.once import Once
from serving.problem_kinds import CREATED
from serving.schemas.access import CallerOut, KeyIn, KeyOut, KeysOut, KeysQuery, NewKeyOut
from store.cursors import cursor_of, moment_in, parts_of
from store.database import Session
from store.keys import ApiKeys

router = APIRouter(route_class=JsonRoute, tags=["access"])
_MAY = [needs(Permission.MANAGE_KEYS)]


@router.get("/caller")
def show_caller(caller: Asking) -> CallerOut:
    """Who you are here, and what you may do: a way to try a key. Needs no permission."""
    permissions = sorted(caller.permissions)
    return CallerOut(organisation=caller.organisation, name=caller.name, kind=caller.kind, permissions=permissions)


@router.post("/keys", status_code=CREATED, dependencies=_MAY)
def make(body: KeyIn, caller: Asking, once: Once) -> NewKeyOut:
    """Make a key. Its secret is in this answer and nowhere else; under an Idempotency-Key it can be asked for again for a day."""
    require_grantable(caller, body.permissions)
    return once.do(
        _made(
            lambda session, now: make_key(
                session, caller.organisation, body.name, body.permissions, caller.name, now, body.good_for
            )
        ),
        secret=True,
    )


@router.get("/keys", dependencies=_MAY)
def list_keys(query: Annotated[KeysQuery, Query()], caller: Asking, store: Store) -> KeysOut:
    """The organisation's keys, also those that have ended."""
    after = None
    if query.cursor:
        moment, key_id = parts_of(query.cursor, str, str)
        after = moment_in(moment), str(key_id)
    with store.reading() as session:
        found = ApiKeys(session).page(caller.organisation, query.limit + 1, after)
    page = found[: query.limit]
    onward = cursor_of(page[-1].created_at.isoformat(), page[-1].key_id) if len(found) > query.limit else None
    return KeysOut(items=[KeyOut.model_validate(key) for key in page], next_cursor=onward)


@router.post("/keys/{key_id}/rotation", status_code=CREATED, dependencies=_MAY)
def rotate(key_id: str, caller: Asking, once: Once) -> NewKeyOut:
    """Make a new key like this one, which goes on for another 24 hours."""
    return once.do(_made(lambda session, now: rotate_key(session, caller.organisation, key_id, caller.name, now)), secret=True)


@router.delete("/keys/{key_id}", dependencies=_MAY)
def revoke(key_id: str, caller: Asking, once: Once, keeping: Keeping) -> KeyOut:
    """End a key. Within two seconds it opens nothing any more, on any process."""
    revoked = once.do(
        lambda session: KeyOut.model_validate(ApiKeys(session).revoke(caller.organisation, key_id, datetime.now(UTC)))
    )
    keeping.forget()
    return revoked


def _made(make: Callable[[Session, datetime], NewKey]) -> Callable[[Session], NewKeyOut]:
    def work(session: Session) -> NewKeyOut:
        new = make(session, datetime.now(UTC))
        return NewKeyOut(**KeyOut.model_validate(new.key).model_dump(), key=new.text)

    return work
