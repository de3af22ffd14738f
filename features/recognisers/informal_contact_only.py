"""A messenger, a private number or free mail as the only way to apply.

Very common among small firms, households and in whole countries, and so weak: it counts only beside another group. A telephone
number counts only where a person asks to be messaged ("text me") or a post or message names no firm, never by its prefix. Any
channel of a firm (its own domain, a form, an office, a department) ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.contacts import Contact, ContactKind, is_free_mail, is_hidden_on_purpose
from features.evidence import Evidence
from features.posting import PostingKind
from features.reading import Reading
from features.recognisers.employer_unnamed import is_named, is_of_a_firm
from features.spans import Span

INDICATOR: Final = "informal_contact_only"
_PRIVATE: Final = "private_contact"
_FIRM_CHANNEL: Final = "firm_channel"
_ALWAYS: Final = frozenset({ContactKind.MESSENGER})
_IF_ASKED: Final = frozenset({ContactKind.TELEPHONE, ContactKind.SOCIAL})
"""Firms print their number and their page on a network; these count where one is asked to write to a person there."""


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The one private way to apply."""
    private = reading.phrases.shown(_PRIVATE)
    if not (private or reading.contacts or reading.messenger_mentions) or _has_firm_channel(reading):
        return
    asked = bool(private) or (
        reading.posting.kind is not PostingKind.JOB_ADVERT and not (reading.phrases.warned or is_named(reading))
    )
    kinds = _ALWAYS | (_IF_ASKED if asked else frozenset())
    found = next((item for item in reading.contacts if item.kind in kinds or _is_anybodys(item)), None)
    if found is not None:
        yield reading.evidence(
            Span(found.start, found.end), indicator=INDICATOR, rule=f"only_{found.kind}", note="no other way to apply"
        )
    elif private and not any(item.kind is ContactKind.TELEPHONE for item in reading.contacts):
        yield reading.evidence(private[0].span, indicator=INDICATOR, rule=private[0].rule, note="no other way to apply")


def _has_firm_channel(reading: Reading) -> bool:
    posting = reading.posting
    return bool(
        posting.hiring_organization.url
        or posting.application_contact
        or reading.phrases.shown(_FIRM_CHANNEL)
        or any(is_of_a_firm(item) for item in reading.contacts)
    )


def _is_anybodys(contact: Contact) -> bool:
    """Free mail, an invitation or a link that hides where it leads."""
    hidden = contact.kind is ContactKind.URL and is_hidden_on_purpose(contact.domain)
    return contact.invite or hidden or (contact.kind is ContactKind.EMAIL and is_free_mail(contact.domain))
