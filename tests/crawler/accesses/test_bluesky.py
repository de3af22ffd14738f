"""Bluesky's posts, from the events of a Jetstream."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.accesses.access import EntryError
from crawler.accesses.bluesky import ACCESS, place
from crawler.pages.page import Page, PageError
from features.posting import PostingKind

DID = "did:plc:tile4uz2445"
KEY = "3lwlunj3oqs22"
ID = f"bluesky-{DID}/{KEY}"
RECORD: dict[str, Any] = {
    "$type": "app.bsky.feed.post",
    "text": "We are hiring two tilers in Szeged, 14 EUR per hour. kiln.exam...",
    "createdAt": "2026-05-13T07:19:54.000Z",
    "langs": ["en", "hu"],
    "tags": ["tiles"],
    "reply": {"parent": {"uri": f"at://did:plc:other/app.bsky.feed.post/{KEY}"}},
    "facets": [
        {"features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://kiln.example/jobs"}]},
        {"features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "jobs"}]},
    ],
    "embed": {
        "external": {"uri": "https://kiln.example/card", "title": "Kiln", "description": "Tiles"},
        "images": [{"alt": "a poster"}],
    },
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*RECORD, "did", "time_us", "seq", "commit", "payload", "kind"]) | st.text(max_size=5), inner
        )
    ),
    max_leaves=15,
)


def v1(
    operation: str = "create", key: str = KEY, at: int = 1_700_000_000_000_000, did: str = DID, **record: Any
) -> dict[str, Any]:
    commit: dict[str, Any] = {"operation": operation, "collection": "app.bsky.feed.post", "rkey": key, "rev": "x"}
    if operation != "delete":
        commit["record"] = RECORD | record
    return {"did": did, "time_us": at, "kind": "commit", "commit": commit}


def v2(operation: str = "create", key: str = KEY, at: int = 71, did: str = DID, **record: Any) -> dict[str, Any]:
    event: dict[str, Any] = {"operation": operation, "collection": "app.bsky.feed.post", "rkey": key}
    if operation != "delete":
        event["record"] = RECORD | record
    return framed("commit", did=did, seq=at, time="2026-05-13T07:19:54.000001Z", **event)


def framed(kind: str, **event: Any) -> dict[str, Any]:
    return {"$type": "message", "payload": {"$type": f"network.bsky.jetstream.subscribeEvents#{kind}", **event}}


def account(status: str, did: str = DID) -> list[dict[str, Any]]:
    inner = {"active": status == "active", "did": did, "seq": 5, "status": status}
    return [
        {"did": did, "time_us": 1_700_000_000_000_009, "kind": "account", "account": inner},
        framed("account", did=did, seq=79, time="2026-05-13T07:19:54Z", account=inner),
    ]


def page(*lines: object) -> Page:
    body = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return Page(url="wss://jetstream.example/subscribe", body=body, source="sky")


@pytest.mark.parametrize(("event", "cursor"), [(v1(), "1700000000000000"), (v2(), "71")], ids=["v1", "v2"])
def test_an_offer_becomes_a_posting(event: dict[str, Any], cursor: str) -> None:
    reading = ACCESS.read(page(event))
    (posting,) = reading.postings
    assert (posting.id, posting.source, posting.author) == (ID, "sky", DID)
    assert posting.kind is PostingKind.SOCIAL_POST
    assert posting.url == f"https://bsky.app/profile/{DID}/post/{KEY}"
    assert posting.description == RECORD["text"]
    assert (posting.date_posted, posting.language) == ("2026-05-13T07:19:54.000Z", "en")
    assert posting.in_reply_to == f"bluesky-did:plc:other/{KEY}"
    assert posting.additional == {
        "languages": "en, hu",
        "tags": "tiles, jobs",
        "links": ["https://kiln.example/jobs", "https://kiln.example/card"],
        "card": "Kiln\nTiles",
        "pictures": ["a poster"],
    }
    assert (reading.cursor, reading.gone, reading.problems) == (cursor, (), ())


@pytest.mark.parametrize("form", [v1, v2])
def test_an_update_takes_the_place_of_what_was_there(form: Any) -> None:
    (posting,) = ACCESS.read(page(form(), form("update", text="We are hiring three tilers"))).postings
    assert posting.description == "We are hiring three tilers"


@pytest.mark.parametrize("form", [v1, v2])
def test_a_deleted_post_is_gone(form: Any) -> None:
    reading = ACCESS.read(page(form(), form("delete"), form("delete", "another")))
    assert reading.postings == ()
    assert reading.gone == (ID, f"bluesky-{DID}/another")


@pytest.mark.parametrize("which", [0, 1], ids=["v1", "v2"])
@pytest.mark.parametrize("status", ["deleted", "takendown"])
def test_all_of_an_account_that_is_no_more_is_gone(status: str, which: int) -> None:
    other = (v1, v2)[which](did=f"{DID}x")
    reading = ACCESS.read(page((v1, v2)[which](), other, account(status)[which]))
    assert reading.gone_under == (f"https://bsky.app/profile/{DID}/",)
    assert [posting.author for posting in reading.postings] == [f"{DID}x"]


@pytest.mark.parametrize("event", [*account("active"), *account("deactivated")])
def test_an_account_that_may_come_back_stays(event: dict[str, Any]) -> None:
    assert ACCESS.read(page(v1(), event)).gone_under == ()


def test_other_events_and_collections_only_move_the_cursor() -> None:
    like = v1(at=8)
    like["commit"]["collection"] = "app.bsky.feed.like"
    reading = ACCESS.read(page(like, {"did": DID, "time_us": 9, "kind": "identity", "identity": {}}))
    assert (reading.postings, reading.problems, reading.cursor) == ((), (), "9")


def test_the_cursor_is_the_newest_place_whatever_the_order() -> None:
    assert ACCESS.read(page(v2(at=9), v2("delete", "b", at=12), v2("delete", "c", at=10))).cursor == "12"


def test_a_bad_line_is_a_problem_with_its_number_and_costs_no_other() -> None:
    bad = b"[" * 100_000, b"\xff{", b"5", b"{}", json.dumps(v1(key="a b")).encode(), b'{"did": "x", "time_us": 4}'
    reading = ACCESS.read(page(v1(), b"", *bad))
    assert [posting.id for posting in reading.postings] == [ID]
    assert [problem.reason.partition(":")[0] for problem in reading.problems] == [f"line {number}" for number in range(3, 9)]


def test_what_the_stream_says_of_itself_is_told() -> None:
    lines = framed("info", name="OutdatedCursor", message="resumed from 5"), {"$type": "error", "error": "ConsumerTooSlow"}
    reading = ACCESS.read(page(*lines))
    assert [problem.reason for problem in reading.problems] == [
        "line 1: the stream says: OutdatedCursor, resumed from 5",
        "line 2: the stream says: ConsumerTooSlow",
    ]
    assert reading.cursor == ""


def test_an_empty_capture_holds_nothing() -> None:
    assert ACCESS.read(page(b"", b"  ")).postings == ()


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"jobs": []}'])
def test_a_page_without_any_event_is_refused(body: bytes) -> None:
    with pytest.raises(PageError, match="no line"):
        ACCESS.read(page(body))


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"a": 5}, [5], [{"features": 5}], True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in RECORD.keys() - {"text"}:
        assert [posting.id for posting in ACCESS.read(page(v1(**{name: strange}))).postings] == [ID]


def test_a_stream_is_followed_not_fetched() -> None:
    assert ACCESS.entry("wss://jetstream.example/subscribe", "5") == ()
    for wrong in ("https://jetstream.example", "wss://", "jetstream", "wss://["):
        with pytest.raises(EntryError):
            ACCESS.entry(wrong, "")


def test_its_captures_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page(v1()))
    assert ACCESS.recognises(page(v2()))
    assert not ACCESS.recognises(page({"jobs": []}))


@pytest.mark.parametrize(("line", "at"), [(v1(at=7), 7), (v2(at=8), 8), ({}, 0), ({"seq": "9"}, 0), ({"seq": True}, 0), (5, 0)])
def test_an_event_tells_its_place(line: object, at: int) -> None:
    assert place(json.dumps(line).encode()) == at


@given(
    st.lists(
        JSON
        | st.fixed_dictionaries(
            {"did": st.just(DID), "time_us": st.integers(), "kind": st.text() | st.just("commit"), "commit": JSON}
        )
    )
)
def test_any_events_are_read_or_refused(lines: list[object]) -> None:
    try:
        reading = ACCESS.read(page(*lines))
    except PageError:
        return
    assert len(reading.problems) <= len(lines)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    ACCESS.recognises(page(body))
    place(body)
    try:
        assert ACCESS.read(page(body)).postings == ()
    except PageError:
        assert body.strip()
