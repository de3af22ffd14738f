"""Mastodon's public timelines, and those of servers that speak like it (https://docs.joinmastodon.org/methods/timelines/).

A first reading goes back some pages; later ones go on from the newest status seen. Read are public statuses that look like offers
of work; left out are authors who asked not to be indexed (`noindex`) or found (`discoverable` is false). A boost is read as what
it boosts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from crawler.accesses.access import Access, EntryError
from crawler.accesses.entries import address_of
from crawler.pages.addresses import same_site
from crawler.pages.adverts import looks_like
from crawler.pages.api import Thing, kept, only, posting_on, prose, sorted_out, thing, things, words
from crawler.pages.page import Page, PageProblem, PageReading, Target
from features.posting import Json, Posting

PAGES_BACK: Final = 10
"""Pages that a first reading goes back."""
PAGES_ON: Final = 100
"""Pages that a later reading goes on; the next goes on from there."""

_LIMIT: Final = "40"
_API: Final = "/api/v1/timelines/"
_TAG: Final = re.compile(r"/tags/([^/?#]{1,200})/?")
_HOME: Final = re.compile(r"/?(?:public(?:/local)?/?)?")
_LINK: Final = re.compile(r'<([^<>]{1,2000})>;\s?rel="?(next|prev)"?')
_STATUS_ID: Final = re.compile(r"[A-Za-z0-9]{1,40}")
_KEPT: Final = ("uri", "edited_at", "sensitive", "spoiler_text", "in_reply_to_id")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A tag's page (https://instance/tags/NAME), an instance (its own public posts), or an address of the interface."""
    address = _api_address(address_of(entry_point))
    if _STATUS_ID.fullmatch(cursor):
        return (Target(url=_asking(address, min_id=cursor), context={"newest": cursor, "pages": PAGES_ON}),)
    return (Target(url=_asking(address), context={"pages": PAGES_BACK}),)


def read(page: Page) -> PageReading:
    """The offers on one page of a timeline, and the page after it."""
    statuses = things(only("Mastodon", page, list))
    originals = [thing(status.get("reblog")) or status for status in statuses]
    postings, problems = sorted_out(_offers(page, originals))
    ids = sorted(filter(_STATUS_ID.fullmatch, (words(status.get("id")) for status in statuses)), key=_age)
    newest = max([*ids[-1:], words(page.context.get("newest"))], key=_age)
    return PageReading(postings=postings, problems=problems, targets=_after(page, ids, newest), cursor=newest)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of a list of statuses."""
    return looks_like(page, b'"spoiler_text"', b'"reblogs_count"', b'"visibility"')


def _api_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.path.startswith(_API):
        return address
    query = ""
    if tag := _TAG.fullmatch(parts.path):
        path = f"{_API}tag/{quote(tag[1], safe='%')}"
    elif _HOME.fullmatch(parts.path):
        path, query = f"{_API}public", "local=true"
    else:
        raise EntryError(f"{address!r} is no tag's page (https://instance/tags/NAME), instance or address of a timeline")
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def _asking(address: str, **changes: str) -> str:
    """The address with as many statuses as are allowed, and from another place in the timeline."""
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if changes:
        asked = {name: value for name, value in asked.items() if name not in {"min_id", "max_id", "since_id"}}
    return urlunsplit((*parts[:3], urlencode({"limit": _LIMIT} | asked | changes), ""))


def _after(page: Page, ids: list[str], newest: str) -> tuple[Target, ...]:
    """The page of newer statuses where one goes on from a cursor, else of older ones, while there are any."""
    pages = page.context.get("pages")
    left = pages - 1 if isinstance(pages, int) and not isinstance(pages, bool) else 0
    going_on = "min_id" in dict(parse_qsl(urlsplit(page.url).query))
    place = _place(page, ids, going_on=going_on)
    if left < 1 or not ids or not place:
        return ()
    context: Mapping[str, Json] = {"newest": newest, "pages": left}
    url = _asking(page.url, min_id=place) if going_on else _asking(page.url, max_id=place)
    return (Target(url=url, role="more", context=context),)


def _place(page: Page, ids: list[str], *, going_on: bool) -> str:
    """Where the next page begins: as the Link header says, else by the statuses. Of the header, only the id is taken."""
    header = page.headers.get("link", "")[:10_000]
    links = {relation: url for url, relation in _LINK.findall(header) if same_site(url, page.url)}
    if not header:
        return (ids[-1] if going_on else ids[0]) if ids else ""
    asked = dict(parse_qsl(urlsplit(links.get("prev" if going_on else "next", "")).query))
    place = asked.get("min_id" if going_on else "max_id", "")
    return place if _STATUS_ID.fullmatch(place) else ""


def _offers(page: Page, statuses: list[Thing]) -> Iterator[Posting | PageProblem]:
    for status in statuses:
        if status.get("visibility") == "public" and _may_be_read(thing(status.get("account"))):
            yield _posting(page, status, _text(status))


def _may_be_read(account: Thing) -> bool:
    return account.get("noindex") is not True and account.get("discoverable") is not False


def _text(status: Thing) -> str:
    return "\n\n".join(filter(None, (words(status.get("spoiler_text")), prose(status.get("content")))))


def _posting(page: Page, status: Thing, text: str) -> Posting | PageProblem:
    host = urlsplit(page.url).netloc
    own, parent = words(status.get("id")), words(status.get("in_reply_to_id"))
    pictures = [said for item in things(status.get("media_attachments")) if (said := words(item.get("description")))]
    return posting_on(
        page,
        id=f"mastodon-{host}-{own}" if own else "",
        kind="social_post",
        url=words(status.get("url")) or words(status.get("uri")),
        description=text,
        author=_author(thing(status.get("account")), host),
        date_posted=words(status.get("created_at")),
        language=words(status.get("language")),
        in_reply_to=f"mastodon-{host}-{parent}" if parent else "",
        additional=kept({**status, "pictures": pictures}, *_KEPT, "pictures"),
    )


def _author(account: Thing, host: str) -> str:
    """The account with its instance, which an instance leaves out for its own."""
    name = words(account.get("acct"))
    return f"{name}@{host}" if name and "@" not in name else name


def _age(status_id: str) -> tuple[int, str]:
    """Ids are numbers of growing length, or texts of one length, in order of time."""
    return len(status_id), status_id


ACCESS: Final = Access(
    kind="mastodon",
    about="Mastodon timelines, posts that look like offers of work; https://instance/tags/NAME, or https://instance",
    entry=entry,
    read=read,
    recognises=recognises,
    lists_all=False,
    social=True,
)
