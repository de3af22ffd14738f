from __future__ import annotations

import gzip
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pages import sitemap
from crawler.pages.sitemap import SitemapEntry, SitemapError, looks_like_sitemap, read_sitemap, unpacked

URL = "https://board.example/maps/sitemap.xml"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*locations: str, attributes: str = NAMESPACE) -> bytes:
    entries = "".join(f"<url><loc> {location} </loc></url>" for location in locations)
    return f"<?xml version='1.0' encoding='utf-8'?>\n<urlset {attributes}>{entries}</urlset>".encode()


def test_pages_come_in_order_each_once_with_when_they_changed() -> None:
    body = (
        f"<urlset {NAMESPACE}><url><loc>https://board.example/a?x=1&amp;y=2</loc><lastmod>2026-11-01</lastmod></url>"
        "<url><loc>/b#top</loc><priority>.5</priority></url><url><lastmod>2026</lastmod></url><url><loc>/b</loc></url></urlset>"
    ).encode()
    reading = read_sitemap(body, URL)
    assert reading.pages == (
        SitemapEntry("https://board.example/a?x=1&y=2", "2026-11-01"),
        SitemapEntry("https://board.example/b"),
    )
    assert reading.sitemaps == ()


def test_an_index_lists_sitemaps() -> None:
    body = f"<sitemapindex {NAMESPACE}><sitemap><loc>one.xml.gz</loc></sitemap></sitemapindex>".encode()
    assert read_sitemap(body, URL).sitemaps == (SitemapEntry("https://board.example/maps/one.xml.gz"),)
    assert read_sitemap(body, URL).pages == ()


@pytest.mark.parametrize("attributes", ["", NAMESPACE, 'xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_any_namespace_will_do_and_so_will_none(attributes: str) -> None:
    assert len(read_sitemap(urlset("/a", "/b", attributes=attributes), URL).pages) == 2


def test_an_image_within_a_page_is_no_page() -> None:
    body = (
        f'<urlset {NAMESPACE} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>/a</loc>'
        "<image:image><image:loc>/a.jpg</image:loc></image:image></url></urlset>"
    ).encode()
    assert [entry.url for entry in read_sitemap(body, URL).pages] == ["https://board.example/a"]


def test_gzip_is_unpacked_whatever_the_name_says() -> None:
    body = gzip.compress(urlset("/a"))
    assert looks_like_sitemap(body)
    assert read_sitemap(body, URL) == read_sitemap(urlset("/a"), URL)


def test_what_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = urlset("/a", "/b", "/c")
    assert len(read_sitemap(whole[: whole.index(b"/c")], URL).pages) == 2


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 3_000_000 + b"</urlset>")
    with pytest.raises(SitemapError, match="larger"):
        unpacked(bomb, most=1_000_000)


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = b'<!DOCTYPE u [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><urlset><url><loc>/&b;</loc></url></urlset>'
    outside = b'<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/hostname">]><urlset><url><loc>/&a;</loc></url></urlset>'
    for body in (laughs, outside):
        with pytest.raises(SitemapError, match="entities"):
            read_sitemap(body, URL)


def test_no_more_addresses_are_taken_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MAX_ENTRIES", 3)
    assert len(read_sitemap(urlset(*(f"/{number}" for number in range(9))), URL).pages) == 3


@pytest.mark.parametrize(
    "body", [b"", b"<rss><channel/></rss>", b"<html><body>urlset</body></html>", b"\x1f\x8bbroken", b"plain"]
)
def test_what_is_no_sitemap_is_refused_with_a_reason(body: bytes) -> None:
    assert not looks_like_sitemap(body)
    with pytest.raises(SitemapError):
        read_sitemap(body, URL)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=80), st.booleans())
def test_no_bytes_make_it_fail_in_another_way(noise: bytes, packed: bool) -> None:
    body = b"<urlset><url><loc>/a</loc></url>" + noise
    body = gzip.compress(body)[: 40 + len(noise)] if packed else body
    read = None
    with suppress(SitemapError):
        read = read_sitemap(body, URL)
    assert read is None or looks_like_sitemap(body)


def urls(body: bytes) -> list[str]:
    return [entry.url for entry in read_sitemap(body, URL).pages]


def test_lines_of_addresses_are_a_sitemap() -> None:
    body = b"\xef\xbb\xbfhttps://board.example/a\r\n\nhttps://board.example/b?x=1\nnot an address\n/c\nhttps://board.example/a\n"
    assert looks_like_sitemap(gzip.compress(b"https://board.example/a\n" * 500))
    assert looks_like_sitemap(b"https://board.example/a")
    assert not looks_like_sitemap(b"see https://board.example/a\n")
    assert urls(b"https://board.example/z\n" * 12 + body[3:]) == [
        "https://board.example/z",
        "https://board.example/a",
        "https://board.example/b?x=1",
    ]


def test_translations_come_after_what_is_listed_itself() -> None:
    link = '<xhtml:link rel="{}" hreflang="{}" href="{}"/>'
    body = (
        f'<urlset {NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"><url><loc>/en/1</loc>'
        f"{link.format('alternate', 'hu', '/hu/1')}{link.format('alternate', 'en', '/en/1')}{link.format('canonical', '', '/x')}</url>"
        "<url><loc>/en/2</loc></url></urlset>"
    ).encode()
    assert urls(body) == ["https://board.example/en/1", "https://board.example/en/2", "https://board.example/hu/1"]


def test_a_sitemap_among_pages_is_a_sitemap() -> None:
    reading = read_sitemap(b"<urlset><url><loc>/a</loc></url><sitemap><loc>/b.xml</loc></sitemap></urlset>", URL)
    assert [entry.url for entry in reading.pages] == ["https://board.example/a"]
    assert [entry.url for entry in reading.sitemaps] == ["https://board.example/b.xml"]


def test_news_changed_when_they_were_published() -> None:
    news = "<url><loc>/a</loc><n:news><n:publication_date> 2026-11-01 </n:publication_date></n:news></url>"
    body = f'<urlset {NAMESPACE} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{news}</urlset>'.encode()
    assert read_sitemap(body, URL).pages == (SitemapEntry("https://board.example/a", "2026-11-01"),)


def test_a_gzip_of_several_members_is_read_whole() -> None:
    whole = urlset("/a", "/b")
    assert urls(gzip.compress(whole[:90]) + gzip.compress(whole[90:]) + b"rest") == urls(whole)


@pytest.mark.parametrize("nested", [b"<url>" * 10_000, b"<url><loc>" * 100_000, b"<!--" * 100_000])
def test_xml_nested_without_end_is_read_as_far_as_it_goes(nested: bytes) -> None:
    assert urls(b"<urlset><url><loc>/a</loc></url>" + nested)[0] == "https://board.example/a"
