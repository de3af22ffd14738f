"""Bodies out of their coding."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.coding import decoded
from crawler.pages.page import PageError

TEXT = b"Keep the lock gates greased. " * 40
RAW = zlib.compressobj(wbits=-15)
BARE = RAW.compress(TEXT) + RAW.flush()


def plain(body: bytes, transfer: str = "", content: str = "") -> bytes:
    return decoded(body, transfer, content, most=100_000)


BOMB = gzip.compress(bytes(10_000_000), mtime=0)


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        (TEXT, "", ""),
        (gzip.compress(TEXT, mtime=0), "", "gzip"),
        (zlib.compress(TEXT), "", "deflate"),
        (BARE, "", "Deflate"),
        (b"490;name=value\r\n" + TEXT[:0x488] + b"12345678\r\n0\r\nTrailer: x\r\n\r\n", "chunked", ""),
        (gzip.compress(zlib.compress(TEXT), mtime=0), "", "deflate, gzip"),
    ],
)
def test_each_coding_is_undone(body: bytes, transfer: str, content: str) -> None:
    assert plain(body, transfer, content)[:1000] == TEXT[:1000]


@pytest.mark.parametrize(
    ("transfer", "content"), [("chunked", ""), ("", "gzip"), ("", "br"), ("", "zstd"), ("", "deflate"), ("", "rot13")]
)
def test_a_body_that_is_not_coded_as_it_says_is_left_as_it_is(transfer: str, content: str) -> None:
    assert plain(b"<p>Plain, after all.</p>", transfer, content) == b"<p>Plain, after all.</p>"


def test_a_cut_body_gives_what_there_is() -> None:
    noise = bytes(range(256)) * 20
    assert plain(gzip.compress(noise)[:-40], content="gzip").startswith(noise[:100])
    assert plain(b"5\r\nabcde\r\n5\r\nfg", "chunked") == b"abcdefg"
    assert plain(b"5\r\nabcde\r\nsurprise", "chunked") == b"abcde"


@pytest.mark.parametrize("packed", [BOMB, gzip.compress(BOMB, mtime=0)], ids=["once", "twice"])
def test_a_bomb_is_refused_once_it_is_larger_than_allowed(packed: bytes) -> None:
    with pytest.raises(PageError, match="larger than"):
        plain(packed, content="gzip, gzip")


@given(
    st.binary(max_size=300), st.sampled_from(["", "chunked"]), st.sampled_from(["", "gzip", "deflate", "br", "zstd", "gzip, br"])
)
def test_no_body_is_too_strange(body: bytes, transfer: str, content: str) -> None:
    with suppress(PageError):
        assert isinstance(plain(body, transfer, content), bytes)


@given(st.binary(max_size=2000))
def test_what_begins_as_gzip_is_read_to_where_it_breaks(noise: bytes) -> None:
    assert plain(gzip.compress(noise), content="gzip") == noise
    plain(gzip.compress(noise)[:12] + noise, content="gzip")
