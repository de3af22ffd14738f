"""Answers as records, there and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.errors import ArchiveError
from crawler.archive.records import Exchange, RecordPointer, digest_of, exchange_in, fields_and_block, response_record
from features.posting import Json

LATIN = st.text(st.characters(max_codepoint=255, blacklist_characters="\r\n\0"), max_size=30)
NAMES = st.text(st.sampled_from("abcXYZ-_0"), min_size=1, max_size=20) | st.sampled_from(
    ["Content-Length", "content-encoding", "Transfer-Encoding", "X-Crawl-Content-Length", "X-Crawl-X-Crawl-a", "WARC-Type"]
)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))


def there_and_back(exchange: Exchange) -> Exchange:
    return exchange_in(*fields_and_block(response_record(exchange, "urn:uuid:1", "urn:uuid:2", digest_of(exchange.body))))


@given(
    st.lists(st.tuples(NAMES, LATIN), max_size=6).map(tuple),
    st.binary(max_size=300),
    st.integers(0, 9999),
    LATIN,
    st.dictionaries(st.text(max_size=20), JSON, max_size=4),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 hypothesis adds the zone
)
def test_an_answer_comes_back_as_it_was(
    headers: tuple[tuple[str, str], ...], body: bytes, status: int, reason: str, permission: dict[str, Json], at: datetime
) -> None:
    exchange = Exchange("https://thatch.example/", at, status, reason, headers, body, permission)
    assert there_and_back(exchange) == exchange


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_text_of_a_site_can_end_a_header_line(url: str, name: str, value: str) -> None:
    exchange = Exchange(url, datetime(2026, 5, 1, tzinfo=UTC), 200, value, ((name, value),), b"body", {})
    back = there_and_back(exchange)
    assert (back.status, len(back.headers), back.body) == (200, 1, b"body")


def test_a_smuggled_header_stays_within_its_value() -> None:
    smuggled = ("X-Note", "fine\r\n\r\nWARC/1.1\r\nWARC-Type: response")
    back = there_and_back(
        Exchange("https://a.example/\r\nWARC-Type: x", datetime(2026, 5, 1, tzinfo=UTC), 200, "OK", (smuggled,), b"", {})
    )
    assert back.headers == (("X-Note", "fine    WARC/1.1  WARC-Type: response"),)
    assert back.url == "https://a.example/%0D%0AWARC-Type:%20x"


def test_times_are_kept_in_utc() -> None:
    at = datetime(2026, 5, 1, 12, 0, tzinfo=timezone(timedelta(hours=5)))
    record = response_record(
        Exchange("https://a.example/", at, 200, "OK", (), b"", {}), "urn:uuid:1", "urn:uuid:2", digest_of(b"")
    )
    assert b"\r\nWARC-Date: 2026-05-01T07:00:00.000000Z\r\n" in record


@pytest.mark.parametrize(
    "record",
    [b"", b"HTTP/1.1 200 OK\r\n\r\n", b"WARC/1.1\r\n\r\n", b"WARC/1.1\r\nContent-Length: 9\r\n\r\nabc\r\n\r\n"],
)
def test_what_is_no_whole_record_is_refused(record: bytes) -> None:
    with pytest.raises(ArchiveError):
        fields_and_block(record)


def test_a_pointer_can_be_kept_as_plain_values() -> None:
    pointer = RecordPointer("crawl-20260501T103015Z-a-1-00001.warc.gz", 345, "urn:uuid:1", digest_of(b"a"))
    assert RecordPointer.from_mapping(pointer.to_mapping()) == pointer


@pytest.mark.parametrize("strange", [None, "five", True, -1, [], {}])
def test_a_pointer_of_other_values_is_refused(strange: object) -> None:
    sound: dict[str, object] = {"file": "a", "offset": 1, "record_id": "b", "digest": "c"}
    with pytest.raises(ArchiveError):
        RecordPointer.from_mapping(sound | {"offset": strange})
    with pytest.raises(ArchiveError):
        RecordPointer.from_mapping(sound | {"file": 5})
