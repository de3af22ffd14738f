"""What a contact is: a way in which the poster wants to be reached or paid, and where the text gives it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ContactKind(StrEnum):
    """What sort of address it is."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    MESSENGER = "messenger"
    SOCIAL = "social"
    URL = "url"
    IBAN = "iban"
    CARD = "card"
    WALLET = "wallet"


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """Characters `start` to `end` (half-open) of a text that give one contact, label included where it makes the contact.

    `value` is for comparing: E.164 for a telephone ("+447700900123"; the bare digits where no country is known), a lower-case
    e-mail address, a handle without "@", an invite code, a URL made canonical, an IBAN, card or wallet without blanks.
    `service` names the messenger, network or blockchain. `domain` is the registrable domain of an e-mail address or URL.
    `disguised`: written so that a filter would miss it. `invite`: leads into a group or channel, not to a person.
    """

    start: int
    end: int
    kind: ContactKind
    value: str
    service: str = ""
    domain: str = ""
    disguised: bool = False
    invite: bool = False

    def overlaps(self, other: Contact) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class MessengerMention:
    """A messenger named without any address on it: "message me on WhatsApp"."""

    start: int
    end: int
    service: str


def settle(found: list[Contact]) -> tuple[Contact, ...]:
    """One contact for each stretch, the longest first, in reading order."""
    kept: list[Contact] = []
    for contact in sorted(found, key=lambda item: (item.start - item.end, item.start, item.kind)):
        place = bisect(kept, contact.start, key=_start)
        if not any(contact.overlaps(other) for other in kept[max(0, place - 1) : place + 1]):
            kept.insert(place, contact)
    return tuple(kept)


def is_free(contact: Contact, settled: Sequence[Contact]) -> bool:
    """Whether no settled contact, given in reading order, shares a character with this one."""
    place = bisect(settled, contact.start, key=_start)
    following = settled[place : place + 1]
    return not any(contact.overlaps(other) for other in (*settled[max(0, place - 1) : place], *following))


def _start(contact: Contact) -> int:
    return contact.start
