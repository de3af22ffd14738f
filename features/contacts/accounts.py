"""Bank accounts and payment cards that check: ISO 13616 (IBAN, mod 97) and ISO/IEC 7812 (Luhn).

Lengths of IBANs after SWIFT's IBAN registry, card prefixes after the networks' public ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from features.contacts.contact import Contact, ContactKind

_REGISTRY: Final = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18
FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21
LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24
SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
"""
_LENGTHS: Final = {entry[:2]: int(entry[2:]) for entry in _REGISTRY.split()}
_IBAN_START: Final = re.compile(r"[A-Z]{2}(?<![A-Za-z0-9]..)[0-9]{2}(?=[ -]?[A-Za-z0-9])")
_ALNUM: Final = re.compile(r"[ -]?([A-Za-z0-9])")

_CARD_RUN: Final = re.compile(r"[2-6](?<![0-9A-Za-z+].)[0-9]{3}(?:[ -]?[0-9]{3,6}){2,4}(?![0-9A-Za-z])")
_CARD_GROUPS: Final = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5}")
_CARD_PREFIX: Final = re.compile(
    r"4|5[1-5]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)|3[47]|3(?:0[0-5]|[689])|6(?:011|5|4[4-9]|2)|35(?:2[89]|[3-8]\d)|220[0-4]"
    r"|5[06-9]|6[3-9]|9792"
)
MOST_ACCOUNTS: Final = 25
"""How many beginnings of an IBAN, and runs of digits like a card's, are looked at: ordinary postings hold two."""
_CARD_LABEL: Final = re.compile(
    r"(?i)\b(?:card|karta|karte|kart[eay]|tarjeta|carte|cart[ãa]o|carta|карт[ауые]?|visa|mastercard)\b|卡"
)


def accounts_in(text: str) -> Iterator[Contact]:
    """IBANs and card numbers; the caller has seen that there are digits enough."""
    yield from _ibans_in(text)
    yield from _cards_in(text)


def _ibans_in(text: str) -> Iterator[Contact]:
    for found in islice(_IBAN_START.finditer(text), MOST_ACCOUNTS):
        length = _LENGTHS.get(found.group()[:2])
        if length and (read := _read_characters(text, found.start(), length)) and iban_checks(read[0]):
            yield Contact(found.start(), read[1], ContactKind.IBAN, read[0])


def _read_characters(text: str, start: int, count: int) -> tuple[str, int] | None:
    """That many letters and digits from `start`, single blanks or hyphens left out, and where they end; they must end there."""
    characters: list[str] = []
    at = start
    while len(characters) < count:
        found = _ALNUM.match(text, at)
        if not found:
            return None
        characters.append(found.group(1))
        at = found.end()
    ends = at >= len(text) or not (text[at].isascii() and text[at].isalnum())
    return ("".join(characters).upper(), at) if ends else None


def iban_checks(iban: str) -> bool:
    """Whether country, length and the two check digits agree."""
    if _LENGTHS.get(iban[:2]) != len(iban) or not "02" <= iban[2:4] <= "98":
        return False
    return int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 == 1


def _cards_in(text: str) -> Iterator[Contact]:
    for found in islice(_CARD_RUN.finditer(text), MOST_ACCOUNTS):
        digits = found.group().replace(" ", "").replace("-", "")
        if card_checks(digits) and _written_as_card(text, found):
            yield Contact(found.start(), found.end(), ContactKind.CARD, digits)


def _written_as_card(text: str, found: re.Match[str]) -> bool:
    """One reference number in ten passes Luhn by chance: it must be grouped like a card or called one."""
    return bool(_CARD_GROUPS.fullmatch(found.group()) or _CARD_LABEL.search(text, max(0, found.start() - 40), found.start()))


def card_checks(digits: str) -> bool:
    """Whether length, prefix and the Luhn digit are those of a payment card."""
    if not 13 <= len(digits) <= 19 or not _CARD_PREFIX.match(digits) or len(set(digits)) < 2:
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0
