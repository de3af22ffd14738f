"""Reads dead letters again from their archived answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from crawler.archive.errors import ArchiveError
from crawler.archive.reading import read_record
from crawler.archive.records import Exchange, RecordPointer
from crawler.keeping import Assess, Keeper, Visit
from crawler.progress import Tally
from crawler.sources import Source
from crawler.verdicts import Verdict
from crawler.visiting import Answer, page_of, permission_of, read
from store.database import Database
from store.frontier import Frontier
from store.targets import DeadLetter, Lease


@dataclass(slots=True)
class Replayed:
    """What came of it."""

    read: int = 0
    postings: int = 0
    put_back: int = 0
    still_dead: list[tuple[str, str]] = field(default_factory=list)


async def replay(
    database: Database,
    archive: Path,
    sources: Mapping[str, Source],
    names: Sequence[str],
    *,
    assess: Assess | None,
    fetch_again: bool,
    now: datetime,
) -> Replayed:
    """Read what was answered; put back what was not, where that is wanted. A letter of an unknown source stays."""
    done, tally = Replayed(), Tally()
    with database.reading() as session:
        letters = Frontier(session).dead_letters(names)
    keeper = Keeper(database, None, sources, tally, assess=assess)
    for letter in letters:
        url = str(letter.request.get("url"))
        if letter.source not in sources:
            done.still_dead.append((url, f"there is no source {letter.source!r} in the file of sources"))
        elif letter.record is None:
            _put_back(database, letter, now, done, url, fetch_again=fetch_again)
        else:
            await _read_again(keeper, archive, sources[letter.source], letter, done)
    done.postings = tally.outcomes.total()
    return done


def _put_back(database: Database, letter: DeadLetter, now: datetime, done: Replayed, url: str, *, fetch_again: bool) -> None:
    if not fetch_again:
        done.still_dead.append((url, letter.reason))
        return
    with database.session() as session:
        Frontier(session).put_back(letter.target_id, now)
    done.put_back += 1


async def _read_again(keeper: Keeper, archive: Path, source: Source, letter: DeadLetter, done: Replayed) -> None:
    try:
        pointer = RecordPointer.from_mapping(letter.record or {})
        exchange = read_record(archive, pointer)
    except ArchiveError as error:
        done.still_dead.append((str(letter.request.get("url")), str(error)))
        return
    lease, answer = _lease_of(letter), _answer_of(exchange)
    judgement, reading = read(page_of(answer, lease, source), source.access)
    if judgement.verdict is Verdict.DEAD or not 200 <= exchange.status < 300:
        done.still_dead.append((exchange.url, judgement.reason or letter.reason))
        return
    came = Visit(lease=lease, url=exchange.url, judgement=judgement, fetched_at=exchange.fetched_at, reading=reading)
    await keeper.keep(replace(came, record=pointer, permission=permission_of(answer, source)))
    done.read += 1


def _lease_of(letter: DeadLetter) -> Lease:
    """As it was leased when it was fetched."""
    return Lease(
        target_id=letter.target_id,
        source=letter.source,
        host="",
        crawl=letter.crawl,
        attempts=letter.attempts,
        request=letter.request,
    )


def _answer_of(exchange: Exchange) -> Answer:
    return Answer(
        url=exchange.url,
        status=exchange.status,
        reason=exchange.reason,
        headers=exchange.headers,
        body=exchange.body,
        fetched_at=exchange.fetched_at,
        permission=exchange.permission,
    )
