"""Public Telegram channels, by the preview that t.me shows without an account: https://t.me/s/NAME, newest messages first page.

Read is every message with text: a channel is named because it is about work, so no gate stands before it. Older pages are asked
for until the newest message of the last reading is met, but not more than `PAGES` of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from parsel import Selector

from crawler.accesses.access import Access, EntryError
from crawler.accesses.entries import address_of
from crawler.pages.addresses import web_address
from crawler.pages.api import posting_on, sorted_out, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.paging import asking_for
from features.posting import Json, Posting
from features.text.markup import text_of_html

PAGES: Final = 20
"""Pages of one channel in one reading; a page holds twenty messages at most."""

_NAME: Final = re.compile(r"@?([A-Za-z]\w{3,31})", re.ASCII)
_CHANNEL: Final = re.compile(r"/(?:s/)?([A-Za-z]\w{3,31})/?", re.ASCII)
_TELEGRAM: Final = frozenset({"t.me", "www.t.me", "telegram.me", "telegram.dog"})
_POST: Final = re.compile(r"([A-Za-z]\w{0,63})/(\d{1,12})", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,12}", re.ASCII)

_MESSAGES: Final = "//div[contains(concat(' ', @class, ' '), ' tgme_widget_message ')]"
_OLDER: Final = "boolean(//link[@rel='prev'] | //a[contains(@class, 'tme_messages_more') and @data-before])"
_TITLE: Final = "normalize-space((//*[contains(@class, 'tgme_channel_info_header_title')])[last()])"
_OPEN_GRAPH: Final = "string((//meta[@property='og:title'])[1]/@content)"
_TEXT: Final = ".//div[contains(concat(' ', @class, ' '), ' tgme_widget_message_text ') and not(contains(@class, 'reply'))]"
_QUOTED: Final = "[not(ancestor::*[contains(@class, 'tgme_widget_message_reply')])]"
_MOST_LINKS: Final = 50


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A channel's name, @name or address."""
    until = cursor if _NUMBER.fullmatch(cursor) else ""
    return (Target(url=_preview(entry_point.strip()), context={"until": until, "newest": until, "pages": PAGES}),)


def read(page: Page) -> PageReading:
    """The messages on one page of a preview that are newer than the last reading, and the page of older ones."""
    selector = _selector(page)
    messages = [
        (found, message) for message in selector.xpath(_MESSAGES) if (found := _POST.fullmatch(_one(message, "@data-post")))
    ]
    numbers = [int(found[2]) for found, _ in messages]
    until, newest = _number(page, "until"), max([*numbers, _number(page, "newest")])
    title = _one(selector, _TITLE) or _one(selector, _OPEN_GRAPH)
    fresh = ((found, message) for found, message in messages if int(found[2]) > until)
    postings, problems = sorted_out(_postings(page, title, fresh))
    targets = _older(page, min(numbers), until, newest) if numbers and selector.xpath(_OLDER).get() == "1" else ()
    return PageReading(postings=postings, problems=problems, targets=targets, cursor=str(newest) if newest else "")


def recognises(page: Page) -> bool:
    """Whether a page has the marks of a preview."""
    return b"tgme_widget_message" in page.body and b"data-post=" in page.body


def _preview(entry_point: str) -> str:
    if name := _NAME.fullmatch(entry_point):
        return f"https://t.me/s/{name[1]}"
    address = address_of(entry_point if "://" in entry_point else f"https://{entry_point}")
    parts = urlsplit(address)
    channel = _CHANNEL.fullmatch(parts.path)
    if parts.hostname not in _TELEGRAM and parts.path.startswith("/s/"):
        return address
    if parts.hostname in _TELEGRAM and channel:
        return f"https://t.me/s/{channel[1]}"
    raise EntryError(f"{entry_point!r} is no channel's name, @name or address (https://t.me/s/NAME)")


def _selector(page: Page) -> Selector:
    """Raises PageError where a page is none of Telegram's."""
    if b"tgme_" not in page.body:
        raise PageError("the page is no preview of a Telegram channel")
    try:
        return Selector(text=page.text.replace("\0", ""), type="html", huge_tree=False)
    except ValueError as error:
        raise PageError(f"the page cannot be read: {error}") from error


def _older(page: Page, oldest: int, until: int, newest: int) -> tuple[Target, ...]:
    left = _number(page, "pages") - 1
    if left < 1 or oldest <= until + 1:
        return ()
    context: dict[str, Json] = {"until": str(until or ""), "newest": str(newest), "pages": left}
    return (Target(url=asking_for(page.url, before=oldest), role="older", context=context),)


def _postings(page: Page, title: str, messages: Iterator[tuple[re.Match[str], Selector]]) -> Iterator[Posting | PageProblem]:
    for found, message in messages:
        text = "\n\n".join(filter(None, (text_of_html(part).strip() for part in message.xpath(_TEXT + _QUOTED).getall())))
        if text and "service_message" not in _one(message, "@class").split():
            yield _posting(page, title, found, message, text)


def _posting(page: Page, title: str, found: re.Match[str], message: Selector, text: str) -> Posting | PageProblem:
    channel, number = found[1], found[2]
    answered = _POST.search(urlsplit(_one(message, _link("tgme_widget_message_reply"))).path)
    return posting_on(
        page,
        id=f"telegram-{channel}/{number}",
        kind="social_post",
        url=f"https://t.me/{channel}/{number}",
        description=text,
        author=_one(message, _named("tgme_widget_message_owner_name")) or title or channel,
        date_posted=_one(message, "string((.//a[contains(@class, 'tgme_widget_message_date')]//time)[1]/@datetime)"),
        in_reply_to=f"telegram-{answered[1]}/{answered[2]}" if answered else "",
        additional=_aside(channel, message),
    )


def _aside(channel: str, message: Selector) -> dict[str, Json]:
    """What has no field: views, who signed, where it was forwarded from, and where its links lead."""
    links = (web_address("", words(link)) for link in message.xpath(f"{_TEXT}{_QUOTED}//a/@href").getall()[:_MOST_LINKS])
    aside: dict[str, Json] = {
        "channel": channel,
        "views": _one(message, _named("tgme_widget_message_views")),
        "signed": _one(message, _named("tgme_widget_message_from_author")),
        "forwarded_from": _one(message, _named("tgme_widget_message_forwarded_from_name")),
        "forwarded_from_url": web_address("", _one(message, _link("tgme_widget_message_forwarded_from_name"))),
        "links": list(dict.fromkeys(filter(None, links))),
    }
    return {name: value for name, value in aside.items() if value}


def _named(name: str) -> str:
    return f"normalize-space((.//*[contains(concat(' ', @class, ' '), ' {name} ')])[1])"


def _link(name: str) -> str:
    return f"string((.//a[contains(concat(' ', @class, ' '), ' {name} ')])[1]/@href)"


def _one(selector: Selector, path: str) -> str:
    return (selector.xpath(path).get() or "").strip()


def _number(page: Page, name: str) -> int:
    value = words(page.context.get(name))
    return int(value) if _NUMBER.fullmatch(value) else 0


ACCESS: Final = Access(
    kind="telegram",
    about="public Telegram channels, by their web preview; a channel's name, @name or address",
    entry=entry,
    read=read,
    recognises=recognises,
    lists_all=False,
    social=True,
)
