"""Personal data in texts that leave the house: found, and in quotes put out of sight.

The Transparency Database takes none (Regulation (EU) 2022/2065, Article 24(5)). A quote is an advert's own words, so what is
found there gives way to what it is ("[telephone number]"); a text that a person wrote is never changed, but sent back.

Found are ways to reach or pay somebody, links to a person's account, long numbers, and names that the words beside them tell to
be somebody's. Street addresses, and names that nothing announces, are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from features.contacts import Contact, ContactKind, contacts_in, is_link_shortener, messenger_mentions
from features.profile import best_profile
from features.spans import Span
from features.text.normalise import normalise
from serving.exports.persons import names_beside, names_in
from serving.exports.remnants import accounts_after, handles_in, long_numbers_in


class PersonalKind(StrEnum):
    """What sort of personal data it is, in words for a reader."""

    TELEPHONE = "telephone number"
    EMAIL = "e-mail address"
    MESSENGER = "messenger account"
    SOCIAL = "social media account"
    LINK = "link"
    IBAN = "bank account"
    CARD = "card number"
    WALLET = "wallet"
    NAME = "name"
    HANDLE = "handle"
    NUMBER = "long number"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A stretch of a text that holds personal data. What it says is repeated nowhere."""

    start: int
    end: int
    kind: PersonalKind


_KIND_OF: Final = {
    ContactKind.TELEPHONE: PersonalKind.TELEPHONE,
    ContactKind.EMAIL: PersonalKind.EMAIL,
    ContactKind.MESSENGER: PersonalKind.MESSENGER,
    ContactKind.SOCIAL: PersonalKind.SOCIAL,
    ContactKind.URL: PersonalKind.LINK,
    ContactKind.IBAN: PersonalKind.IBAN,
    ContactKind.CARD: PersonalKind.CARD,
    ContactKind.WALLET: PersonalKind.WALLET,
}
_LEADS_TO_SOMEBODY: Final = re.compile(r"[@~]|%40|\d{9}")
_ROUNDS: Final = 8
"""How often a text is read again after something gave way; only a text made for it needs a third time."""
ALL_GIVES_WAY: Final = "[text]"


def findings_in(text: str, regions: Sequence[str] = ()) -> tuple[Finding, ...]:
    """All personal data that is seen in a text, in reading order; none overlaps another.

    `regions`: countries that the text speaks of, for telephone numbers without a country code.
    """
    plain = normalise(text)
    found = [_led_back(item, plain.original(item.start, item.end)) for item in _read(plain.text, regions)]
    if plain.text != text:
        found += _read(text, regions)  # also what stands in markup, which a reader of adverts sees through
    return tuple(_merged(found))


def redacted(text: str, regions: Sequence[str] = ()) -> str:
    """A text whose personal data gave way to its kind; one without any is the same as before."""
    for _ in range(_ROUNDS):
        found = findings_in(text, regions)
        if not found:
            return text
        text = without(text, found)
    return ALL_GIVES_WAY


def without(text: str, findings: Iterable[Finding], start: int = 0, end: int | None = None) -> str:
    """Characters `start` to `end` of a text, with these findings, also those cut off at an end, as their kinds."""
    end = len(text) if end is None else end
    parts, reached = [], start
    for finding in findings:
        if finding.end > reached and finding.start < end:
            parts += [text[reached : max(reached, finding.start)], f"[{finding.kind}]"]
            reached = finding.end
    return "".join((*parts, text[reached:end]))


def _read(text: str, regions: Sequence[str]) -> list[Finding]:
    """What the readers of contacts see, then what they left."""
    contacts = contacts_in(text, best_profile(), regions, bare_handles=True)
    found = [Finding(contact.start, contact.end, _KIND_OF[contact.kind]) for contact in contacts if _is_somebody_s(contact)]
    links = [contact for contact in contacts if contact.kind is ContactKind.URL]
    mentions = messenger_mentions(text, best_profile(), contacts)
    found += _outside(links, handles_in(text), PersonalKind.HANDLE)
    found += _outside(links, (span for item in mentions for span in accounts_after(text, item.end)), PersonalKind.HANDLE)
    found += _outside(links, long_numbers_in(text), PersonalKind.NUMBER)
    beside = [span for item in found for span in names_beside(text, Span(item.start, item.end))]
    return found + [Finding(span.start, span.end, PersonalKind.NAME) for span in (*names_in(text), *beside)]


def _is_somebody_s(contact: Contact) -> bool:
    """Every contact but a link to a page: that is somebody's where it hides who it leads to, or names an account."""
    if contact.kind is not ContactKind.URL:
        return True
    return is_link_shortener(contact.domain) or bool(_LEADS_TO_SOMEBODY.search(contact.value))


def _outside(links: Sequence[Contact], spans: Iterable[Span], kind: PersonalKind) -> Iterator[Finding]:
    """What stands in no link: a page's number in its address is not somebody's."""
    for span in spans:
        if not any(link.start < span.end and span.start < link.end for link in links):
            yield Finding(span.start, span.end, kind)


def _led_back(finding: Finding, original: Span) -> Finding:
    return Finding(original.start, original.end, finding.kind)


def _merged(found: list[Finding]) -> Iterator[Finding]:
    """Overlapping findings as one, named after the first reader that saw it."""
    current: Finding | None = None
    for finding in sorted(found, key=lambda item: (item.start, -item.end)):
        if current and finding.start < current.end:
            current = Finding(current.start, max(current.end, finding.end), current.kind)
            continue
        if current:
            yield current
        current = finding
    if current:
        yield current
