"""Keeps what came of each target: archived answer, postings, their assessments, new targets and the target's own end, at once.

Whatever came in while the last batch was written is the next batch, so the faster answers come, the larger the batches. An answer
is on disk before anything of it is committed; a target is done in the same transaction that saves its postings. A killed process
therefore repeats work and loses none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from crawler.accesses.every import ACCESSES
from crawler.archive.records import RecordPointer
from crawler.archive.writing import Archive
from crawler.feeding import patiently
from crawler.monitoring import fields_stated
from crawler.pages.page import PageProblem, PageReading
from crawler.progress import Tally
from crawler.sources import Source
from crawler.targets import wanted
from crawler.verdicts import LONGEST_PAUSE, Judgement, Verdict
from features.posting import Json, Posting
from models.assessment import Assessment
from models.policy import OwnThresholds
from store.assessments import Assessments
from store.crawls import Crawls
from store.database import Database, Session
from store.errors import DatabaseUnreachableError
from store.frontier import Frontier
from store.identity import public_id
from store.postings import Outcome, Postings
from store.sightings import Sighting, Sightings
from store.targets import Ended, Lease, TargetState
from store.thresholds import Thresholds

MOST_AT_ONCE: Final = 64

_GATHERING_SECONDS: Final = 0.01
"""A transaction for several costs little more than one for each."""

Assess = Callable[[Posting, OwnThresholds], Assessment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of one leased target."""

    lease: Lease
    url: str
    judgement: Judgement
    fetched_at: datetime
    reading: PageReading = field(default_factory=PageReading)
    record: RecordPointer | None = None
    permission: Mapping[str, Json] = field(default_factory=dict)


