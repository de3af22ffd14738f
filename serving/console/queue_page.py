"""The queue as a page: its lines, its filters, and the way on from one posting to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from pydantic import ValidationError

from features.indicators import Catalogue
from labelling.review import ReviewState
from models.assessment import Band
from models.policy import PolicyName
from serving.console.words import FILTERS, language_text
from serving.schemas.base import FilledIn
from serving.schemas.queue import QueueFiltersIn
from serving.wire import masked_item
from store.queue import MAX_PAGE, Page, QueueCounts, QueueFilters, QueueItem, QueueValues, QueueView

LINES: Final = 50
SHOWN_SOURCE: Final = 40
"""How much of a source's name the filter shows."""
_JUDGED: Final = {"false": "Judged", "true": "Not judged"}
"""The values of the filter `abstained`, by what the page calls them."""


class QueueFiltersForm(FilledIn, QueueFiltersIn):
    """The filters as the form sends them."""

    def query(self, **more: str | None) -> str:
        """As the end of an address, with its question mark; empty when nothing is asked."""
        asked = self.asked() | {name: value for name, value in more.items() if value}
        return f"?{urlencode(asked)}" if asked else ""

    def asked(self) -> dict[str, str]:
        """What is asked, as the form writes it."""
        return {name: _written(value) for name, value in self.model_dump(mode="json", exclude_none=True).items()}


class QueuePageForm(QueueFiltersForm):
    """The filters, and where the page begins."""

    cursor: str | None = None
    recorded: str | None = None
    """The posting that was reviewed just before."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter of the form."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    """Each value, and what the page calls it."""
    chosen: str


def filters_of(values: Mapping[str, str]) -> QueueFiltersForm:
    """The filters that a posting's page carries along; a query that has other things in it is no reason to fail."""
    known = {name: value for name, value in values.items() if name in QueueFiltersIn.model_fields}
    try:
        return QueueFiltersForm.model_validate(known)
    except ValidationError:
        return QueueFiltersForm()


def queue_context(asked: QueuePageForm, view: QueueView, catalogue: Catalogue) -> dict[str, Any]:
    """What the queue's template needs, with the catalogue in the reader's language."""
    filters = asked.filters()
    page: Page = view.page(LINES, asked.cursor, filters)
    everything: QueueCounts = view.counts()
    carried = QueueFiltersForm(**asked.model_dump(exclude={"cursor", "recorded"}))
    return {
        "continued": bool(asked.cursor),
        "recorded": asked.recorded or "",
        "items": tuple(map(masked_item, page.items)),
        "matching": view.counts(filters).total if carried.query() else everything.total,
        "everything": everything,
        "names": {indicator.id: indicator.name for indicator in catalogue.values()},
        "choices": tuple(_choices(carried.asked(), view.values())),
        "carried": carried.query(),
        "next": carried.query(cursor=page.next_cursor) if page.next_cursor else "",
        "filtered": bool(carried.query()),
    }


def _choices(asked: Mapping[str, str], there: QueueValues) -> Iterator[Choice]:
    offered: tuple[tuple[str, str, Iterable[str], Callable[[str], str]], ...] = (
        ("state", "State", ReviewState, FILTERS["state"]),
        ("band", "Band", reversed(Band), FILTERS["band"]),
        ("abstained", "Judged", _JUDGED, _JUDGED.__getitem__),
        ("policy", "Policy", PolicyName, FILTERS["policy"]),
        ("language", "Language", there.languages, language_text),
        ("source", "Source", there.sources, _source_text),
    )
    for name, label, values, text in offered:
        chosen = asked.get(name, "")
        # What is asked for can be chosen even where no posting has it; what a form would not carry whole cannot.
        possible = dict.fromkeys(str(value) for value in (*values, chosen) if value and value.isprintable())
        yield Choice(name, label, tuple((value, text(value)) for value in possible), chosen)


def _source_text(source: str) -> str:
    return source if len(source) <= SHOWN_SOURCE else source[: SHOWN_SOURCE - 1].rstrip() + "…"


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def next_open(view: QueueView, filters: QueueFilters, priority: float, posting_id: str) -> QueueItem | None:
    """The open posting that follows in the queue's order, else the first of those passed over, else none."""
    waiting = view.page(MAX_PAGE, filters=filters).items
    behind = (item for item in waiting if (-item.priority, item.posting_id) > (-priority, posting_id))
    return next(behind, next((item for item in waiting if item.posting_id != posting_id), None))
