"""Webhooks go to public addresses over HTTPS, and nowhere else, however an address is written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.webhooks.guard import Guard, WebhookUrlError, is_public

PRIVATE_V4 = [
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "168.63.129.16/32",
    )
]
PRIVATE_V6 = [
    IPv6Network(text)
    for text in (
        "::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
]


def within(network: IPv4Network | IPv6Network) -> st.SearchStrategy[int]:
    return st.integers(int(network[0]), int(network[-1]))


private_v4 = st.sampled_from(PRIVATE_V4).flatmap(within).map(IPv4Address)
public_v4 = st.integers(0, 2**32 - 1).map(IPv4Address).filter(lambda one: not any(one in network for network in PRIVATE_V4))


def translated(address: IPv4Address) -> tuple[IPv6Address, IPv6Address]:
    """IPv6 addresses that lead to this IPv4 address through a translator that stands here."""
    return tuple(IPv6Address(int(IPv6Address(prefix)) | int(address)) for prefix in ("::ffff:0:0", "64:ff9b::"))  # type: ignore[return-value]


def wrapped(address: IPv4Address) -> tuple[IPv6Address, ...]:
    """IPv6 addresses that hide this IPv4 address."""
    compatible, sixtofour = IPv6Address(int(address)), IPv6Address(0x2002 << 112 | int(address) << 80 | 1)
    teredo = IPv6Address(0x20010000 << 96 | int(address) << 64 | (int(address) ^ 0xFFFFFFFF))
    return compatible, sixtofour, teredo


@given(private_v4)
def test_no_private_ipv4_address_is_public_however_it_is_wrapped(address: IPv4Address) -> None:
    assert not any(map(is_public, (address, *translated(address), *wrapped(address))))


@given(public_v4)
def test_every_other_ipv4_address_is_public_also_where_it_is_translated_but_not_tunnelled(address: IPv4Address) -> None:
    assert all(map(is_public, (address, *translated(address))))
    assert not any(map(is_public, wrapped(address)))


@given(st.sampled_from(PRIVATE_V6).flatmap(within).map(IPv6Address))
def test_no_private_ipv6_address_is_public(address: IPv6Address) -> None:
    assert not is_public(address)


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_what_is_public_of_ipv6_is_of_the_one_range_that_is_routed(address: IPv6Address) -> None:
    translated = address in IPv6Network("64:ff9b::/96") or address in IPv6Network("::ffff:0:0/96")
    assert not is_public(address) or translated or (address in IPv6Network("2000::/3") and address.is_global)


def test_even_a_closed_network_gets_nothing_at_link_local_and_metadata_addresses() -> None:
    guard = Guard(allow_private=True)
    odd = ["169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "168.63.129.16", "fd00:ec2::254", "0.0.0.0", "::", "ff02::1"]  # noqa: S104
    assert not any(guard.permits(ip_address(text)) for text in odd)
    assert all(guard.permits(ip_address(text)) for text in ("127.0.0.1", "10.1.2.3", "192.168.0.9", "::1", "fd12::1", "8.8.8.8"))


def leading_to(*addresses: str, **changes: bool) -> Guard:
    return Guard(look_up=lambda _host, _port: addresses, **changes)


def test_a_public_host_is_a_destination_with_the_addresses_that_were_checked() -> None:
    found = leading_to("93.184.216.34", "2606:2800:220:1::1").check("https://hooks.example.org/a?b=1")
    assert found.addresses == (IPv4Address("93.184.216.34"), IPv6Address("2606:2800:220:1::1"))


@pytest.mark.parametrize("addresses", [(), ("10.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("fe80::1%eth0",), ("junk",)])
def test_a_host_that_leads_anywhere_private_is_refused_without_a_word_on_where(addresses: tuple[str, ...]) -> None:
    with pytest.raises(WebhookUrlError) as refused:
        leading_to(*addresses).check("https://hooks.example.org/")
    assert str(refused.value) == "its host leads to no address on the public internet"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:7f00:1]/",
        "https://localhost/",
        "https://[fe80::1%25eth0]/",
        "https://127.1/",
        "https://１２７.0.0.1/",
        "https://nobody-has-this-name.invalid/",
        "https://" + "a" * 300 + ".example/",
    ],
)
def test_this_machine_is_found_behind_every_way_of_writing_it(url: str) -> None:
    with pytest.raises(WebhookUrlError):
        Guard().check(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "hooks.example.org",
        "//hooks.example.org/",
        "https://",
        "https:///path",
        "https://user:word@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org:22/",
        "https://hooks.example.org:0/",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org\\@127.0.0.1/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nx: y",
        "https://hooks.example.org/" + "a" * 2_000,
        "https://\udc80.example/",
        "https://[::1/",
    ],
)
def test_what_is_no_plain_https_address_is_refused_before_anything_is_looked_up(url: str) -> None:
    def look_up(_host: str, _port: int) -> list[str]:
        pytest.fail("it was looked up")

    with pytest.raises(WebhookUrlError):
        Guard(look_up=look_up).check(url)


def test_a_closed_network_may_be_told_over_http_at_private_addresses() -> None:
    assert leading_to("10.0.0.1", allow_private=True).check("http://hooks.internal:8080/").addresses == (IPv4Address("10.0.0.1"),)


def test_a_name_server_that_never_answers_keeps_nobody_waiting() -> None:
    answered = Event()

    def never(_host: str, _port: int) -> list[str]:
        answered.wait()
        return []

    with pytest.raises(WebhookUrlError):
        Guard(look_up=never, seconds=0.01).check("https://hooks.example.org/")
    answered.set()
