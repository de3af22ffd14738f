"""All contacts of a text, each kind looked for only where a cheap question says that it may be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from features.contacts.accounts import accounts_in
from features.contacts.contact import Contact, settle
from features.contacts.email import emails_in
from features.contacts.handles import bare_handles_in, handles_in
from features.contacts.links import links_in
from features.contacts.services import Service, services_named
from features.contacts.telephone import telephones_in
from features.contacts.wallets import wallets_in
from features.contacts.worded import worded_numbers_in
from features.profile import Profile

_SEVEN_DIGITS: Final = re.compile(r"[0-9](?:[^\w\n]{0,3}[0-9OolI]){6}")


def contacts_in(text: str, profile: Profile, regions: Sequence[str] = (), *, bare_handles: bool = False) -> tuple[Contact, ...]:
    """Every contact that a text gives, in reading order; none overlaps another.

    `regions`: ISO 3166 codes of the countries that the posting speaks of, the likeliest first, for telephone numbers without a
    country code. `bare_handles`: whether "@name" alone is a contact, as it is in posts and messages.
    """
    folded = text.lower() if len(text.lower()) == len(text) else text
    services = services_named(folded)
    settled = settle(list(_certain(text, folded, services, profile, bare_handles=bare_handles)))
    numbers = [*worded_numbers_in(text, folded, regions, services, profile)]
    if _SEVEN_DIGITS.search(text):
        numbers += telephones_in(text, regions, services, profile)
    if not numbers:
        return settled
    return tuple(sorted((*settled, *(number for number in settle(numbers) if _is_free(number, settled)))))


def _certain(text: str, folded: str, services: tuple[Service, ...], profile: Profile, *, bare_handles: bool) -> Iterator[Contact]:
    """Everything that tells by its own form or checksum what it is."""
    yield from emails_in(text, folded, profile)
    yield from links_in(text, folded, profile)
    yield from wallets_in(text, folded)
    if _SEVEN_DIGITS.search(text):
        yield from accounts_in(text)
    yield from handles_in(text, services)
    if "@" in text:
        yield from bare_handles_in(text, anywhere=bare_handles)


def _is_free(number: Contact, settled: tuple[Contact, ...]) -> bool:
    return not any(number.start < other.end and other.start < number.end for other in settled)
