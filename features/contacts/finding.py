"""All contacts of a text, each kind looked for only where a cheap sign says that it may be there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from features.contacts.accounts import accounts_in
from features.contacts.contact import Contact, is_free, settle
from features.contacts.email import disguised_emails_in, emails_in
from features.contacts.handles import bare_handles_in, handles_in
from features.contacts.links import defanged_links_in, links_in
from features.contacts.services import Service, services_named
from features.contacts.signs import Sign, signs_in
from features.contacts.telephone import telephones_in
from features.contacts.wallets import wallets_in
from features.contacts.worded import worded_numbers_in
from features.profile import Profile
from features.text.normalise import lower


def contacts_in(text: str, profile: Profile, regions: Sequence[str] = (), *, bare_handles: bool = False) -> tuple[Contact, ...]:
    """Every contact that a text gives, in reading order; none overlaps another.

    `regions`: ISO 3166 codes of the countries that the posting speaks of, the likeliest first, for telephone numbers without a
    country code. `bare_handles`: whether "@name" alone is a contact, as it is in posts and messages.
    """
    folded = lower(text)
    signs = signs_in(text, folded, profile)
    if not signs:
        return ()
    services = services_named(folded, profile) if Sign.SERVICE in signs else ()
    certain = settle([*_certain(text, folded, services, signs, profile, bare_handles=bare_handles)])
    numbers = _numbers(text, folded, regions, services, signs, profile)
    free = [number for number in numbers if is_free(number, certain)]
    return tuple(sorted((*certain, *settle(free)))) if free else certain


def _certain(
    text: str, folded: str, services: tuple[Service, ...], signs: frozenset[Sign], profile: Profile, *, bare_handles: bool
) -> Iterator[Contact]:
    """Everything that tells by its own form or checksum what it is."""
    if Sign.AT in signs:
        yield from emails_in(text, profile)
        yield from bare_handles_in(text, anywhere=bare_handles)
    if Sign.DEFANGED in signs:
        yield from disguised_emails_in(text, profile)
        yield from defanged_links_in(text, profile)
    if Sign.LINK in signs:
        yield from links_in(text, folded, profile)
    if Sign.WALLET in signs:
        yield from wallets_in(text)
    if Sign.DIGITS in signs:
        yield from accounts_in(text)
    yield from handles_in(text, folded, services)


def _numbers(
    text: str, folded: str, regions: Sequence[str], services: tuple[Service, ...], signs: frozenset[Sign], profile: Profile
) -> Iterator[Contact]:
    """Telephone numbers, those on messengers included."""
    if Sign.SPELLED in signs:
        yield from worded_numbers_in(text, folded, regions, services, profile)
    if Sign.DIGITS in signs:
        yield from telephones_in(text, regions, services, profile)
