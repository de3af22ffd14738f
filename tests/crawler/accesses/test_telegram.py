"""Telegram channels."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.accesses.access import EntryError
from crawler.accesses.telegram import ACCESS, PAGES
from crawler.pages.page import Page, PageError
from features.posting import PostingKind

HEAD = '<html><head><meta property="og:title" content="Tile jobs">{head}</head><body><section class="tgme_channel_history">{body}'
TEXT = (
    'Two tilers wanted<br>in Szeged.<br><br>Ask <a href="https://kiln.example/ask">here</a> or <a href="javascript:x">there</a>'
)


def message(number: int = 12, text: str = TEXT, more: str = "", kind: str = "", channel: str = "tilejobs") -> str:
    return f"""<div class="tgme_widget_message_wrap"><div class="tgme_widget_message {kind} js-widget_message" data-post="{channel}/{number}">
    <a class="tgme_widget_message_owner_name" href="https://t.me/tilejobs"><span>Tile jobs</span></a>{more}
    <div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>
    <span class="tgme_widget_message_views">1.2K</span>
    <a class="tgme_widget_message_date"><time datetime="2026-05-30T22:25:08+00:00">22:25</time></a></div></div>"""


def page(*messages: str, head: str = '<link rel="prev" href="/s/tilejobs?before=12">', **context: Any) -> Page:
    body = HEAD.format(head=head, body="".join(messages))
    return Page(
        url="https://t.me/s/tilejobs", body=body.encode(), content_type="text/html; charset=utf-8", source="tg", context=context
    )


def test_a_message_becomes_a_posting() -> None:
    (posting,) = ACCESS.read(page(message())).postings
    assert posting.id == "telegram-tilejobs/12"
    assert posting.kind is PostingKind.SOCIAL_POST
    assert posting.description == "Two tilers wanted\nin Szeged.\n\nAsk here or there"
    assert (posting.author, posting.source) == ("Tile jobs", "tg")
    assert posting.url == "https://t.me/tilejobs/12"
    assert posting.date_posted == "2026-05-30T22:25:08+00:00"
    assert posting.additional == {"channel": "tilejobs", "views": "1.2K", "links": ["https://kiln.example/ask"]}


def test_where_it_was_forwarded_from_who_signed_and_what_it_answers_are_kept() -> None:
    more = (
        '<a class="tgme_widget_message_reply" href="https://t.me/tilejobs/7"><div class="tgme_widget_message_text js-message_reply_text">'
        'Earlier words</div></a><a class="tgme_widget_message_forwarded_from_name" href="https://t.me/clay/3">Clay news</a>'
        '<span class="tgme_widget_message_from_author">Ada</span>'
    )
    (posting,) = ACCESS.read(page(message(more=more))).postings
    assert "Earlier" not in posting.description
    assert posting.in_reply_to == "telegram-tilejobs/7"
    assert posting.additional["forwarded_from"] == "Clay news"
    assert posting.additional["forwarded_from_url"] == "https://t.me/clay/3"
    assert posting.additional["signed"] == "Ada"


def test_the_channel_s_title_stands_in_for_an_owner() -> None:
    bare = '<div class="tgme_widget_message" data-post="tilejobs/3"><div class="tgme_widget_message_text">Two tilers</div></div>'
    (posting,) = ACCESS.read(page(bare)).postings
    assert (posting.author, posting.date_posted) == ("Tile jobs", "")


def test_messages_without_text_and_of_the_service_are_no_postings() -> None:
    reading = ACCESS.read(page(message(12, ""), message(13, "Channel created", kind="service_message")))
    assert (reading.postings, reading.cursor) == ((), "13")


def test_older_messages_are_asked_for_until_those_of_the_last_reading() -> None:
    (first,) = ACCESS.entry("tilejobs", "9")
    reading = ACCESS.read(page(message(12), message(13), **first.context))
    (target,) = reading.targets
    assert target.url == "https://t.me/s/tilejobs?before=12"
    assert (target.role, target.context) == ("older", {"until": "9", "newest": "13", "pages": PAGES - 1})
    last = ACCESS.read(page(message(8), message(9), message(10), **target.context))
    assert [posting.id for posting in last.postings] == ["telegram-tilejobs/10"]
    assert (last.targets, last.cursor) == ((), "13")


def test_the_message_after_the_last_reading_needs_no_older_page() -> None:
    assert ACCESS.read(page(message(10), until="9", pages=5)).targets == ()


def test_the_walk_ends_with_the_channel_or_with_its_pages() -> None:
    assert ACCESS.read(page(message(), head="", pages=5)).targets == ()
    assert ACCESS.read(page(message(), pages=1)).targets == ()
    more = '<a class="tme_messages_more" data-before="12" href="/s/tilejobs?before=12"></a>'
    assert len(ACCESS.read(page(more, message(), head="", pages=2)).targets) == 1


def test_a_channel_without_messages_is_read_as_empty() -> None:
    reading = ACCESS.read(page(newest="9"))
    assert (reading.postings, reading.targets, reading.cursor) == ((), (), "9")


@pytest.mark.parametrize(
    "entry_point", ["tilejobs", "@tilejobs", "https://t.me/tilejobs", "https://t.me/s/tilejobs/", "t.me/tilejobs"]
)
def test_a_channel_is_a_name_or_an_address(entry_point: str) -> None:
    (target,) = ACCESS.entry(entry_point, "")
    assert target.url == "https://t.me/s/tilejobs"


def test_a_preview_elsewhere_is_read_by_its_address() -> None:
    assert ACCESS.entry("http://127.0.0.1:9/s/tilejobs", "")[0].url == "http://127.0.0.1:9/s/tilejobs"


@pytest.mark.parametrize(
    "wrong", ["", "a b", "https://t.me/+secret", "https://t.me/c/12/3", "https://kiln.example/jobs", "ftp://t.me/tilejobs"]
)
def test_other_entry_points_are_refused(wrong: str) -> None:
    with pytest.raises(EntryError):
        ACCESS.entry(wrong, "")


def test_another_page_is_refused() -> None:
    with pytest.raises(PageError, match="no preview"):
        ACCESS.read(Page(url="https://kiln.example", body=b"<html>Welcome</html>"))


def test_a_message_with_a_strange_name_is_passed_over() -> None:
    found = ACCESS.read(page(message(channel="../x"), message(channel="a" * 99), message(13))).postings
    assert [posting.id for posting in found] == ["telegram-tilejobs/13"]


def test_its_pages_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page(message()))
    assert not ACCESS.recognises(page())


@given(
    st.lists(
        st.sampled_from([message(), "<div>", "</div>", "<", '"', "\0", "é", '<div class="tgme_widget_message" data-post="a/1">'])
        | st.text()
    )
)
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    body = "".join(pieces).encode("utf-8", "replace")
    whatever = Page(url="https://t.me/s/tilejobs", body=body, context={"pages": 3})
    ACCESS.recognises(whatever)
    try:
        reading = ACCESS.read(whatever)
    except PageError:
        assert b"tgme_" not in body
    else:
        assert all(posting.id.startswith("telegram-") for posting in reading.postings)
