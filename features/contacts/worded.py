"""Telephone numbers spelled out so that a filter does not see them: "plus four four seven...", "zero double seven 9 one".

English digit words, alone or mixed with digits; seven digits at least, two of them words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from features.contacts.contact import Contact, ContactKind
from features.contacts.dialling import e164
from features.contacts.services import Service
from features.contacts.telephone import service_before
from features.contacts.telephone_words import before, surroundings
from features.profile import Profile

_DIGITS: Final = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9",
}  # fmt: skip
_TIMES: Final = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_HUNDREDS: Final = {"hundred": "00", "thousand": "000"}
_WORD: Final = rf"(?:{'|'.join(sorted((*_DIGITS, *_TIMES, *_HUNDREDS), key=len, reverse=True))})"
_PART: Final = rf"(?:{_WORD}(?![a-z])|[0-9]+)"
_RUN: Final = re.compile(
    rf"(?i)(?<![a-z0-9])(?:(?:plus|\+)[ -]{{0,2}})?{_PART}(?:[ \t\n,.\-_*/()]{{0,3}}{_PART}){{3,30}}(?![a-z0-9])"
)
MOST_SPELLED: Final = 20
"""How many runs of words for digits are read: nobody spells more numbers."""
_TOKEN: Final = re.compile(r"[a-z]+|\d|\+")


def worded_numbers_in(
    text: str, folded: str, regions: Sequence[str], services: tuple[Service, ...], profile: Profile
) -> Iterator[Contact]:
    """Telephone numbers with digits in words."""
    for found in islice(_RUN.finditer(folded), MOST_SPELLED):
        digits, words = spelled_digits(found.group())
        if words >= 2 and 7 <= len(digits.lstrip("+")) <= 15:
            yield from _number(text, found, digits, regions, services, profile)


def spelled_digits(written: str) -> tuple[str, int]:
    """The digits that words and figures spell, with a leading "+" where it is said, and how many of them were words."""
    digits, words, times = "", 0, 1
    for token in _TOKEN.findall(written):
        if token in _TIMES:
            times = _TIMES[token]
        elif token in {"plus", "+"}:
            digits += "+"
        else:
            words += token.isalpha()
            digits += (_DIGITS.get(token) or _HUNDREDS.get(token) or token) * times
            times = 1
    return digits, words


def _number(
    text: str, found: re.Match[str], digits: str, regions: Sequence[str], services: tuple[Service, ...], profile: Profile
) -> Iterator[Contact]:
    words = before(text, found.start())
    service, start = service_before(services, words, found.start())
    labelled = bool(service) or surroundings(words).labelled or len(digits) >= 10
    if number := e164(digits, regions, profile, labelled=labelled):
        kind = ContactKind.MESSENGER if service else ContactKind.TELEPHONE
        yield Contact(start, found.end(), kind, number, service, disguised=True)
