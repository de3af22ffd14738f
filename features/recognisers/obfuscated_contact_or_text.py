"""A contact or telling words written so that a filter would not see them.

Honest people hide mail addresses from spam and mix alphabets by a slip of the keyboard, so a mail address or a link spelled out
counts only beside another disguise, and look-alike letters in several words. JIRN found an obscured telephone number telling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from features.contacts import Contact, ContactKind
from features.evidence import Evidence
from features.reading import Reading
from features.spans import Span
from features.text.normalise import Disguise

INDICATOR: Final = "obfuscated_contact_or_text"
_TELLING: Final = frozenset(
    {Disguise.SPACED_LETTERS, Disguise.DOTTED_LETTERS, Disguise.DIGITS_FOR_LETTERS, Disguise.EMOJI_LETTERS}
)
"""Only done on purpose: the reader of letters undoes these in words worth hiding alone."""
_SEVERAL: Final = 3
_WEAK_CONTACTS: Final = frozenset({ContactKind.EMAIL, ContactKind.URL})


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The first disguise of each kind, where there is enough to tell intent from accident."""
    if all(not item.normalised.undone for item in reading.fields) and not any(item.disguised for item in reading.contacts):
        return
    words = [item for item in _undone(reading) if not _is_abbreviation(reading, *item)]
    contacts = [contact for contact in reading.contacts if contact.disguised]
    counts = Counter(kind for kind, span in words for _ in reading.text[span.start : span.end].split())
    if _is_intended(counts, contacts):
        yield from _of_words(reading, words)
        yield from _of_contacts(reading, contacts)


def _undone(reading: Reading) -> Iterator[tuple[Disguise, Span]]:
    for field in reading.fields:
        for undone in field.normalised.undone:
            yield undone.kind, Span(field.start + undone.span.start, field.start + undone.span.end)


def _is_abbreviation(reading: Reading, kind: Disguise, span: Span) -> bool:
    """Capitals with dots ("F.A.S.T.") abbreviate a name."""
    return kind is Disguise.DOTTED_LETTERS and reading.text[span.start : span.end].isupper()


def _is_intended(kinds: Counter[Disguise], contacts: list[Contact]) -> bool:
    telling = any(kind in _TELLING for kind in kinds) or any(contact.kind not in _WEAK_CONTACTS for contact in contacts)
    return telling or any(count >= _SEVERAL for count in (kinds[Disguise.MIXED_ALPHABET], kinds[Disguise.INVISIBLE_CHARACTERS]))


def _of_words(reading: Reading, words: list[tuple[Disguise, Span]]) -> Iterator[Evidence]:
    firsts = {kind: span for kind, span in reversed(words) if span.start < span.end}
    for kind, span in firsts.items():
        spans = [other for other_kind, other in words if other_kind is kind]
        share = sum(other.end - other.start for other in spans) / max(1, len(reading.text))
        name, plain = kind.replace("_", " "), reading.text[span.start : span.end][:40]
        note = f"undone: {name}, {len(spans)} times, {share:.0%} of the text; reads {plain!r}"
        yield reading.evidence(span, indicator=INDICATOR, rule=f"disguise_{kind}", note=note)


def _of_contacts(reading: Reading, contacts: list[Contact]) -> Iterator[Evidence]:
    for contact in contacts[:3]:
        note = f"a {contact.service or contact.kind} contact written so that a filter would miss it"
        yield reading.evidence(Span(contact.start, contact.end), indicator=INDICATOR, rule=f"disguised_{contact.kind}", note=note)
