"""Search over the wire."""

from __future__ import annotations

from pydantic import Field

from serving.schemas.base import Out, When
from serving.schemas.queue import QueueFiltersIn, QueueItemOut
from serving.schemas.reviews import IndicatorId
from store.search import Order, Wanted


class SearchIn(QueueFiltersIn):
    """Which postings to find."""

    q: str | None = Field(
        default=None,
        max_length=10_000,
        description='Words that must all occur, in any language and without regard to case and accents; `"words in a row"`; '
        "`begin*`. Nothing else is an operator. Words of title, texts, employer, place and host are found; the first 1,000 "
        "characters of a query count.",
        examples=['"visa fee" passport*'],
    )
    indicator: IndicatorId | None = Field(
        default=None, description="Present, by an id from `GET /v1/indicators`.", examples=["worker_pays_fee"]
    )
    gone: bool | None = Field(default=None, description="Whether its source no longer shows it.")
    seen_since: When | None = Field(default=None, description="First seen then or later.")
    seen_until: When | None = Field(default=None, description="First seen before.")
    order: Order = Field(default=Order.NEWEST, description="Those first seen last, or those of the highest priority first.")
    limit: int = Field(default=50, ge=1, le=200, description="The most lines to answer.")
    cursor: str | None = Field(
        default=None, max_length=400, description="The `next_cursor` of the page before, in the same order."
    )

    def wanted(self) -> Wanted:
        """As the store asks for them."""
        return Wanted(
            words=self.q,
            known=self.filters(),
            indicator=self.indicator,
            gone=self.gone,
            seen_since=self.seen_since,
            seen_until=self.seen_until,
        )


class SearchOut(Out):
    """A page of what was found, in lines as those of the queue."""

    items: list[QueueItemOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")
