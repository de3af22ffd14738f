"""What handlers ask for.

Handlers get the database, not a session: a session opened before the handler has its thread would hold SQLite's write lock while
it waits for that thread, and with enough requests at once each would wait for the other.
"""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from models.assessor import Assessor
from models.explanation import Explainer
from serving.operations.metrics import Metrics
from serving.request_id import request_id_of
from store.database import Database


def _memory(request: Request) -> Database:
    return cast("Database", request.app.state.database)


def _judge(request: Request) -> Assessor:
    return cast("Assessor", request.app.state.assessor)


def _explaining(request: Request) -> Explainer:
    return cast("Explainer", request.app.state.explainer)


def _counted(request: Request) -> Metrics:
    return cast("Metrics", request.app.state.metrics)


def _is_ending(request: Request) -> bool:
    return cast("bool", request.app.state.ending)


def _request_id(request: Request) -> str:
    return request_id_of(request.scope)


Memory = Annotated[Database, Depends(_memory)]
Judge = Annotated[Assessor, Depends(_judge)]
Explaining = Annotated[Explainer, Depends(_explaining)]
Counted = Annotated[Metrics, Depends(_counted)]
Ending = Annotated[bool, Depends(_is_ending)]
Name = Annotated[str, Depends(_request_id)]
