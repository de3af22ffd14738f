"""Walks a site whose adverts are schema.org JobPosting pages: from a sitemap, a list page, or a single advert.

The spider decides where to go; what a page says is read by `crawler.pages`, and what may be fetched is settled by
`crawler.politeness`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from scrapy import Request, Spider, signals
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.pages.addresses import same_site
from crawler.pages.jobposting import read_jobposting_page
from crawler.pages.listing import read_listing
from crawler.pages.page import PageProblem
from crawler.pages.sitemap import SitemapError, looks_like_sitemap, read_sitemap
from crawler.pipelines import Sink
from crawler.politeness import PERMISSION, NotPermittedError
from crawler.progress import Tally
from features.posting import Posting

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

Step: TypeAlias = "Request | Posting"


class JobPostingSpider(Spider):
    """One crawl of one site."""

    name = "jobposting"

    def __init__(self, *, start_url: str, source: str, pages: int, tally: Tally, sink: Sink, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_url = start_url
        self.source = source
        self.tally = tally
        self.sink = sink
        self._pages_left = pages
        self._asked: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.fell_over, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The first request."""
        for request in self._ask([self.start_url], self.read_start):
            yield request

    def read_start(self, response: Response) -> Iterator[Step]:
        """Whatever the crawl was started from, told apart by its content."""
        if looks_like_sitemap(response.body):
            yield from self.read_sitemap(response)
        else:
            yield from self.read_list(response)

    def read_sitemap(self, response: Response) -> Iterator[Step]:
        """A sitemap's pages, and the sitemaps of an index."""
        self.tally.page()
        try:
            reading = read_sitemap(response.body, response.url)
        except SitemapError as error:
            self.tally.failed(PageProblem(response.url, str(error)))
            return
        yield from self._ask([entry.url for entry in reading.sitemaps], self.read_sitemap)
        yield from self._ask([entry.url for entry in reading.pages], self.read_page)

    def read_list(self, response: Response) -> Iterator[Step]:
        """A list's adverts (and those on the page itself), then its next page."""
        yield from self.read_page(response)
        if isinstance(response, TextResponse):
            listing = read_listing(response.text, response.url)
            yield from self._ask([listing.next_page], self.read_list)
            yield from self._ask(listing.links, self.read_page)

    def read_page(self, response: Response) -> Iterator[Step]:
        """The postings of one page, each with what robots.txt said of it."""
        self.tally.page()
        if not isinstance(response, TextResponse):
            self.tally.failed(PageProblem(response.url, "the page is no text"))
            return
        reading = read_jobposting_page(response.text, response.url, source=self.source, fetched_at=datetime.now(UTC))
        self.tally.repaired_scripts += reading.repaired
        for problem in reading.problems:
            self.tally.failed(problem)
        for posting in reading.postings:
            crawl = {"crawl": response.meta.get(PERMISSION)}
            yield replace(posting, additional=dict(posting.additional) | crawl)

    def not_fetched(self, failure: Failure) -> None:
        """A request without a page: passed over where that is the site's wish, else an error with its reason."""
        problem = PageProblem(failure.request.url, _reason(failure.value))  # type: ignore[attr-defined]
        if isinstance(failure.value, NotPermittedError):
            self.tally.passed_over.append(problem)
        else:
            self.tally.failed(problem)

    def fell_over(self, failure: Failure, response: Response) -> None:
        """A page that broke its reader: reported, and the rest goes on."""
        self.tally.failed(PageProblem(response.url, f"reading failed: {_reason(failure.value)}"))

    def closed(self, reason: str) -> None:
        """The crawl is over; Scrapy says `shutdown` where it was told to end (Ctrl-C)."""
        self.tally.interrupted = reason == "shutdown"

    def _ask(self, urls: list[str] | tuple[str, ...], callback: Callable[[Response], Iterator[Step]]) -> Iterator[Request]:
        """Requests for the addresses not asked for yet, while the page budget lasts."""
        for url in urls:
            if url in self._asked or not same_site(url, self.start_url):
                continue
            if self._pages_left <= 0:
                return
            self._asked.add(url)
            self._pages_left -= 1
            yield Request(url, callback=callback, errback=self.not_fetched, dont_filter=True)


def _reason(error: BaseException | None) -> str:
    if isinstance(error, HttpError):
        return f"status {error.response.status}"
    return str(error) or type(error).__name__
