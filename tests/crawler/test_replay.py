"""Dead letters, read again from the archive after a repair."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.replay import Replayed, replay
from crawler.sources import source_from
from store.database import Database
from store.frontier import Frontier
from store.identity import public_id
from store.postings import Postings
from store.sightings import Sightings
from tests.crawler.local_site import Answer, LocalSite, advert

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def answers(_: str) -> Mapping[str, Answer | list[Answer]]:
    return {"/jobs/1": advert("one"), "/jobs/2": Answer(advert("two").body, 403)}


def wrongly_read(site: LocalSite) -> dict[str, Any]:
    """A crawl that takes adverts for sitemaps, and so reads none."""
    entries = [f"{site.url}/jobs/1", f"{site.url}/jobs/2"]
    return site.crawl("", source={"access": "sitemap", "entry_points": entries})


def replayed(folder: Path, url: str, names: tuple[str, ...] = (), **options: Any) -> Replayed:
    """Replay with the reader that it should have been."""
    database = Database(f"sqlite:///{folder}/crawl.db")
    sources = {"board": source_from("board", {"access": "jobposting", "entry_points": [url]})}
    try:
        return asyncio.run(
            replay(database, folder / "archive", sources, names, now=NOW, **({"assess": None, "fetch_again": False} | options))
        )
    finally:
        database.dispose()


def test_what_can_be_read_now_is_saved_with_its_record_and_no_dead_letter_any_more() -> None:
    with LocalSite(answers) as site:
        assert {reason[:10] for _, reason in wrongly_read(site)["errors"]} == {"the XML is", "status 403"}
        done = replayed(site.folder, site.url)
        database = Database(f"sqlite:///{site.folder}/crawl.db")
        with database.reading() as session:
            postings = {posting.url: posting for posting in Postings(session).first(10)}
            (sighting,) = Sightings(session).of(public_id(postings[f"{site.url}/jobs/1"]))
            letters = [letter.reason for letter in Frontier(session).dead_letters()]
        database.dispose()
    assert (done.read, done.postings, len(done.still_dead)) == (1, 1, 1)
    assert sighting.last_record is not None
    assert letters == ["status 403"]


def test_what_was_never_answered_is_put_back_when_asked() -> None:
    with LocalSite(lambda _: {"/robots.txt": Answer("User-agent: *\nCrawl-delay: 100\n")}) as site:
        site.crawl("/")
        assert replayed(site.folder, site.url).put_back == 0
        assert replayed(site.folder, site.url, ("other",), fetch_again=True).put_back == 0
        assert replayed(site.folder, site.url, fetch_again=True).put_back == 1


def test_an_archive_that_is_gone_leaves_the_letter() -> None:
    with LocalSite(answers) as site:
        wrongly_read(site)
        for file in (site.folder / "archive").iterdir():
            file.unlink()
        done = replayed(site.folder, site.url)
    assert done.read == 0
    assert all("missing file" in reason for _, reason in done.still_dead)
