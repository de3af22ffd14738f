"""Money that goes where it cannot be called back: a crypto wallet, or a bank card or account given in the text itself.

Honest employers pay into the worker's account and ask for nothing, so an offer of work has no reason to print a wallet address
(FTC 2025 on task scams; FinCEN 2020). A card or account number tells only beside words that send money to it: firms print
their own bank details for other reasons. The phrases of the packs show the same indicator where the way of paying is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.contacts.contact import Contact, ContactKind
from features.evidence import Evidence
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "untraceable_payment"
_ROUTED: Final = "payment_routed"
_NUMBERED: Final = frozenset({ContactKind.CARD, ContactKind.IBAN})
_REACH: Final = 120
"""Characters between the words that send money and the number it goes to."""


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Each wallet, and each card or account number to which money is to be sent."""
    if not reading.contacts:
        return
    for contact in reading.contacts:
        span = Span(contact.start, contact.end)
        if contact.kind is ContactKind.WALLET:
            yield reading.evidence(span, indicator=INDICATOR, rule="wallet", note=f"a {contact.service or 'crypto'} wallet")
        elif contact.kind in _NUMBERED and _is_routed(reading, contact):
            yield reading.evidence(span, indicator=INDICATOR, rule=f"paid_to_{contact.kind}", note="money is to be sent here")


def _is_routed(reading: Reading, contact: Contact) -> bool:
    """Whether words just before the number send money to it."""
    return any(0 <= contact.start - words.span.end <= _REACH for words in reading.phrases.shown(_ROUTED))
