from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pages.addresses import is_loopback, origin, same_site, web_address

BASE = "https://board.example/a/b"


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("c", "https://board.example/a/c"),
        ("/c#d", "https://board.example/c"),
        ("?x=1&utm_source=mail&y=2", "https://board.example/a/b?x=1&y=2"),
        ("?utm_source=mail", "https://board.example/a/b"),
        (" https://other.example ", "https://other.example/"),
        ("x y #z", "https://board.example/a/x%20y%20"),
        ("ftp://board.example/c", ""),
        ("mailto:x@y.example", ""),
        ("https://board.example:port/", ""),
        ("http://[", ""),
    ],
)
def test_a_reference_becomes_a_comparable_address(reference: str, address: str) -> None:
    assert web_address(BASE, reference) == address


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("http://board.example/x", True),
        ("https://BOARD.example:443/x", True),
        ("https://board.example:8443/", False),
        ("https://www.board.example/", False),
        ("https://board.example.evil.example/", False),
        ("https://board.example@evil.example/", False),
        ("ftp://board.example/", False),
        ("https://board.example:x/", False),
    ],
)
def test_a_site_is_one_host_on_one_port(other: str, same: bool) -> None:
    assert same_site(BASE, other) is same
    assert same_site(other, BASE) is same


def test_an_origin_has_no_credentials() -> None:
    assert origin("https://user:pw@Board.example:8443/x") == "https://board.example:8443"


def test_only_this_machine_is_loopback() -> None:
    assert [is_loopback(url) for url in ("http://127.0.0.1:1/", "http://localhost/", "http://[::1]/")] == [True] * 3
    assert not is_loopback("http://127.0.0.1.evil.example/")


@settings(max_examples=60, deadline=None)
@given(st.text("/:@[]?#%.ahtps01 \n", max_size=20))
def test_an_address_is_either_nothing_or_stays_as_it_is(reference: str) -> None:
    address = web_address(BASE, reference)
    assert address == "" or web_address(BASE, address) == address
