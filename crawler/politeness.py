"""What every request of a crawl must pass: the source's borders, the site's robots.txt, and its wish to be asked later.

Scrapy has middlewares for the first two, and they fall short: its off-site filter lets a redirect of the first request through,
its robots filter takes a robots.txt that could not be had for leave to fetch everything, and Crawl-delay is parsed but not kept.
Retry-After it does not know.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from scrapy import Request, signals
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.mining import FILE as MINING_FILE
from crawler.mining import reserved_by_file
from crawler.pages.addresses import is_loopback, origin
from crawler.permissions import UNREACHABLE_KEPT_FOR, Permissions
from crawler.robots import RobotsAnswer, answer_from
from crawler.sources import Source
from crawler.verdicts import LONGEST_PAUSE, seconds_until

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

PERMISSION: Final = "crawl_permission"
"""Where a request's `meta` keeps what the site said of it."""

SOURCE: Final = "crawl_source"
"""Where a request's `meta` keeps the name of its source."""

_IS_ASKING: Final = "crawl_is_asking"


class NotPermittedError(IgnoreRequest):
    """The site, or the border of the crawl, says no to one address: passed over, and nobody's fault."""


class SiteUnavailableError(IgnoreRequest):
    """The site cannot be crawled at a pace that makes sense."""


class NotNowError(IgnoreRequest):
    """The host is to be left alone for so many seconds."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class BorderMiddleware:
    """Nothing leaves the sites of its source, redirects included."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy; the sources are the spider's."""
        return cls(crawler.spider.work.sources)  # type: ignore[union-attr]

    def process_request(self, request: Request) -> None:
        """Refuse any address elsewhere, also where robots.txt itself leads there."""
        # A redirect brings its first host's place in the queue along.
        request.meta.pop("download_slot", None)
        source = self._sources[request.meta[SOURCE]]
        if not source.allows(request.url):
            raise NotPermittedError(f"not followed: {request.url} is not on the sites of {source.name}")


class RobotsMiddleware:
    """Asks each origin once a day what it permits, fetches only that, and keeps the pace it asks for."""

    def __init__(self, crawler: Crawler, sources: Mapping[str, Source], permissions: Permissions) -> None:
        self._crawler = crawler
        self._sources = sources
        self._longest_delay: float = crawler.settings.getfloat("CRAWL_LONGEST_DELAY")
        self._permissions = permissions
        self._asking: dict[str, asyncio.Lock] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy; sources and earlier answers are the spider's."""
        work = crawler.spider.work  # type: ignore[union-attr]
        return cls(crawler, work.sources, work.permissions)

    async def process_request(self, request: Request) -> None:
        """Refuse what is not permitted; note the permission with what is."""
        if request.meta.get(_IS_ASKING):
            return
        of = origin(request.url)
        source = request.meta[SOURCE]
        answer = await self._answer(f"{of}/robots.txt", source)
        permission = answer.permission(request.url)
        if not answer.reachable:
            raise NotNowError(f"not fetched: {permission.reason}", UNREACHABLE_KEPT_FOR.total_seconds())
        if not permission.allowed:
            raise NotPermittedError(f"not fetched: {permission.reason}, {permission.rule}".removesuffix(", "))
        asked = answer.crawl_delay()
        if asked > self._longest_delay:
            raise SiteUnavailableError(f"not fetched: robots.txt asks for {asked:g} seconds between requests")
        own = 0.0 if is_loopback(request.url) else self._sources[source].delay
        if delay := max(asked, own):
            keep_pace(self._crawler, request, delay)
        mining = await self._answer(f"{of}{MINING_FILE}", source)
        reserved = reserved_by_file(mining.text, request.url)
        request.meta[PERMISSION] = answer.record(permission) | {"mining_reserved": reserved}

    async def _answer(self, url: str, source: str) -> RobotsAnswer:
        async with self._asking.setdefault(url, asyncio.Lock()):
            if (known := self._permissions.known(url)) is not None:
                return known
            answer = await self._ask(url, source)
            self._permissions.learn(answer)
            return answer

    async def _ask(self, url: str, source: str) -> RobotsAnswer:
        meta = {_IS_ASKING: True, SOURCE: source}
        request = Request(url, callback=NO_CALLBACK, meta=meta, priority=1000, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:
            # Whatever kept it from us, the answer is the same: nothing may be fetched.
            return RobotsAnswer(url, 0, datetime.now(UTC), problem=str(error) or type(error).__name__)
        return answer_from(url, response.status, response.body, datetime.now(UTC))


class RetryAfterMiddleware:
    """Leaves a host alone for as long as it asks (RFC 9110, 10.2.3)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pause the host."""
        if response.status in (429, 503):
            value = (response.headers.get(b"Retry-After") or b"").decode("latin-1")
            seconds = seconds_until(value, datetime.now(UTC))
            if 0 < seconds <= LONGEST_PAUSE:
                pause(self._crawler, request, seconds)
            elif seconds:
                turn_away(self._crawler, request, seconds)
        return response


class Throttle:
    """Slower where a site answers slowly, and never faster than the pace that source and site ask for.

    Scrapy's AutoThrottle knows one least delay for all hosts, and falls below a host's own.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest_delay: float = crawler.settings.getfloat("CRAWL_LONGEST_DELAY")
        crawler.signals.connect(self.adjust, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def adjust(self, request: Request) -> None:
        """After every answer, half the way from the last pause to as long as the answer took; at once where it took longer."""
        downloader: Any = self._crawler.engine.downloader
        latency, host = request.meta.get("download_latency"), request.meta.get("download_slot")
        slot = downloader.slots.get(host)
        if latency is None or slot is None or is_loopback(request.url):
            return
        least = downloader.per_slot_settings.get(host, {}).get("delay", 0.0)
        slot.delay = paced(slot.delay, latency, least=least, longest=self._longest_delay)


def paced(delay: float, latency: float, *, least: float, longest: float) -> float:
    """The pause before the next request."""
    return max(least, min(max(latency, (delay + latency) / 2), longest))


def keep_pace(crawler: Crawler, request: Request, delay: float) -> None:
    """From now on at least `delay` seconds between two requests to the host."""
    downloader = crawler.engine.downloader
    host = downloader.get_slot_key(request)
    # A slot that was idle for a minute is dropped and made anew from these settings.
    settings = downloader.per_slot_settings.setdefault(host, {})
    settings["delay"] = max(delay, settings.get("delay", 0.0))
    if slot := downloader.slots.get(host):
        slot.delay = max(slot.delay, delay)


def pause(crawler: Crawler, request: Request, seconds: float) -> None:
    """Nothing more to the host until so many seconds have passed."""
    downloader: Any = crawler.engine.downloader
    if slot := downloader.slots.get(downloader.get_slot_key(request)):
        slot.delay = max(slot.delay, 0.001)
        slot.lastseen = monotonic() + seconds - slot.delay


def turn_away(crawler: Crawler, request: Request, seconds: float) -> None:
    """What waits in this process for the host is given back to the frontier, which puts the host off."""
    downloader: Any = crawler.engine.downloader
    if slot := downloader.slots.get(downloader.get_slot_key(request)):
        while slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(NotNowError("the host wants to be left alone", seconds))
