"""Walks wherever the frontier says. What a page says is read by its access, and what may be fetched is settled by politeness."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from scrapy import Request, Spider, signals
from scrapy.exceptions import DownloadCancelledError, DropItem, IgnoreRequest
from scrapy.http import Response

from crawler.keeping import Visit
from crawler.politeness import PERMISSION, SOURCE, NotNowError, NotPermittedError
from crawler.targets import target_of
from crawler.verdicts import Judgement, Verdict, again
from crawler.visiting import Answer, visit
from crawler.work import Work
from store.targets import Lease

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

_LEASE: Final = "crawl_lease"


class WalkSpider(Spider):
    """One crawl of any number of sources."""

    name = "walk"

    def __init__(self, *, work: Work, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.work = work

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.stop_feeding, signal=signals.engine_stopped)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """A request for every lease."""
        try:
            async for lease in self.work.feeder.leases():
                yield self._request(lease)
        except Exception as error:
            # Scrapy would take this for the end of what there is to do.
            self.work.tally.ended_by = error

    def answered(self, response: Response) -> Iterator[Visit]:
        """What a site answered."""
        lease: Lease = response.meta[_LEASE]
        self.work.tally.answered(lease.host)
        try:
            yield self._visited(response, lease)
        except Exception as error:
            # A lease that is never settled would keep the crawl from ending.
            reason = f"not kept: {type(error).__name__}: {error}"[:1_000]
            judgement = again(reason, attempts=lease.attempts, base=self.work.back_off)
            yield Visit(lease=lease, url=response.url, judgement=judgement, fetched_at=datetime.now(UTC))

    def _visited(self, response: Response, lease: Lease) -> Visit:
        answer = Answer(
            url=response.url,
            status=response.status,
            reason=_phrase(response.status),
            headers=_headers(response),
            body=response.body,
            fetched_at=datetime.now(UTC),
            permission=response.meta.get(PERMISSION, {}),
        )
        source = self.work.sources[lease.source]
        return visit(answer, lease, source, self.work.archive, back_off=self.work.back_off)

    def not_fetched(self, failure: Failure) -> Iterator[Visit]:
        """A request without an answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        lease: Lease = request.meta[_LEASE]
        judgement = _judged(failure.value, lease, self.work.back_off)
        yield Visit(lease=lease, url=request.url, judgement=judgement, fetched_at=datetime.now(UTC))

    def closed(self, reason: str) -> None:
        """The crawl is over; Scrapy says `shutdown` where it was told to end (Ctrl-C)."""
        self.work.tally.interrupted = reason == "shutdown"

    def stop_feeding(self) -> None:
        """Nothing more is asked for."""
        self.work.feeder.stop()

    def _request(self, lease: Lease) -> Request:
        target = target_of(lease.request)
        return Request(
            target.url,
            method=target.method,
            body=target.body,
            headers=dict(target.headers),
            callback=self.answered,
            errback=self.not_fetched,
            dont_filter=True,
            meta={_LEASE: lease, SOURCE: lease.source},
        )


class KeepingPipeline:
    """Waits until a visit is kept. A database that is gone for good ends the crawl; nothing is lost by it."""

    def __init__(self, crawler: Crawler, work: Work) -> None:
        self._crawler = crawler
        self._work = work
        self._stopping: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy; the work is the spider's."""
        return cls(crawler, crawler.spider.work)  # type: ignore[union-attr]

    async def process_item(self, item: Visit) -> Visit:
        """Keep one visit."""
        try:
            await self._work.keeper.keep(item)
        except Exception as error:
            self._work.tally.ended_by = error
            self._work.feeder.stop()
            # Not awaited: stopping waits for every item in progress, this one too.
            self._stopping = asyncio.ensure_future(self._crawler.stop_async())
            raise DropItem(str(error)) from error
        finally:
            self._work.feeder.settle(item.lease)
        return item


def _judged(error: BaseException | None, lease: Lease, back_off: float) -> Judgement:
    """What becomes of a target that brought no answer."""
    reason = str(error) or type(error).__name__
    if isinstance(error, NotPermittedError):
        return Judgement(Verdict.PASSED_OVER, reason)
    if isinstance(error, NotNowError):
        return Judgement(Verdict.LATER, reason, error.seconds, leave_host=error.seconds)
    if isinstance(error, DownloadCancelledError):
        return Judgement(Verdict.DEAD, f"not fetched: {reason}")
    if isinstance(error, IgnoreRequest):
        return Judgement(Verdict.DEAD, reason)
    return again(f"no answer: {reason}", attempts=lease.attempts, base=back_off)


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    named = ((name.decode("latin-1"), values) for name, values in response.headers.items())
    return tuple((name, value.decode("latin-1")) for name, values in named for value in values)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
