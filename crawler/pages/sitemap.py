"""Sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html), plain or gzip-compressed.

The XML comes from strangers: no entity is expanded, no document type is loaded, nothing is fetched while parsing, and unpacking
stops at the protocol's own limits of 50 MB and 50,000 addresses.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Final

from lxml import etree

from crawler.pages.addresses import web_address

MAX_BYTES: Final = 50 * 1024 * 1024
MAX_ENTRIES: Final = 50_000

_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_GZIP_MAGIC: Final = b"\x1f\x8b"


class SitemapError(ValueError):
    """A document cannot be read as a sitemap; the message says why."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address and when the site says it last changed (W3C date and time, as written)."""

    url: str
    lastmod: str = ""


@dataclass(frozen=True, slots=True)
class SitemapReading:
    """What a sitemap lists: pages, or other sitemaps when it is an index."""

    pages: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[SitemapEntry, ...] = ()


def looks_like_sitemap(body: bytes) -> bool:
    """Whether the beginning of a body, unpacked where needed, opens a sitemap."""
    try:
        return bool(_ROOT.search(unpacked(body, most=4096, cut=True)))
    except SitemapError:
        return False


def read_sitemap(body: bytes, url: str) -> SitemapReading:
    """The addresses a sitemap lists, made absolute. Raises SitemapError where there is no telling what it lists."""
    document = unpacked(body, most=MAX_BYTES)
    if _ENTITY.search(document):
        raise SitemapError("the sitemap declares XML entities")
    root = _root(document)
    kind = _tag(root)
    if kind not in ("urlset", "sitemapindex"):
        raise SitemapError(f"the XML is a {kind or 'document without a name'}, not a sitemap")
    wanted = "url" if kind == "urlset" else "sitemap"
    found = [entry for element in root if _tag(element) == wanted and (entry := _entry(element, url)).url]
    entries = tuple(dict.fromkeys(found[:MAX_ENTRIES]))
    return SitemapReading(pages=entries) if kind == "urlset" else SitemapReading(sitemaps=entries)


def unpacked(body: bytes, *, most: int, cut: bool = False) -> bytes:
    """The document, out of its gzip when it is in one. Past `most` bytes it is refused, or cut."""
    if not body.startswith(_GZIP_MAGIC):
        document = body if not cut else body[:most]
    else:
        try:
            document = zlib.decompressobj(wbits=31).decompress(body, most + 1)
        except zlib.error as error:
            raise SitemapError(f"the gzip is broken: {error}") from error
    if len(document) > most and not cut:
        raise SitemapError(f"the sitemap is larger than {most} bytes")
    return document


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


def _entry(element: etree._Element, base: str) -> SitemapEntry:
    texts = {_tag(child): (child.text or "").strip() for child in element}
    return SitemapEntry(web_address(base, texts["loc"]) if texts.get("loc") else "", texts.get("lastmod", ""))


def _tag(element: etree._Element) -> str:
    """The name without its namespace; empty for a processing instruction or an unexpanded entity."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
