"""A stream as a source, against a server on this machine."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from websockets.asyncio.server import ServerConnection, serve

from crawler.archive import Archive, RecordPointer, read_record
from crawler.from_streams import follow_source
from crawler.jetstream import Pace
from crawler.keeping import Keeper
from crawler.progress import CrawlSummary, Tally
from crawler.sources import source_from
from store.crawls import Crawls
from store.database import Database
from store.identity import public_id
from store.postings import Postings
from store.sightings import Sightings

DID = "did:plc:tile"
AT = 1_700_000_000_000_000
OFFER = "We are hiring two tilers in Szeged, 14 EUR per hour, write to us"


def post(key: str, text: str = "", *, at: int, operation: str = "create") -> str:
    commit: dict[str, Any] = {"operation": operation, "collection": "app.bsky.feed.post", "rkey": key}
    if operation == "create":
        commit["record"] = {"text": text, "createdAt": "2026-05-13T07:19:54Z", "langs": ["en"]}
    return json.dumps({"did": DID, "time_us": AT + at, "kind": "commit", "commit": commit})


def account(*, at: int) -> str:
    inner = {"active": False, "did": DID, "status": "deleted"}
    return json.dumps({"did": DID, "time_us": AT + at, "kind": "account", "account": inner})


def followed(folder: Path, *events: str, asked: list[str] | None = None) -> CrawlSummary:
    """One page of events, followed into a store."""

    async def handle(connection: ServerConnection) -> None:
        if asked is not None and connection.request is not None:
            asked.append(connection.request.path)
        for event in events:
            await connection.send(event)
        await connection.wait_closed()

    async def run() -> CrawlSummary:
        database, tally = Database(f"sqlite:///{folder}/store.db"), Tally()
        database.upgrade()
        async with asyncio.timeout(30), serve(handle, "127.0.0.1", 0) as server:
            endpoint = f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
            source = source_from("sky", {"access": "bluesky", "entry_points": [endpoint], "budget": 1})
            with database.session() as session:
                crawl = Crawls(session).begin("sky", datetime.now(UTC))
            with Archive(folder / "archive") as archive:
                keeper = Keeper(database, archive, {"sky": source}, tally, assess=None)
                pace = Pace(events=len(events), seconds=60)
                await follow_source(source, crawl, database, keeper, archive, tally, pace=pace)
        database.dispose()
        return tally.summary()

    return asyncio.run(run())


def test_offers_are_kept_and_nothing_else_is_not_even_in_the_archive(tmp_path: Path) -> None:
    summary = followed(tmp_path, post("a", OFFER, at=1), post("b", "The soup was lovely today", at=2))
    assert summary.new == 1
    database = Database(f"sqlite:///{tmp_path}/store.db")
    with database.reading() as session:
        (posting,) = Postings(session).first(2)
        (sighting,) = Sightings(session).of(public_id(posting))
    database.dispose()
    assert posting.description == OFFER
    assert sighting.last_record is not None
    exchange = read_record(tmp_path / "archive", RecordPointer.from_mapping(sighting.last_record))
    assert OFFER.encode() in exchange.body
    assert b"soup" not in exchange.body


def test_what_its_author_deletes_is_gone(tmp_path: Path) -> None:
    followed(tmp_path, post("a", OFFER, at=1), post("b", OFFER + " today", at=2))
    assert followed(tmp_path, post("a", at=3, operation="delete")).gone == 1
    assert followed(tmp_path, account(at=4)).gone == 1
