"""What came of a target is kept at once, or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.keeping import Assess, Keeper, Visit
from crawler.pages.page import PageReading, Target
from crawler.progress import Tally
from crawler.sources import Source, source_from
from crawler.targets import wanted
from crawler.verdicts import KEPT, Judgement, Verdict
from features.posting import Posting
from models.assessment import Assessment
from models.policy import OwnThresholds, PolicyName
from store.assessments import Assessments
from store.crawls import Crawls
from store.database import Database
from store.errors import DatabaseUnreachableError
from store.frontier import Frontier
from store.identity import public_id
from store.postings import Postings
from store.targets import Lease, TargetState
from store.thresholds import ThresholdChange, Thresholds
from tests.store.assessed import an_assessment

SEEN = datetime(2026, 11, 21, tzinfo=UTC)
SOURCE = source_from("board", {"access": "rss", "entry_points": ["https://board.example/feed"]})


def a_posting(title: str = "Cook") -> Posting:
    return Posting(id="rss-1", source="board", url="https://board.example/1", title=title, fetched_at=SEEN)


def leased(database: Database, *paths: str) -> list[Lease]:
    targets = [wanted("board", Target(url=f"https://board.example/{path}"), "feed") for path in paths]
    with database.session() as session:
        Crawls(session).begin("board", SEEN)
        Frontier(session).want(targets, 1, SEEN)
        return Frontier(session).lease("one", "board", "board.example", most=10, now=SEEN)


def visit(lease: Lease, *postings: Posting, judgement: Judgement = KEPT, cursor: str = "", further: str = "") -> Visit:
    targets = (Target(url=further),) if further else ()
    reading = PageReading(postings=postings, cursor=cursor, targets=targets)
    return Visit(lease=lease, url="https://board.example/1", judgement=judgement, fetched_at=SEEN, reading=reading)


def keep(database: Database, *visits: Visit, assess: Assess | None = None, source: Source = SOURCE) -> Tally:
    async def run() -> Tally:
        tally = Tally()
        keeper = Keeper(database, None, {"board": source}, tally, assess=assess)
        await asyncio.gather(*(keeper.keep(one) for one in visits))
        return tally

    return asyncio.run(run())


def test_a_visit_is_kept_whole(database: Database) -> None:
    first, second = leased(database, "a", "b")
    visits = visit(first, a_posting(), cursor="17", further="https://board.example/c"), visit(second)
    tally = keep(database, *visits, assess=lambda *_: an_assessment())
    with database.reading() as session:
        assert Frontier(session).counts("board", 1) == {TargetState.DONE: 2, TargetState.PENDING: 1}
        assert Crawls(session).cursor("board", "feed") == "17"
        crawl = Crawls(session).get("board", 1)
        assert Assessments(session).latest(public_id(a_posting())) is not None
    assert (crawl.pages, crawl.postings, crawl.fields["title"]) == (2, 1, 1)
    assert tally.summary().new == 1


def test_only_what_is_new_or_changed_is_assessed(database: Database) -> None:
    judged: list[str] = []

    def judge(posting: Posting, _thresholds: OwnThresholds) -> Assessment:
        judged.append(posting.title)
        return an_assessment()

    for title in ("Cook", "Cook", "Chef"):
        (lease, *_) = leased(database, title + str(len(judged)) + "x") or [None]
        assert lease is not None
        keep(database, visit(lease, a_posting(title)), assess=judge)
        with database.session() as session:
            Frontier(session).release("one")
    assert judged == ["Cook", "Chef"]


def test_what_is_crawled_is_judged_under_the_thresholds_of_the_house(database: Database) -> None:
    asked: list[OwnThresholds] = []

    def judge(_posting: Posting, thresholds: OwnThresholds) -> Assessment:
        asked.append(thresholds)
        return an_assessment()

    chosen = ThresholdChange(
        policy=PolicyName.RECRUITMENT_FRAUD, version=1, threshold=0.7, changed_at=SEEN, changed_by="mara", reason="why"
    )
    for organisation in ("home", "ours"):
        with database.within(organisation).session() as session:
            threshold = 0.7 if organisation == "home" else 0.2
            Thresholds(session).change(replace(chosen, threshold=threshold))
    (lease,) = leased(database, "a")
    keep(database, visit(lease, a_posting()), assess=judge)
    assert asked == [{PolicyName.RECRUITMENT_FRAUD: 0.7}]


def test_a_source_that_may_not_be_triaged_is_not_assessed(database: Database) -> None:
    (lease,) = leased(database, "a")

    async def run() -> None:
        source = SOURCE.model_copy(update={"triage": False})
        keeper = Keeper(database, None, {"board": source}, Tally(), assess=lambda *_: pytest.fail("it was assessed"))
        await keeper.keep(visit(lease, a_posting()))

    asyncio.run(run())
    with database.reading() as session:
        assert Postings(session).get(public_id(a_posting())) is not None
        assert Assessments(session).latest(public_id(a_posting())) is None


def test_one_that_cannot_be_saved_is_a_dead_letter_and_costs_the_others_nothing(database: Database) -> None:
    def judge(posting: Posting, _thresholds: OwnThresholds) -> Assessment:
        if posting.title == "odd":
            raise ValueError("too odd")
        return an_assessment()

    first, second = leased(database, "a", "b")
    odd = replace(a_posting("odd"), id="rss-2", url="https://board.example/2")
    tally = keep(database, visit(first, odd, further="https://board.example/never"), visit(second, a_posting()), assess=judge)
    with database.reading() as session:
        (letter,) = Frontier(session).dead_letters()
        assert [posting.title for posting in Postings(session).first(5)] == ["Cook"]
        assert Frontier(session).unfinished(["board"]) == 0
    assert letter.reason == "not saved: ValueError: too odd"
    assert tally.summary().errors[0].reason == letter.reason
    assert tally.summary().postings == 1


def test_what_is_to_be_tried_again_is_no_page_yet(database: Database) -> None:
    (lease,) = leased(database, "a")
    keep(database, visit(lease, judgement=Judgement(Verdict.LATER, "status 503", 30)))
    with database.reading() as session:
        assert Frontier(session).counts("board", 1) == {TargetState.PENDING: 1}
        assert Crawls(session).get("board", 1).pages == 0


BOARD = source_from("board", {"access": "jobposting", "entry_points": ["https://board.example/jobs"]})


@pytest.mark.parametrize(("source", "gone"), [(BOARD, 1), (SOURCE, 0)])
def test_a_page_that_is_gone_takes_its_posting_along_unless_a_feed_led_to_it(
    database: Database, source: Source, gone: int
) -> None:
    (lease,) = leased(database, "a")
    keep(database, visit(lease, a_posting()), source=source)
    tally = keep(database, visit(lease, judgement=Judgement(Verdict.GONE, "status 410")), source=source)
    assert tally.summary().gone == gone


def test_a_host_that_wants_to_be_left_alone_is_with_all_that_waits_for_it(database: Database) -> None:
    (first, _) = leased(database, "a", "b")
    with database.session() as session:
        Frontier(session).release("one")
    tally = keep(database, visit(first, judgement=Judgement(Verdict.LATER, "status 503", 300, leave_host=300)))
    with database.reading() as session:
        assert Frontier(session).hosts_waiting(["board"], datetime.now(UTC)) == []
    assert tally.summary().warnings == ("board.example is left alone for 300 seconds: status 503",)


def test_whoever_waits_is_told_when_the_database_is_gone_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.feeding._LONGEST_OUTAGE", -1.0)
    database = Database(f"sqlite:///{tmp_path}")  # a folder is no database
    leases = [
        Lease(target_id=name, source="board", host="board.example", crawl=1, attempts=0, request={}) for name in ("a", "b", "c")
    ]

    async def run() -> list[BaseException | None]:
        keeper = Keeper(database, None, {"board": SOURCE}, Tally(), assess=None)
        return await asyncio.gather(*(keeper.keep(visit(lease)) for lease in leases), return_exceptions=True)

    assert [type(error) for error in asyncio.run(run())] == [DatabaseUnreachableError] * 3
    database.dispose()
