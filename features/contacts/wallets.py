"""Wallet addresses whose own checksum holds; anything else is a mere run of letters.

Bitcoin, Litecoin, Dogecoin and Tron: Base58Check. Bitcoin and Litecoin also Bech32 (BIP 173) and Bech32m (BIP 350).
Ethereum: 40 hexadecimal digits, in mixed case with the checksum of ERC-55. TON: CRC-16 of the user-friendly form (TEP-2).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from typing import Final

from features.contacts.contact import Contact, ContactKind
from features.contacts.keccak import keccak256

_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BASE58_VERSIONS: Final = {
    0x00: "bitcoin",
    0x05: "bitcoin",
    0x30: "litecoin",
    0x32: "litecoin",
    0x1E: "dogecoin",
    0x41: "tron",
}
_BECH32_PREFIXES: Final = {"bc": "bitcoin", "ltc": "litecoin"}
_BECH32_CONSTANTS: Final = frozenset({1, 0x2BC830A3})

_BASE58_RUN: Final = re.compile(r"[13LMDT](?<![A-Za-z0-9].)[1-9A-HJ-NP-Za-km-z]{25,33}(?![A-Za-z0-9])")
_BECH32_RUN: Final = re.compile(
    r"(?:bc|ltc|BC|LTC)1(?<![A-Za-z0-9]bc1)(?<![A-Za-z0-9]ltc1)(?<![A-Za-z0-9]BC1)(?<![A-Za-z0-9]LTC1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,87}(?![A-Za-z0-9])"
)
_HEX_RUN: Final = re.compile(r"0[xX](?<![A-Za-z0-9]..)[0-9a-fA-F]{40}(?![A-Za-z0-9])")
_TON_RUN: Final = re.compile(r"[EU]Q(?<![A-Za-z0-9_-]..)[A-Za-z0-9_-]{46}(?![A-Za-z0-9_-])")

MOST_WALLETS: Final = 40
"""How many runs of letters like an address are checked, since checking one costs more than finding it."""


def wallets_in(text: str) -> Iterator[Contact]:
    """Addresses of wallets."""
    yield from _checked(_BASE58_RUN, text, base58_service)
    yield from _checked(_BECH32_RUN, text, bech32_service)
    yield from _checked(_HEX_RUN, text, hexadecimal_service)
    yield from _checked(_TON_RUN, text, ton_service)


def _checked(pattern: re.Pattern[str], text: str, service_of: Callable[[str], str]) -> Iterator[Contact]:
    for found in islice(pattern.finditer(text), MOST_WALLETS):
        if service := service_of(found.group()):
            yield Contact(found.start(), found.end(), ContactKind.WALLET, _canonical(found.group()), service)


def _canonical(address: str) -> str:
    """Hexadecimal and Bech32 addresses mean the same in either case; the others do not."""
    return address.lower() if address[:2].lower() in {"0x", "bc", "lt"} else address


def base58_service(address: str) -> str:
    """The chain of a Base58Check address, empty when its checksum fails."""
    number = 0
    for character in address:
        number = number * 58 + _BASE58.index(character)
    if number >= 1 << 200:
        return ""
    payload = number.to_bytes(25, "big")
    if sha256(sha256(payload[:21]).digest()).digest()[:4] != payload[21:]:
        return ""
    return _BASE58_VERSIONS.get(payload[0], "")


def bech32_service(address: str) -> str:
    """The chain of a Bech32 or Bech32m address, empty when its checksum fails or its case is mixed."""
    if address not in (address.lower(), address.upper()):
        return ""
    prefix, _, data = address.lower().partition("1")
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + [_BECH32.index(c) for c in data]
    return _BECH32_PREFIXES[prefix] if _bech32_remainder(values) in _BECH32_CONSTANTS else ""


def _bech32_remainder(values: list[int]) -> int:
    """The BCH code of BIP 173."""
    remainder = 1
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            remainder ^= generator if (top >> bit) & 1 else 0
    return remainder


def hexadecimal_service(address: str) -> str:
    """Ethereum, when the case is uniform or spells the checksum of ERC-55."""
    digits = address[2:]
    if digits in (digits.lower(), digits.upper()):
        return "ethereum" if len(set(digits)) > 4 else ""
    nibbles = keccak256(digits.lower().encode()).hex()
    spelled = "".join(c.upper() if int(n, 16) > 7 else c for c, n in zip(digits.lower(), nibbles, strict=False))
    return "ethereum" if spelled == digits else ""


def ton_service(address: str) -> str:
    """TON, when the CRC-16 in its last two bytes holds."""
    decoded = base64.urlsafe_b64decode(address)
    return "ton" if binascii.crc_hqx(decoded[:34], 0) == int.from_bytes(decoded[34:], "big") else ""
