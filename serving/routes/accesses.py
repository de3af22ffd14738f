"""The record of accesses, for whoever must answer for them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from serving.access.permissions import Permission
from serving.dependencies import Memory, needs
from serving.schemas.access import Cursor
from serving.schemas.base import In, Moment, Out
from store.accesses import Accesses
from store.cursors import cursor_of, moment_in, parts_of

router = APIRouter(tags=["access"], dependencies=[needs(Permission.READ_ACCESSES)])


class AccessesQuery(In):
    """Which part of the record to answer."""

    subject: str = Field(default="", max_length=200, pattern=r"^[^\x00]*$", description="Of one posting, key or account only.")
    limit: int = Field(default=50, ge=1, le=200)
    cursor: Cursor = None


class AccessOut(Out):
    """Something that must be answered for."""

    access_id: str
    who: str = Field(description="An account's login, or `key:` and a key's id.")
    what: str = Field(examples=["contacts seen in clear"])
    subject: str = Field(description="Which posting, key or account.")
    recorded_at: Moment
    request_id: str


class AccessesOut(Out):
    """A part of the record, newest first."""

    items: list[AccessOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")


@router.get("/accesses")
def list_accesses(query: Annotated[AccessesQuery, Query()], memory: Memory) -> AccessesOut:
    """Who saw contact data in clear, erased a posting or changed an account in your organisation."""
    before = None
    if query.cursor:
        moment, access_id = parts_of(query.cursor, str, str)
        before = moment_in(moment), str(access_id)
    with memory.reading() as session:
        found = Accesses(session).page(query.limit + 1, before, query.subject)
    page = found[: query.limit]
    onward = cursor_of(page[-1].recorded_at.isoformat(), page[-1].access_id) if len(found) > query.limit else None
    return AccessesOut(items=[AccessOut.model_validate(access) for access in page], next_cursor=onward)
