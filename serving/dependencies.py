"""What handlers ask for.

Handlers get the database, not a session: a session opened before the handler has its thread would hold SQLite's write lock while
it waits for that thread, and with enough requests at once each would wait for the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, cast

from fastapi import Depends, Request

from models.assessor import Assessor
from models.explanation import Explainer
from serving.request_id import request_id_of
from store.database import Database


def _memory(request: Request) -> Database:
    return cast("Database", request.app.state.database)


def _judge(request: Request) -> Assessor:
    return cast("Assessor", request.app.state.assessor)


def _explaining(request: Request) -> Callable[[], Explainer]:
    return cast("Callable[[], Explainer]", request.app.state.explaining)


def _request_id(request: Request) -> str:
    return request_id_of(request.scope)


Memory = Annotated[Database, Depends(_memory)]
Judge = Annotated[Assessor, Depends(_judge)]
Explaining = Annotated[Callable[[], Explainer], Depends(_explaining)]
"""Gives the explainer, which is loaded when the first asks for it."""
Name = Annotated[str, Depends(_request_id)]
