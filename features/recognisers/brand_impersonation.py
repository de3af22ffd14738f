"""A posting that speaks for a known employer or public body through somebody else's mailbox, site or account.

Three things make it: the name is claimed ("UNICEF recruitment", "DHL is hiring"), not merely mentioned; a way to answer is free
mail, a messenger, a hidden link or a domain that imitates the name's; and no address of the organisation itself is there. A named
agency, franchise, contractor or hiring software speaks for itself and not for the brand. A domain that imitates one (`name-
careers`) needs no further claim. EURES (2023) and the organisations' own notices name these signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.brands import Brand, brand_imitated_by, brands_named
from features.contacts import Contact, ContactKind, is_free_mail, is_link_shortener
from features.evidence import Evidence
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "brand_impersonation"
_HIRING: Final = (
    r"(?:recruit\w*|hr\b|human resources?|hiring|careers?|jobs?\b|vacanc\w+|talent|onboarding|employment"
    r"|work[- ](?:at|from)[- ]home"
    r"|part[- ]time|online (?:job|work|task)\w*|remote|recruiter|field office|job offer|position\w*|opening\w*|payroll)"
)
_AFTER: Final = re.compile(
    rf"(?: (?!and |or |for |to |with )[\w&'.,()/-]{{1,20}}){{0,3}} ?(?:{_HIRING}|(?:is|are) (?:now |currently |urgently )?"
    r"(?:hiring|recruiting|filling|looking|seeking|employing|offering|in need)|needs|seeks|mission\b)"
)
_BEFORE: Final = re.compile(
    rf"(?:{_HIRING}|manager|representative|department|team|officer"
    rf"|delegate)(?: [\w&'.,-]{{1,20}}){{0,2}} (?:of|at|from|for|with|in"
    r"|on behalf of) (?:the )?(?:(?:company|organi[sz]ation|hotel) )?$"
    r"|\b(?:this is|we are|i am from|i'm from|here is|greetings from|on behalf of|work (?:for|with|at)) (?:the )?$"
)
_OTHERS: Final = re.compile(
    r"\b(?:is not|beware|client\w*|on behalf of our|contractor\w*|franchis\w+|authori[sz]ed|reseller|dealer\w*|partner\w*|agency"
    r"|vendor|experience (?:with|in|at)|former\w*|formerly|ex-|competitor\w*|such as|like|including|e\.g"
    r"|similar|certified|certification"
    r"|sell\w*|seller|stores?|account\w* on|products? on|platform)\b"
)
_LONGER_NAME: Final = re.compile(
    r" (?!(?:Group|UK|USA?|UAE|Global|International|Human|Recruit\w*|Careers?|HR|Jobs?|Hiring|Field"
    r"|Company|Online|Work)\b)[A-Z][a-z]+"
)
"""The name goes on and is somebody else's: "Tesla Street Bakery"."""
_VOICE: Final = "hiring_voice"
"""The signal by which packs say, in their own language, that somebody hires; what stands between it and the name is short."""
_BETWEEN: Final = 25
_REACH: Final = 70
_NEAR: Final = 60


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Domains that imitate a brand, and claims to be one by somebody who writes from elsewhere."""
    contacts = [contact for contact in reading.contacts if contact.kind is not ContactKind.TELEPHONE]
    if not contacts and not reading.messenger_mentions:
        return
    for contact in contacts:
        if contact.domain and (brand := brand_imitated_by(contact.domain)):
            note = f"looks like {brand.names[0]}'s own domain and is not"
            yield reading.evidence(_span(contact), indicator=INDICATOR, rule="imitated_domain", note=note)
    yield from _claims(reading, contacts)


def _claims(reading: Reading, contacts: list[Contact]) -> Iterator[Evidence]:
    if not reading.messenger_mentions and not any(_is_anybodys(contact) for contact in contacts):
        return
    if any(contact.domain and not _is_anybodys(contact) for contact in contacts):
        return
    for match, brand in brands_named(reading.folded):
        if not _speaks_for(reading, match, brand):
            continue
        mailbox = next((contact for contact in contacts if _is_anybodys(contact)), None)
        note = f"speaks for {brand.names[0]}, and answers are to go elsewhere"
        yield reading.evidence(Span(match.start(), match.end()), indicator=INDICATOR, rule="claimed_name", note=note)
        if mailbox is not None:
            yield reading.evidence(_span(mailbox), indicator=INDICATOR, rule="not_their_address", note=note)
        return


def _speaks_for(reading: Reading, match: re.Match[str], brand: Brand) -> bool:
    """Whether the organisation is said to be the one that hires, and no other firm is."""
    hirer = reading.posting.hiring_organization.name.lower()
    if hirer and not any(hirer.startswith(name) for name in brand.names):
        return False
    if reading.field_at(match.start()).name == "hiring_organization.name":
        return True
    folded = reading.folded
    if _OTHERS.search(folded, max(0, match.start() - _NEAR), match.end() + _NEAR):
        return False
    after = _AFTER.match(folded, match.end(), match.end() + _REACH)
    before = _BEFORE.search(folded[max(0, match.start() - _REACH) : match.start()])
    return bool(before or (after and not _LONGER_NAME.match(reading.text, match.end()))) or _has_voice_beside(reading, match)


def _has_voice_beside(reading: Reading, match: re.Match[str]) -> bool:
    return any(
        finding.span.start - match.end() <= _BETWEEN and match.start() - finding.span.end <= _BETWEEN
        for finding in reading.phrases.shown(_VOICE)
    )


def _is_anybodys(contact: Contact) -> bool:
    """Whether anyone could have opened this address or link."""
    match contact.kind:
        case ContactKind.EMAIL:
            return is_free_mail(contact.domain)
        case ContactKind.URL:
            return contact.invite or is_link_shortener(contact.domain)
    return contact.kind in (ContactKind.MESSENGER, ContactKind.SOCIAL)


def _span(contact: Contact) -> Span:
    return Span(contact.start, contact.end)
