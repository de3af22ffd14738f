"""An employer who is spoken of and kept nameless.

A field left empty says nothing by itself: boards hide names and people forget them. What counts is text: a name that is said to
be withheld; a stand-in ("a reputable company abroad") in a posting that names no firm anywhere; a journey, visa or papers that a
nameless "we" arranges and that can be asked about in a private chat only; or, in a post or message, any offer with another
indicator that a private chat alone answers. Where the rest of a posting shows indicators of several groups, the silence counts
too: whoever asks for a fee has a reason to give no name. An agency that names itself, with its licence or its own domain, may
search in confidence for a client; that contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from features.contacts import Contact, ContactKind, is_free_mail, is_link_shortener, is_service_host
from features.evidence import Evidence, EvidenceState
from features.indicators import Strength, catalogue
from features.posting import PostingKind
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "employer_unnamed"
_CONCEALED: Final = "employer_concealed"
_STAND_IN: Final = "employer_stand_in"
_NAMED: Final = "recruiter_named"
_PRIVATE: Final = "private_contact"
_MOVES: Final = (
    "free_flight",
    "free_visa",
    "free_documents",
    "everything_paid",
    "tourist_visa_for_work",
    "visa_or_slot_for_sale",
)
_UNSEEN: Final = "no_interview_or_token_test"
"""Whoever says that somebody was chosen offers work, though no word of an advert stands there."""
_GROUPS: Final = {False: 2, True: 3}
"""So many groups of the catalogue must be shown for silence to count; in an advert on a board, which may hide names, one more."""
_CHATS: Final = (ContactKind.MESSENGER, ContactKind.SOCIAL, ContactKind.TELEPHONE)
_NO_NAME: Final = frozenset(
    {"", "private", "confidential", "anonymous", "undisclosed", "n/a", "na", "-", "company", "employer", "individual"}
)
_FIRM: Final = re.compile(
    r"\b(?!(?:The|A|An|Our|Your|This|We|For|In|At|Big|Large|Luxury|Private|Leading|Reputed|Reputable|International|Foreign|Famous|New)\b)"
    r"[A-Z][\w&'’.-]{1,30} (?:[A-Z&][\w&'’.-]{0,30} ){0,3}"
    r"(?:Ltd|Limited|LLC|LLP|Inc|Corp|Corporation|Co|Company|GmbH|UG|AG|S\.?A|SpA|SRL|S\.?R\.?L|s\.r\.o|d\.o\.o|Kft|Oy|AB|A/S|ApS|BV|B\.V|Pvt"
    r"|PLC|plc|Pty|Agency|Group|Hotel|Resort|Restaurant|Café|Cafe|Bakery|Farm|Farms|Clinic|Hospital|School|College|University|Services"
    r"|Recruitment|Staffing|Manpower|Personnel|Consult\w*|Solutions|Cruises|Holdings?|Industries|Enterprises|Logistics|Trust)\b"
)

_LEGAL_FORM: Final = re.compile(
    r"\b(?:GmbH|UG|e\.K|KG|SARL|SASU|EURL|S\.L\.?U?|S\.A\.?U?|Lda|Ltda|EIRELI|[Ss]p\. ?z ?o\. ?o|[Dd]\.? ?[Oo]\.? ?[Oo]|s\.r\.o"
    r"|[Kk]ft|[Zz]rt|[Nn]yrt|SRL|S\.R\.L|A\.?Ş|Ltd\. ?Şti|ООО|ОАО|ЗАО|ПАО|ТОВ|ФОП|ПрАТ|ЕООД|ООД|ДОО|АД|TNHH|PT|CV|Tbk)\b(?!-)"
    r"|(?:有限|股份)公司"
)
"""How firms of many countries end or begin their names."""
_CAPITAL: Final = "[A-ZА-ЯЁІЇЄҐЂЃЈЉЊЋЌЏŠŽČĆÀ-Þ]"
_QUOTED_NAME: Final = re.compile(rf"[«„“\"]{_CAPITAL}[\w&'’.-]*(?: [\w&'’.-]+){{0,3}}[»“”\"]")
"""A name in quotation marks, as Slavic languages write a firm's."""


