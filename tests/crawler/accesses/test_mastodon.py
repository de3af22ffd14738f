"""Mastodon timelines."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.accesses.access import EntryError
from crawler.accesses.mastodon import ACCESS, PAGES_BACK, PAGES_ON
from crawler.pages.page import Page, PageError, Target
from features.posting import PostingKind

STATUS: dict[str, Any] = {
    "id": "501",
    "uri": "https://kiln.example/users/tile/statuses/501",
    "url": "https://kiln.example/@tile/501",
    "created_at": "2026-05-13T07:19:54.000Z",
    "visibility": "public",
    "language": "en",
    "spoiler_text": "",
    "reblogs_count": 0,
    "content": "<p>We are hiring two tilers in Szeged, 14 EUR per hour.</p><p>Write to "
    '<a href="https://kiln.example"><span class="invisible">https://</span><span>kiln.example</span></a></p>',
    "account": {"acct": "tile", "noindex": False, "discoverable": True},
    "in_reply_to_id": "400",
    "reblog": None,
    "media_attachments": [{"description": "a poster"}, {"description": None}],
}
TIMELINE = "https://kiln.example/api/v1/timelines/tag/jobs?limit=40"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(STATUS)) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=20,
)


def page(answer: object, url: str = TIMELINE, link: str = "", **context: Any) -> Page:
    headers = {"link": link} if link else {}
    return Page(url=url, body=json.dumps(answer).encode(), source="kiln", headers=headers, context=context)


def asked(target: Target) -> dict[str, list[str]]:
    return parse_qs(urlsplit(target.url).query)


def test_an_offer_in_a_timeline_becomes_a_posting() -> None:
    (posting,) = ACCESS.read(page([STATUS])).postings
    assert posting.id == "mastodon-kiln.example-501"
    assert posting.kind is PostingKind.SOCIAL_POST
    assert posting.description == "We are hiring two tilers in Szeged, 14 EUR per hour.\n\nWrite to https://kiln.example"
    assert (posting.author, posting.language, posting.source) == ("tile@kiln.example", "en", "kiln")
    assert posting.url == "https://kiln.example/@tile/501"
    assert posting.date_posted == "2026-05-13T07:19:54.000Z"
    assert posting.in_reply_to == "mastodon-kiln.example-400"
    assert posting.additional["pictures"] == ["a poster"]


def test_a_content_warning_stands_before_the_text() -> None:
    (posting,) = ACCESS.read(page([STATUS | {"spoiler_text": "job offer"}])).postings
    assert posting.description.startswith("job offer\n\nWe are hiring")


def test_an_author_of_another_instance_keeps_it() -> None:
    account = STATUS["account"] | {"acct": "tile@other.example"}
    (posting,) = ACCESS.read(page([STATUS | {"account": account}])).postings
    assert posting.author == "tile@other.example"


def test_a_boost_is_read_as_what_it_boosts_once() -> None:
    boost = STATUS | {"id": "601", "content": "", "account": {"acct": "fan"}, "reblog": STATUS}
    reading = ACCESS.read(page([boost, STATUS]))
    assert [posting.id for posting in reading.postings] == ["mastodon-kiln.example-501"]
    assert reading.cursor == "601"


@pytest.mark.parametrize(
    "change",
    [
        {"visibility": "unlisted"},
        {"visibility": None},
        {"account": {"acct": "tile", "noindex": True}},
        {"account": {"acct": "tile", "discoverable": False}},
    ],
)
def test_what_is_not_public_or_not_to_be_found_is_left_out(change: dict[str, Any]) -> None:
    reading = ACCESS.read(page([STATUS | change]))
    assert (reading.postings, reading.problems) == ((), ())
    assert reading.cursor == "501"


def test_an_account_that_says_nothing_of_being_found_is_read() -> None:
    assert ACCESS.read(page([STATUS | {"account": {"acct": "tile", "discoverable": None}}])).postings


def test_a_first_reading_goes_back_from_the_oldest_status() -> None:
    (target,) = ACCESS.read(page([STATUS | {"id": "502"}, STATUS], pages=3)).targets
    assert asked(target) == {"limit": ["40"], "max_id": ["501"]}
    assert (target.role, target.context) == ("more", {"newest": "502", "pages": 2})


def test_older_pages_do_not_move_the_cursor_back() -> None:
    assert ACCESS.read(page([STATUS], newest="900", pages=2)).cursor == "900"
    assert ACCESS.read(page([STATUS], newest="9", pages=2)).cursor == "501"


def test_a_later_reading_goes_on_from_the_newest_status() -> None:
    (first,) = ACCESS.entry("https://kiln.example/tags/jobs", "450")
    assert asked(first) == {"limit": ["40"], "min_id": ["450"]}
    (target,) = ACCESS.read(page([STATUS | {"id": "502"}, STATUS], url=first.url, **first.context)).targets
    assert asked(target) == {"limit": ["40"], "min_id": ["502"]}


def test_of_a_link_header_only_the_place_is_taken() -> None:
    link = '<https://kiln.example/api/v1/timelines/tag/jobs?max_id=477&x=1>; rel="next", <https://kiln.example/?min_id=9>; rel="prev"'
    (target,) = ACCESS.read(page([STATUS], link=link, pages=3)).targets
    assert target.url == f"{TIMELINE}&max_id=477"


@pytest.mark.parametrize(
    "link",
    ['<https://kiln.example/?min_id=9>; rel="prev"', '<https://evil.example/?max_id=9>; rel="next"', "<" * 9_000, "rel=next"],
)
def test_a_link_header_without_a_next_page_of_the_instance_ends_the_walk(link: str) -> None:
    assert ACCESS.read(page([STATUS], link=link, pages=3)).targets == ()


@pytest.mark.parametrize("pages", [1, 0, -1, None, "3", True])
def test_the_walk_ends_when_its_pages_are_used_up(pages: object) -> None:
    assert ACCESS.read(page([STATUS], pages=pages)).targets == ()


def test_an_empty_page_ends_the_walk_and_keeps_the_cursor() -> None:
    reading = ACCESS.read(page([], newest="450", pages=3))
    assert (reading.targets, reading.cursor) == ((), "450")


def test_entry_points_are_tags_instances_and_the_interface() -> None:
    def url(entry_point: str) -> str:
        (target,) = ACCESS.entry(entry_point, "")
        assert target.context == {"pages": PAGES_BACK}
        return target.url

    assert url("https://kiln.example/tags/jobs") == TIMELINE
    assert url("https://kiln.example/tags/дом") == "https://kiln.example/api/v1/timelines/tag/%D0%B4%D0%BE%D0%BC?limit=40"
    assert url("https://kiln.example") == "https://kiln.example/api/v1/timelines/public?limit=40&local=true"
    assert url("https://kiln.example/public/local") == "https://kiln.example/api/v1/timelines/public?limit=40&local=true"
    assert url("http://127.0.0.1:9/api/v1/timelines/tag/x?limit=5") == "http://127.0.0.1:9/api/v1/timelines/tag/x?limit=5"
    assert ACCESS.entry("https://kiln.example", "7")[0].context == {"newest": "7", "pages": PAGES_ON}


@pytest.mark.parametrize("wrong", ["jobs", "ftp://kiln.example/tags/x", "https://kiln.example/@tile"])
def test_other_entry_points_are_refused(wrong: str) -> None:
    with pytest.raises(EntryError):
        ACCESS.entry(wrong, "")


@pytest.mark.parametrize("answer", [{"error": "not found"}, 5, "text", None])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Mastodon answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"a": 5}, True, 1e308])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in STATUS:
        found = ACCESS.read(page([STATUS | {name: strange}, STATUS | {"id": "502"}], pages=3)).postings
        assert "mastodon-kiln.example-502" in {posting.id for posting in found}


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page([STATUS]))
    assert not ACCESS.recognises(page([]))


@given(
    JSON | st.lists(st.fixed_dictionaries({"visibility": st.just("public"), "content": st.just(STATUS["content"]), "id": JSON}))
)
def test_any_json_is_read_or_refused(answer: object) -> None:
    try:
        ACCESS.read(page(answer, pages=3))
    except PageError:
        assert not isinstance(answer, list)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    whatever = Page(url=TIMELINE, body=body)
    assert ACCESS.recognises(whatever) is False
    with pytest.raises(PageError):
        raise PageError(str(ACCESS.read(whatever)))
