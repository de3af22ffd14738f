"""The queue as a page: its lines, its filters, and the way on from one posting to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from pydantic import ValidationError

from features.indicators import catalogue
from labelling.review import ReviewState
from models.assessment import Band
from models.policy import PolicyName
from serving.schemas.base import FilledIn
from serving.schemas.queue import QueueFiltersIn
from store.queue import MAX_PAGE, Page, QueueCounts, QueueFilters, QueueItem, QueueView

LINES: Final = 50


class QueueFiltersForm(FilledIn, QueueFiltersIn):
    """The filters as the form sends them."""

    def query(self, **more: str | None) -> str:
        """As the end of an address, with its question mark; empty when nothing is asked."""
        asked = self.model_dump(mode="json", exclude_none=True) | {name: value for name, value in more.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


class QueuePageForm(QueueFiltersForm):
    """The filters, and where the page begins."""

    cursor: str | None = None
    recorded: str | None = None
    """The posting that was reviewed just before."""


def filters_of(values: Mapping[str, str]) -> QueueFiltersForm:
    """The filters that a posting's page carries along; a query that has other things in it is no reason to fail."""
    known = {name: value for name, value in values.items() if name in QueueFiltersIn.model_fields}
    try:
        return QueueFiltersForm.model_validate(known)
    except ValidationError:
        return QueueFiltersForm()


def queue_context(asked: QueuePageForm, page: Page, counts: QueueCounts, everything: QueueCounts) -> dict[str, Any]:
    """What the queue's template needs."""
    carried = QueueFiltersForm(**asked.model_dump(exclude={"cursor", "recorded"}))
    return {
        "asked": asked,
        "recorded": asked.recorded or "",
        "items": page.items,
        "counts": counts,
        "everything": everything,
        "names": {indicator.id: indicator.name for indicator in catalogue().values()},
        "states": list(ReviewState),
        "bands": list(reversed(Band)),
        "policies": list(PolicyName),
        "carried": carried.query(),
        "next": carried.query(cursor=page.next_cursor) if page.next_cursor else "",
        "filtered": bool(carried.query()),
    }


def next_open(view: QueueView, filters: QueueFilters, priority: float, posting_id: str) -> QueueItem | None:
    """The open posting that follows in the queue's order, else the first of those passed over, else none."""
    waiting = view.page(MAX_PAGE, filters=filters).items
    behind = (item for item in waiting if (-item.priority, item.posting_id) > (-priority, posting_id))
    return next(behind, next((item for item in waiting if item.posting_id != posting_id), None))