def recognise(reading: Reading) -> Iterator[Evidence]:
    """What says that the name is withheld, and stand-ins where nothing else names anyone."""
    concealed, stand_ins = reading.phrases.shown(_CONCEALED), reading.phrases.shown(_STAND_IN)
    if not concealed and not stand_ins:
        yield from _spoken_of_by_nobody(reading)
        return
    named = is_named(reading)
    for found in concealed:
        state = EvidenceState.CONTRADICTED if named else EvidenceState.PRESENT
        yield reading.evidence(found.span, indicator=INDICATOR, rule=found.rule, state=state)
    if not named and not concealed:
        found = stand_ins[0]
        note = "stands for the employer; no firm, agency or household is named"
        yield reading.evidence(found.span, indicator=INDICATOR, rule=found.rule, note=note)


def conclude(reading: Reading, found: Sequence[Evidence]) -> Iterator[Evidence]:
    """The silence itself, beside what else was found in the posting."""
    if any(item.indicator == INDICATOR for item in found):
        return
    shown = [catalogue()[item.indicator] for item in found if item.state is EvidenceState.PRESENT]
    groups = {item.group for item in shown}
    if (
        len(groups) < _GROUPS[reading.posting.kind is PostingKind.JOB_ADVERT]
        or all(item.strength is Strength.WEAK for item in shown)
        or is_named(reading)
    ):
        return
    note = f"no employer and no agency is named, beside indicators of {len(groups)} other groups"
    yield Evidence("hiring_organization.name", 0, 0, INDICATOR, "nobody_named", note=note)


def _spoken_of_by_nobody(reading: Reading) -> Iterator[Evidence]:
    """A journey, visa or papers that are arranged, or work that is offered, by nobody, to be asked about in private."""
    if is_named(reading):
        return
    arranged = reading.phrases.any_of(*_MOVES)
    if arranged and has_private_way(reading):
        note = "nobody is named who arranges this, and one can only ask in a private chat"
        yield reading.evidence(arranged[0].span, indicator=INDICATOR, rule="arranged_by_nobody", note=note)
    elif (way := _only_way(reading)) is not None:
        note = "work is offered, and this is the only way to learn by whom"
        yield reading.evidence(Span(way.start, way.end), indicator=INDICATOR, rule="offered_by_nobody", note=note)


def _only_way(reading: Reading) -> Contact | None:
    """The private chat of a post or message that offers work and has an indicator besides."""
    if reading.posting.kind is PostingKind.JOB_ADVERT or not (reading.phrases.offers or reading.phrases.shown(_UNSEEN)):
        return None
    if not any(reading.phrases.shown(section) for section in reading.phrases.sections if section in catalogue()):
        return None
    return next((item for item in reading.contacts if item.kind in _CHATS or item.invite), None)


def has_private_way(reading: Reading) -> bool:
    """Whether answers go to a person's chat or number."""
    return bool(reading.phrases.shown(_PRIVATE)) or any(item.kind in _CHATS or item.invite for item in reading.contacts)


def is_named(reading: Reading) -> bool:
    """Whether the posting names a firm, or gives a licence, a domain or an address of its own."""
    return (
        reading.posting.hiring_organization.name.strip().lower() not in _NO_NAME
        or bool(reading.phrases.shown(_NAMED))
        or any(is_of_a_firm(contact) for contact in reading.contacts)
        or any(pattern.search(reading.text) for pattern in (_FIRM, _LEGAL_FORM, _QUOTED_NAME))
    )


def is_of_a_firm(contact: Contact) -> bool:
    """Whether a mailbox or link is on a domain that somebody had to register."""
    match contact.kind:
        case ContactKind.EMAIL:
            return bool(contact.domain) and not is_free_mail(contact.domain)
        case ContactKind.URL:
            return not (contact.invite or is_link_shortener(contact.domain) or is_service_host(contact.domain))
    return False
