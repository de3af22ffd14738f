"""Contact data of a posting as somebody sees it who has not asked for it: a bullet for every letter and digit.

Everything keeps its length, so that evidence stays where it is. Masking goes on until no contact is found any more, so that
masking twice is masking once, however many contacts there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache, partial
from typing import Any, Final

from features.contacts import Contact, contacts_in
from features.contacts.services import SERVICES
from features.posting import READ_FIELDS, Json, Posting, PostingKind
from features.profile import best_profile
from features.reading import Reading
from features.spans import Span
from features.text.normalise import normalise

BULLET: Final = "•"
PATIENCE: Final = 12
"""How often a text is looked through again, because finders look at so many contacts at once; then it is masked whole."""
_TELLING: Final = 6
"""Characters that a contact has at least if it is recognised wherever else it stands."""
_WHOLE: Final = ("author", "hiring_organization.email", "hiring_organization.telephone")
"""Texts that are contact data by what they are."""
_SEARCHED: Final = (*READ_FIELDS, "hiring_organization.url")
_CONTACT_KEY: Final = re.compile(
    r"(?i)phone|mobile|fax|mail|whatsapp|telegram|viber|wechat|skype|\btel\b|iban|wallet|account_?number"
)
"""Names of things whose values are contact data."""
Mask = Callable[[str], str]


class Contacts(StrEnum):
    """How contact data is shown."""

    MASKED = "masked"
    CLEAR = "clear"


def masked(posting: Posting, looked: int = 0) -> Posting:
    """The posting with its contact data masked. Its address, source and id stay: they say where it was published.

    `looked`: how often it was looked through already.
    """
    following = _looked_through(posting, whole=looked >= PATIENCE)
    return posting if following == posting else masked(following, looked + 1)


def masked_text(text: str, looked: int = 0) -> str:
    """A text that stands alone, such as a line of the queue, with its contact data masked."""
    following = _mask(text, spans=(), known=(), regions=(), bare=False, whole=looked >= PATIENCE)
    return text if following == text else masked_text(following, looked + 1)


def _looked_through(posting: Posting, *, whole: bool) -> Posting:
    reading = Reading(posting)
    found = [(contact, *reading.locate(*_told(reading.text, contact))) for contact in reading.contacts]
    written = {posting.text_of(field)[span.start : span.end].strip() for _, field, span in found}
    known = tuple(sorted(text for text in written if len(text) >= _TELLING))
    bare = posting.kind is not PostingKind.JOB_ADVERT
    mask = partial(_mask, known=known, regions=reading.countries, bare=bare, whole=whole)
    texts = {name: mask(posting.text_of(name), [span for _, field, span in found if field == name]) for name in _SEARCHED}
    texts |= {name: bullets(posting.text_of(name)) for name in _WHOLE}
    return _with_texts(posting, texts, _masked_json(posting.additional, lambda text: mask(text, ())))


def _with_texts(posting: Posting, texts: Mapping[str, str], additional: Any) -> Posting:
    own: dict[str, Any] = {name: text for name, text in texts.items() if "." not in name}
    inner = {name.partition(".")[2]: text for name, text in texts.items() if "." in name}
    return replace(posting, **own, hiring_organization=replace(posting.hiring_organization, **inner), additional=additional)


def _mask(text: str, spans: Iterable[Span], known: Iterable[str], regions: Sequence[str], *, bare: bool, whole: bool) -> str:
    """A text with a bullet for every letter and digit of these stretches, of known contacts, and of those that are found."""
    found = [*spans, *_known_in(text, known), *_found_in(text, regions, bare=bare)]
    hidden = _covered(text, found)
    return bullets(text) if whole and hidden != text else hidden


def _found_in(text: str, regions: Sequence[str], *, bare: bool) -> Iterator[Span]:
    """Contacts that can be read, and those in markup, such as where a link leads."""
    plain = normalise(text)
    for contact in contacts_in(plain.text, best_profile(), regions, bare_handles=bare):
        yield plain.original(*_told(plain.text, contact))
    if plain.text != text:
        for contact in contacts_in(text, best_profile(), regions, bare_handles=bare):
            yield Span(*_told(text, contact))


def _known_in(text: str, known: Iterable[str]) -> Iterator[Span]:
    for written in known:
        at = text.find(written)
        while at >= 0:
            yield Span(at, at + len(written))
            at = text.find(written, at + len(written))


def _told(text: str, contact: Contact) -> tuple[int, int]:
    """Where a contact's address stands: behind the name of its messenger or network, which may be seen."""
    label = _label(contact.service)
    named = label.match(text, contact.start, contact.end) if label else None
    if named and any(map(_is_masked, text[named.end() : contact.end])):
        return named.end(), contact.end
    return contact.start, contact.end


@cache
def _label(service: str) -> re.Pattern[str] | None:
    return next((re.compile(known.label) for known in SERVICES if known.name == service), None)


def _covered(text: str, spans: Iterable[Span]) -> str:
    parts, reached = [], 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        start = max(span.start, reached)
        parts += [text[reached:start], bullets(text[start : span.end])]
        reached = max(reached, span.end)
    return "".join(parts) + text[reached:]


def bullets(text: str) -> str:
    """A bullet for every letter and digit, marks and symbols beyond ASCII included; the rest shows how it is written."""
    return "".join(BULLET if _is_masked(character) else character for character in text)


def _is_masked(character: str) -> bool:
    return character.isalnum() or (not character.isascii() and unicodedata.category(character)[0] in "MS")


def _masked_json(value: Json | Mapping[str, Json], mask: Mask, key: str = "") -> Any:
    """What has no field of ours: values named for a contact are masked whole, others where they hold one."""
    if isinstance(value, Mapping):
        return {name: _masked_json(item, mask, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_masked_json(item, mask, key) for item in value]
    named = bool(_CONTACT_KEY.search(key))
    if isinstance(value, str):
        return bullets(value) if named else mask(value)
    return bullets(str(value)) if named and value is not None and not isinstance(value, bool) else value
