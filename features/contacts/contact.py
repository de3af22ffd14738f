"""What a contact is: a way in which the poster wants to be reached or paid, and where the text gives it."""

from __future__ import annotations

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
        if not any(contact.start < other.end and other.start < contact.end for other in kept):
            kept.append(contact)
    return tuple(sorted(kept))
