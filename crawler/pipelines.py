"""Where postings go once they are read: to the sink that the caller gave, which by default remembers and assesses them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from scrapy.exceptions import DropItem

from crawler.pages.page import PageProblem
from features.posting import Posting
from models.assessment import Assessment
from store.assessments import Assessments
from store.database import Database
from store.errors import DatabaseError
from store.postings import Outcome, Postings

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from crawler.progress import Tally

Sink: TypeAlias = Callable[[Posting], Outcome]


class StoreSink:
    """Saves a posting and, when it is new or changed, what is said of it: both or neither."""

    def __init__(self, database: Database, assess: Callable[[Posting], Assessment]) -> None:
        self._database = database
        self._assess = assess

    def __call__(self, posting: Posting) -> Outcome:
        """Whether the posting was new."""
        with self._database.session() as session:
            saved = Postings(session).save(posting, posting.fetched_at or datetime.now(UTC))
            if saved.outcome is not Outcome.UNCHANGED:
                Assessments(session).save(saved.posting_id, saved.version, self._assess(posting))
        return saved.outcome


class SinkPipeline:
    """Hands every posting to the sink. One that the sink refuses is reported; a database that is gone ends the crawl."""

    def __init__(self, crawler: Crawler, sink: Sink, tally: Tally) -> None:
        self._crawler = crawler
        self._sink = sink
        self._tally = tally

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy; sink and tally are the spider's."""
        spider = crawler.spider
        return cls(crawler, spider.sink, spider.tally)  # type: ignore[union-attr]

    async def process_item(self, item: Posting) -> Posting:
        """Hand one posting on."""
        try:
            self._tally.saved(self._sink(item))
        except DatabaseError as error:
            self._tally.ended_by = error
            await self._crawler.stop_async()
            raise DropItem(str(error)) from error
        except Exception as error:
            # Whatever is wrong with one posting must not cost the others.
            self._tally.failed(PageProblem(item.url, f"not saved: {type(error).__name__}: {error}"))
            raise DropItem(str(error)) from error
        return item
