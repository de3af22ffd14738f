"""Sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html): XML or lines of addresses, plain or gzip-compressed.

The XML comes from strangers: no entity is expanded, no document type is loaded, nothing is fetched while parsing, and unpacking
stops at the protocol's own limits of 50 MB and 50,000 addresses. A page's translations (`xhtml:link`) come after the pages that
are listed themselves.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from crawler.pages.addresses import web_address

MAX_BYTES: Final = 50 * 1024 * 1024
MAX_ENTRIES: Final = 50_000
MAX_MEMBERS: Final = 100
"""Parts of one gzip that are unpacked; most have one."""

_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_LINE = re.compile(rb"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_GZIP_MAGIC: Final = b"\x1f\x8b"
_KINDS: Final = {"url": "urlset", "sitemap": "sitemapindex"}


class SitemapError(ValueError):
    """A document cannot be read as a sitemap; the message says why."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address and when the site says it last changed (W3C date and time, as written); of news, when it was published."""

    url: str
    lastmod: str = ""


@dataclass(frozen=True, slots=True)
class SitemapReading:
    """What a sitemap lists: pages, or other sitemaps when it is an index."""

    pages: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[SitemapEntry, ...] = ()


def looks_like_sitemap(body: bytes) -> bool:
    """Whether the beginning of a body, unpacked where needed, opens a sitemap or holds addresses line by line."""
    try:
        head = unpacked(body, most=4096, cut=True)
    except SitemapError:
        return False
    return bool(_ROOT.search(head)) or _is_lines(head)


def read_sitemap(body: bytes, url: str) -> SitemapReading:
    """The addresses a sitemap lists, made absolute. Raises SitemapError where there is no telling what it lists."""
    document = unpacked(body, most=MAX_BYTES)
    if _is_lines(document[:4096]):
        return SitemapReading(pages=_each_once(SitemapEntry(web_address(url, line)) for line in _lines(document)))
    if _ENTITY.search(document):
        raise SitemapError("the sitemap declares XML entities")
    root = _root(document)
    if (kind := _tag(root)) not in _KINDS.values():
        raise SitemapError(f"the XML is a {kind or 'document without a name'}, not a sitemap")
    return SitemapReading(pages=_entries(root, "url", url), sitemaps=_entries(root, "sitemap", url))


def unpacked(body: bytes, *, most: int, cut: bool = False) -> bytes:
    """The document, out of its gzip when it is in one. Past `most` bytes it is refused, or cut."""
    document = _inflated(body, most + 1) if body.startswith(_GZIP_MAGIC) else body
    if len(document) > most and not cut:
        raise SitemapError(f"the sitemap is larger than {most} bytes")
    return document[:most]


def _inflated(body: bytes, most: int) -> bytes:
    """What a gzip holds, of its members one after another, as far as it goes."""
    document = b""
    for _ in range(MAX_MEMBERS):
        if not body.startswith(_GZIP_MAGIC) or len(document) >= most:
            break
        member = zlib.decompressobj(wbits=31)
        try:
            document += member.decompress(body, most - len(document))
        except zlib.error as error:
            raise SitemapError(f"the gzip is broken: {error}") from error
        body = member.unused_data
    return document


def _is_lines(head: bytes) -> bool:
    """Whether the first lines are addresses and nothing else."""
    lines = head.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
    whole = [line.strip() for line in (lines[:-1] or lines)[:10] if line.strip()]
    return bool(whole) and all(_LINE.fullmatch(line) for line in whole)


def _lines(document: bytes) -> list[str]:
    lines = (line.strip() for line in document.removeprefix(_BYTE_ORDER_MARK).split(b"\n", MAX_ENTRIES)[:MAX_ENTRIES])
    return [line.decode("utf-8", "replace") for line in lines if _LINE.fullmatch(line)]


def _root(document: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(document.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise SitemapError(f"not XML: {error}") from error
    if root is None:
        raise SitemapError("the sitemap is empty")
    return root


def _entries(root: etree._Element, wanted: str, url: str) -> tuple[SitemapEntry, ...]:
    """What is listed itself, then translations of it. Some sites list sitemaps among pages, so both are looked for in both."""
    elements = [element for element in root if _tag(element) == wanted]
    translations = (SitemapEntry(web_address(url, link)) for element in elements for link in _translations(element))
    return _each_once([*(_entry(element, url) for element in elements[:MAX_ENTRIES]), *translations])


def _each_once(entries: Iterator[SitemapEntry] | list[SitemapEntry]) -> tuple[SitemapEntry, ...]:
    """Entries with an address, by it; the first counts."""
    found: dict[str, SitemapEntry] = {}
    for entry in entries:
        if len(found) == MAX_ENTRIES:
            break
        if entry.url:
            found.setdefault(entry.url, entry)
    return tuple(found.values())


def _entry(element: etree._Element, base: str) -> SitemapEntry:
    texts = {_tag(child): (child.text or "").strip() for child in element}
    changed = texts.get("lastmod") or next((_text(child) for child in element.iter() if _tag(child) == "publication_date"), "")
    return SitemapEntry(web_address(base, texts["loc"]) if texts.get("loc") else "", changed)


def _translations(element: etree._Element) -> Iterator[str]:
    links = (child for child in element if _tag(child) == "link" and child.get("rel") == "alternate" and child.get("hreflang"))
    return (str(link.get("href")) for link in links if link.get("href"))


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _tag(element: etree._Element) -> str:
    """The name without its namespace; empty for a processing instruction or an unexpanded entity."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
