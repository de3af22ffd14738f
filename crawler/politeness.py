"""What every request of a crawl must pass: the site's borders, its robots.txt, and its wish to be asked later.

Scrapy has middlewares for the first two, and they fall short: its off-site filter lets a redirect of the first request through,
its robots filter takes a robots.txt that could not be had for leave to fetch everything, and Crawl-delay is parsed but not kept.
Retry-After it does not know.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.pages.addresses import origin, same_site
from crawler.robots import RobotsAnswer, answer_from

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

PERMISSION: Final = "crawl_permission"
"""Where a request's `meta` keeps what robots.txt said of it."""

_IS_ROBOTS: Final = "crawl_is_robots"


class NotPermittedError(IgnoreRequest):
    """The site, or the border of the crawl, says no to one address: passed over, and nobody's fault."""


class SiteUnavailableError(IgnoreRequest):
    """The site cannot be crawled at the moment, or not at a pace that makes sense."""


class SameSiteMiddleware:
    """Nothing leaves the site that the crawl started from, redirects included."""

    def __init__(self, start_url: str) -> None:
        self._start_url = start_url

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler.settings["CRAWL_START_URL"])

    def process_request(self, request: Request) -> None:
        """Refuse any address elsewhere."""
        if not same_site(request.url, self._start_url):
            raise NotPermittedError(f"not followed: {request.url} is not on the site of {self._start_url}")


class RobotsMiddleware:
    """Asks each origin once for its robots.txt, fetches what it permits, and keeps the pace it asks for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest_delay: float = crawler.settings.getfloat("CRAWL_LONGEST_DELAY")
        self._answers: dict[str, RobotsAnswer] = {}
        self._asking = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Refuse what is not permitted; note the permission with what is."""
        if request.meta.get(_IS_ROBOTS):
            return
        answer = await self._answer(request)
        permission = answer.permission(request.url)
        if not permission.allowed:
            refusal = NotPermittedError if answer.reachable else SiteUnavailableError
            raise refusal(f"not fetched: {permission.reason}, {permission.rule}".removesuffix(", "))
        if (delay := answer.crawl_delay()) > self._longest_delay:
            raise SiteUnavailableError(f"not fetched: robots.txt asks for {delay:g} seconds between requests")
        if delay:
            keep_pace(self._crawler, request, delay)
        request.meta[PERMISSION] = answer.record(permission)

    async def _answer(self, request: Request) -> RobotsAnswer:
        of = origin(request.url)
        async with self._asking:
            if of not in self._answers:
                self._answers[of] = await self._ask(f"{of}/robots.txt")
        return self._answers[of]

    async def _ask(self, url: str) -> RobotsAnswer:
        request = Request(url, callback=NO_CALLBACK, meta={_IS_ROBOTS: True}, priority=1000, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:
            # Whatever kept it from us, the answer is the same: nothing may be fetched.
            return RobotsAnswer(url, 0, datetime.now(UTC), problem=str(error) or type(error).__name__)
        return answer_from(url, response.status, response.body, datetime.now(UTC))


class RetryAfterMiddleware:
    """Leaves a host alone for as long as it asks (RFC 9110, 10.2.3), before Scrapy's retry is sent."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest_delay: float = crawler.settings.getfloat("CRAWL_LONGEST_DELAY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pause the host, or give the request up where the pause is too long."""
        if response.status not in (429, 503):
            return response
        value = (response.headers.get(b"Retry-After") or b"").decode("latin-1")
        seconds = seconds_until(value, datetime.now(UTC))
        if seconds > self._longest_delay:
            raise SiteUnavailableError(f"not fetched: the site asks to be left alone for {seconds:.0f} seconds")
        if seconds:
            pause(self._crawler, request, seconds)
        return response


def seconds_until(retry_after: str, now: datetime) -> float:
    """What a Retry-After header asks for, given as seconds or as a date; 0 where it says neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def keep_pace(crawler: Crawler, request: Request, delay: float) -> None:
    """From now on at least `delay` seconds between two requests to the host."""
    downloader = crawler.engine.downloader
    host = downloader.get_slot_key(request)
    # A slot that was idle for a minute is dropped and made anew from these settings.
    downloader.per_slot_settings.setdefault(host, {}).setdefault("delay", max(delay, crawler.settings.getfloat("DOWNLOAD_DELAY")))
    if slot := downloader.slots.get(host):
        slot.delay = max(slot.delay, delay)


def pause(crawler: Crawler, request: Request, seconds: float) -> None:
    """Nothing more to the host until so many seconds have passed."""
    downloader: Any = crawler.engine.downloader
    if slot := downloader.slots.get(downloader.get_slot_key(request)):
        slot.delay = max(slot.delay, 0.001)
        slot.lastseen = monotonic() + seconds - slot.delay
