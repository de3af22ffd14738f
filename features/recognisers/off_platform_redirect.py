"""Links that lead away from where the advert stands: invitations into closed groups, and links that hide where they go.

Phrases show the wordings ("comment and I'll message you"). A link to a careers site, hiring software or a firm's own page is
ordinary; a shortened one beside such a page, or from a firm that gives its name, is a convenience and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.contacts import ContactKind, is_hidden_on_purpose
from features.evidence import Evidence
from features.reading import Reading
from features.recognisers.employer_unnamed import is_of_a_firm
from features.spans import Span

INDICATOR: Final = "off_platform_redirect"


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Invitations and shortened links, where no page of a firm is given."""
    if not reading.contacts or any(is_of_a_firm(item) for item in reading.contacts):
        return
    named = bool(reading.posting.hiring_organization.name)
    for contact in reading.contacts:
        span = Span(contact.start, contact.end)
        if contact.invite:
            yield reading.evidence(span, indicator=INDICATOR, rule="invite", note="leads into a group or channel")
        elif not named and contact.kind is ContactKind.URL and is_hidden_on_purpose(contact.domain):
            yield reading.evidence(span, indicator=INDICATOR, rule="hidden_link", note="hides where it leads")
