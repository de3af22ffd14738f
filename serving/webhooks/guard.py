"""Where webhooks may be sent: to public addresses over HTTPS, and nowhere into the networks that this service stands in.

Names are looked up here, every address is judged, and the connection goes to an address that was judged: a name that leads
elsewhere a moment later (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Final, TypeAlias

import httpx

MAX_URL: Final = 2_000
LOOK_UP_SECONDS: Final = 5.0
PORTS: Final = (443, 8443)
_NOT_PUBLIC: Final = "its host leads to no address on the public internet"

Address: TypeAlias = IPv4Address | IPv6Address
LookUp: TypeAlias = Callable[[str, int], Sequence[str]]


class WebhookUrlError(ValueError):
    """Nothing may be sent to this address; the message says why, and nothing of the networks here."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A checked URL, and the addresses that its host led to when it was checked."""

    url: httpx.URL
    addresses: tuple[Address, ...]


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges where webhooks may go."""

    allow_private: bool = False
    """For tests and closed networks: HTTP, any port and private addresses. Link-local and metadata addresses stay refused."""
    look_up: LookUp = look_up
    seconds: float = LOOK_UP_SECONDS

    def check(self, url: str) -> Destination:
        """The destination behind a URL. Raises WebhookUrlError."""
        read = self._read(url)
        found = self._found(read.raw_host.decode(), _port(read))
        addresses = tuple(address for text in found if (address := _address(text)) and self.permits(address))
        # All or nothing: whoever mixes private addresses among public ones means the private ones.
        if not addresses or len(addresses) < len(found):
            raise WebhookUrlError(_NOT_PUBLIC)
        return Destination(read, addresses)

    def permits(self, address: Address) -> bool:
        """Whether something may be sent to this address."""
        return not _is_never_meant(address) and (self.allow_private or is_public(address))

    def _read(self, url: str) -> httpx.URL:
        try:
            read = httpx.URL(url)
        except (httpx.InvalidURL, ValueError):
            raise WebhookUrlError("it is no URL") from None
        if len(url) > MAX_URL or not url.isprintable() or " " in url:
            raise WebhookUrlError(f"use at most {MAX_URL} visible characters")
        if read.scheme != "https" and not (self.allow_private and read.scheme == "http"):
            raise WebhookUrlError("it must begin with https://")
        if not read.host or read.userinfo or read.fragment or "%" in read.host:
            raise WebhookUrlError("give a host, and neither a user nor a fragment")
        if not self.allow_private and _port(read) not in PORTS:
            raise WebhookUrlError(f"its port must be one of {', '.join(map(str, PORTS))}")
        return read

    def _found(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host, if they are found in time: a name server may be slow on purpose."""
        answer: Future[Sequence[str]] = Future()
        # A thread of its own, because a look-up cannot be called off; it ends by itself, and keeps no process from ending.
        Thread(target=_answer, args=(answer, self.look_up, host, port), daemon=True).start()
        try:
            return answer.result(self.seconds)
        except (OSError, UnicodeError):  # a time-out is an OSError, too
            raise WebhookUrlError(_NOT_PUBLIC) from None


def _answer(answer: Future[Sequence[str]], find: LookUp, host: str, port: int) -> None:
    try:
        answer.set_result(find(host, port))
    except Exception as error:  # whoever waits is told, whatever it was
        answer.set_exception(error)


def _port(url: httpx.URL) -> int:
    if url.port is not None:
        return url.port
    return 80 if url.scheme == "http" else 443


def _address(text: str) -> Address | None:
    """An address as text; None for one with a scope (`fe80::1%eth0`), which is of this machine's own links."""
    try:
        return None if "%" in text else ip_address(text)
    except ValueError:
        return None


_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_GLOBAL_V6: Final = IPv6Network("2000::/3")
_REFUSED_V6: Final = (
    IPv6Network("2001::/23"),  # protocol assignments, with Teredo, whose addresses hide an IPv4 address
    IPv6Network("2002::/16"),  # 6to4, which hides one too
    IPv6Network("3fff::/20"),  # for documentation
)
_REFUSED_V4: Final = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # relays of 6to4
)
_METADATA: Final = (IPv4Address("168.63.129.16"), IPv6Address("fd00:ec2::254"), IPv4Address("100.100.100.200"))
"""Where clouds answer their machines, besides the link-local 169.254.169.254."""


def plain(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it is one that is translated on the way."""
    if isinstance(address, IPv6Address) and (address in _MAPPED or address in _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether an address is of a single machine on the public internet, whatever it is wrapped in."""
    address = plain(address)
    if not address.is_global or address.is_multicast or address.is_reserved or address in _METADATA:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _REFUSED_V4)
    return address in _GLOBAL_V6 and not any(address in network for network in _REFUSED_V6)


def _is_never_meant(address: Address) -> bool:
    """What nobody means even in a closed network."""
    address = plain(address)
    return address.is_link_local or address.is_multicast or address.is_unspecified or address in _METADATA
