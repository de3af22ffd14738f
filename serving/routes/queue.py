"""The review queue."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from serving.access.permissions import Permission
from serving.dependencies import Memory, needs
from serving.schemas.queue import QueueIn, QueueOut
from serving.wire import queue_out
from store.queue import QueueView

router = APIRouter(tags=["queue"])


@router.get("/queue", dependencies=[needs(Permission.READ_POSTINGS)])
def show_queue(query: Annotated[QueueIn, Query()], memory: Memory) -> QueueOut:
    """The postings that were assessed, highest priority first. `next_cursor` leads on; what is added meanwhile shifts nothing."""
    with memory.reading() as session:
        view, filters = QueueView(session), query.filters()
        return queue_out(view.page(query.limit, query.cursor, filters), view.counts(filters))