class Keeper:
    """Writes visits down, in batches, in the order in which they came."""

    def __init__(
        self, database: Database, archive: Archive | None, sources: Mapping[str, Source], tally: Tally, *, assess: Assess | None
    ) -> None:
        self._database = database
        self._archive = archive
        self._sources = sources
        self._tally = tally
        self._assess = assess
        self._waiting: list[tuple[Visit, asyncio.Future[None]]] = []
        self._writing = asyncio.Lock()

    async def keep(self, visit: Visit) -> None:
        """Returns when the visit is committed. Raises DatabaseUnreachableError after a long outage."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((visit, kept))
        async with self._writing:
            if not kept.done():
                if len(self._waiting) < MOST_AT_ONCE:
                    await asyncio.sleep(_GATHERING_SECONDS)
                await self._write_batch()
        await kept

    async def _write_batch(self) -> None:
        batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
        try:
            await self._save_all([visit for visit, _ in batch])
        except BaseException as error:
            _settle(batch, error)
            if not isinstance(error, Exception):
                raise
        else:
            _settle(batch)

    async def _save_all(self, visits: Sequence[Visit]) -> None:
        try:
            await patiently(lambda: self._save(visits))
        except DatabaseUnreachableError:
            raise
        except Exception:
            # One of them cannot be saved: found by saving each on its own, so that it costs the others nothing.
            for visit in visits:
                await self._save_alone(visit)

    async def _save_alone(self, visit: Visit) -> None:
        try:
            await patiently(lambda: self._save([visit]))
        except DatabaseUnreachableError:
            raise
        except Exception as error:
            reason = f"not saved: {type(error).__name__}: {error}"[:1_000]
            dead = replace(visit, judgement=Judgement(Verdict.DEAD, reason), reading=PageReading())
            await patiently(lambda: self._save([dead]))

    def _save(self, visits: Sequence[Visit]) -> None:
        if self._archive is not None:
            self._archive.sync()
        with self._database.session() as session:
            assess = self._under_what_is_in_force(session)
            savings = [_Saving(session, self._sources[visit.lease.source], visit, assess) for visit in visits]
            told = [saving.saved(self._tally) for saving in savings]
            Frontier(session).end([ended for saving in savings if (ended := saving.ended)], datetime.now(UTC))
            _count(session, visits)
        for tell in told:
            tell()

    def _under_what_is_in_force(self, session: Session) -> Callable[[Posting], Assessment] | None:
        """How to assess under the thresholds that are in force now."""
        if (assess := self._assess) is None:
            return None
        thresholds = Thresholds(session).own()
        return lambda posting: assess(posting, thresholds)


def _settle(batch: Sequence[tuple[Visit, asyncio.Future[None]]], error: BaseException | None = None) -> None:
    """Tell everybody who waits; whoever was cancelled waits no more."""
    for _, kept in batch:
        if kept.done():
            continue
        if error is None:
            kept.set_result(None)
        else:
            kept.set_exception(error)


class _Saving:
    """One visit in one unit of work."""

    def __init__(self, session: Session, source: Source, visit: Visit, assess: Callable[[Posting], Assessment] | None) -> None:
        self._session = session
        self._source = source
        self._visit = visit
        self._assess = assess
        self._now = datetime.now(UTC)
        self._record = visit.record.to_mapping() if visit.record else None

    def saved(self, tally: Tally) -> Callable[[], None]:
        """Save everything; the answer tells the tally, to be called once it is committed."""
        visit = self._visit
        outcomes = [self._posting(posting) for posting in visit.reading.postings]
        self._further()
        gone = self._gone()
        self._put_off()

        def tell() -> None:
            tally.outcomes.update(outcomes)
            tally.gone += gone
            tally.repaired += visit.reading.repaired
            tally.errors.extend(visit.reading.problems)
            if visit.judgement.leave_host > LONGEST_PAUSE:
                told = f"{visit.lease.host} is left alone for {visit.judgement.leave_host:.0f} seconds: {visit.judgement.reason}"
                tally.warn(told)
            tally.settled(visit.judgement.verdict, PageProblem(visit.url, visit.judgement.reason))

        return tell

    def _posting(self, posting: Posting) -> Outcome:
        saved = Postings(self._session).save(posting, self._visit.fetched_at)
        if self._assess and self._source.triage and saved.outcome is not Outcome.UNCHANGED:
            Assessments(self._session).save(saved.posting_id, saved.version, self._assess(posting))
        sighting = Sighting(
            posting_id=saved.posting_id,
            version=saved.version,
            source=self._source.name,
            crawl=self._visit.lease.crawl,
            target_id=self._visit.lease.target_id,
            first_record=self._record,
            last_record=self._record,
            permission=dict(self._visit.permission),
        )
        Sightings(self._session).see(sighting, new=saved.outcome is Outcome.NEW)
        return saved.outcome

    def _further(self) -> None:
        """What the page leads to, and how far its entry point is read now."""
        visit = self._visit
        entry_point = str(visit.lease.request.get("entry_point", ""))
        further = (wanted(self._source.name, target, entry_point) for target in visit.reading.targets)
        Frontier(self._session).want(further, visit.lease.crawl, self._now)
        if visit.reading.cursor:
            Crawls(self._session).move_cursor(self._source.name, entry_point, visit.reading.cursor, self._now)

    def _gone(self) -> int:
        sightings = Sightings(self._session)
        if self._visit.judgement.verdict is Verdict.GONE:
            if not ACCESSES[self._source.access].lists_all:  # what leaves a feed may be there still
                return 0
            return sightings.gone_with_page(self._visit.lease.target_id, self._now)
        ids = [public_id(Posting(id=native, source=self._source.name)) for native in self._visit.reading.gone]
        under = (sightings.gone_under(self._source.name, address, self._now) for address in self._visit.reading.gone_under)
        return (sightings.gone(ids, self._now) if ids else 0) + sum(under)

    def _put_off(self) -> None:
        visit, judgement = self._visit, self._visit.judgement
        if judgement.verdict is Verdict.LATER:
            due = self._now + timedelta(seconds=judgement.wait)
            Frontier(self._session).later(visit.lease.target_id, due, reason=judgement.reason)
        if judgement.leave_host > LONGEST_PAUSE:
            Frontier(self._session).postpone(visit.lease.host, self._now + timedelta(seconds=judgement.leave_host))

    @property
    def ended(self) -> Ended | None:
        """The target's end, unless it is to be tried again."""
        visit, verdict = self._visit, self._visit.judgement.verdict
        if verdict is Verdict.LATER:
            return None
        state = TargetState.DEAD if verdict is Verdict.DEAD else TargetState.DONE
        return Ended(
            target_id=visit.lease.target_id,
            crawl=visit.lease.crawl,
            state=state,
            reason=visit.judgement.reason,
            record=self._record,
        )


def _count(session: Session, visits: Sequence[Visit]) -> None:
    """Add to the crawls' own counts. Last, and in order: every process of a crawl waits for the same rows."""
    for source, crawl in sorted({(visit.lease.source, visit.lease.crawl) for visit in visits}):
        of_crawl = [visit for visit in visits if (visit.lease.source, visit.lease.crawl) == (source, crawl)]
        postings = [posting for visit in of_crawl for posting in visit.reading.postings]
        pages = sum(visit.judgement.verdict not in (Verdict.LATER, Verdict.PASSED_OVER) for visit in of_crawl)
        Crawls(session).count(source, crawl, pages=pages, postings=len(postings), fields=fields_stated(postings))
