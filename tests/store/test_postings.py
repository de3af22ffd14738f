from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from features.posting import Organization, Posting
from features.records.posting_mapping import posting_from_mapping
from store.database import Database
from store.identity import canonical_url, public_id
from store.postings import Outcome, Postings, SavedPosting, StoredPosting

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=2)

COOK = Posting(
    id="7",
    source="harbour.example",
    url="https://harbour.example/jobs/7",
    fetched_at=NOW,
    title="Cook",
    description="We feed forty people a day.",
    hiring_organization=Organization("Harbour Kitchen", email="jobs@harbour.example"),
    additional=MappingProxyType({"tags": ["food", {"n": 1.5}], "label": None}),
    truncated=("title",),
)


def save(database: Database, posting: Posting, seen_at: datetime = NOW) -> SavedPosting:
    with database.session() as session:
        return Postings(session).save(posting, seen_at)


def get(database: Database, posting_id: str) -> StoredPosting:
    with database.reading() as session:
        stored = Postings(session).get(posting_id)
    assert stored is not None
    return stored


def test_a_posting_comes_back_whole(database: Database) -> None:
    saved = save(database, COOK)
    assert (saved.version, saved.outcome) == (1, Outcome.NEW)
    stored = get(database, saved.posting_id)
    assert stored.posting == COOK
    assert (stored.version, stored.state) == (1, "open")
    assert (stored.first_seen_at, stored.last_seen_at) == (NOW, NOW)


def test_what_is_seen_again_is_still_there(database: Database) -> None:
    save(database, COOK)
    again = save(database, replace(COOK, fetched_at=LATER), LATER)
    assert (again.version, again.outcome) == (1, Outcome.UNCHANGED)
    stored = get(database, again.posting_id)
    assert (stored.first_seen_at, stored.last_seen_at) == (NOW, LATER)
    assert [(seen.first_seen_at, seen.last_seen_at) for seen in stored.versions] == [(NOW, LATER)]


def test_an_edit_is_a_new_version_and_the_old_one_stays(database: Database) -> None:
    first = save(database, COOK)
    second = save(database, replace(COOK, title="Head cook"), LATER)
    assert (second.posting_id, second.version, second.outcome) == (first.posting_id, 2, Outcome.CHANGED)
    stored = get(database, first.posting_id)
    assert (stored.posting.title, len(stored.versions)) == ("Head cook", 2)
    with database.reading() as session:
        old = Postings(session).version(first.posting_id, 1)
        assert Postings(session).version(first.posting_id, 3) is None
    assert old is not None
    assert (old.posting.title, old.first_seen_at, old.last_seen_at) == ("Cook", NOW, LATER)


def test_a_text_that_returns_is_a_version_of_its_own(database: Database) -> None:
    for title in ("Cook", "Chef", "Cook"):
        saved = save(database, replace(COOK, title=title))
    assert (saved.version, saved.outcome) == (3, Outcome.CHANGED)


def test_an_older_sighting_moves_only_the_beginning(database: Database) -> None:
    saved = save(database, COOK, LATER)
    save(database, COOK, NOW)
    stored = get(database, saved.posting_id)
    assert (stored.first_seen_at, stored.last_seen_at) == (NOW, LATER)


def test_the_same_id_at_another_source_is_another_posting(database: Database) -> None:
    assert save(database, COOK).posting_id != save(database, replace(COOK, source="quay.example")).posting_id


def test_a_posting_without_id_is_known_by_its_address(database: Database) -> None:
    first = save(database, posting_from_mapping({"url": "https://a.example/j?id=3&utm_source=x#top", "title": "Cook"}))
    second = save(database, posting_from_mapping({"url": "https://A.example/j?utm_medium=y&id=3", "title": "Chef"}))
    other = save(database, posting_from_mapping({"url": "https://a.example/j?id=4", "title": "Cook"}))
    assert (second.posting_id, second.version) == (first.posting_id, 2)
    assert other.posting_id != first.posting_id


def test_a_message_without_id_and_address_is_known_by_its_words(database: Database) -> None:
    first = save(database, posting_from_mapping({"kind": "message", "description": "Work from home"}))
    assert save(database, posting_from_mapping({"kind": "message", "description": "Work from home"})) == replace(
        first, outcome=Outcome.UNCHANGED
    )


def test_public_ids_are_safe_in_an_address_and_do_not_change() -> None:
    assert public_id(COOK) == "q3ikrjykdg4qoeoud2swrfsifq"


def test_canonical_addresses_sort_their_query_and_drop_what_tracks() -> None:
    assert canonical_url(" HTTPS://A.example?b=2&a=1&UTM_Campaign=z&c=#x") == "https://a.example/?a=1&b=2&c="
    assert canonical_url("http://[broken") == "http://[broken"


def test_characters_that_a_database_refuses_are_stored_as_replacements(database: Database) -> None:
    saved = save(database, replace(COOK, title="C\0ook\ud800", source="s\0", url="u\udfff", author="\0"))
    assert get(database, saved.posting_id).posting.title == "C\ufffdook\ufffd"


def test_two_crawlers_that_save_the_same_posting_at_once_agree(database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(lambda _: save(database, COOK), range(8)))
    assert {item.posting_id for item in saved} == {public_id(COOK)}
    assert sorted(item.outcome for item in saved) == [Outcome.NEW] + [Outcome.UNCHANGED] * 7


def test_what_was_never_seen_is_not_there(database: Database) -> None:
    with database.reading() as session:
        assert Postings(session).get("nothing") is None
        assert Postings(session).version("nothing", 1) is None
