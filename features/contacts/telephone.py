"""Telephone numbers in E.164, from what is written and from the countries that the posting speaks of.

A run of digits is a number to call when it begins with "+" or "00", when a word before it says so, or when it has the shape of
its country's numbers. Dates, prices, ranges, opening hours and references are none. Full asks phonenumbers whether the number
can exist; light goes by calling code and length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from features.contacts.contact import Contact, ContactKind
from features.contacts.dialling import e164
from features.contacts.number_shapes import could_be_called, groups_to_try
from features.contacts.services import Service
from features.contacts.telephone_words import Surroundings, before, is_glued_label, regions_hinted, surroundings
from features.profile import Profile
from features.spans import Span

_SEPARATOR: Final = r"[ \t\u00a0().\-–/_*]"
MOST_RUNS: Final = 25
"""How many runs of digits are looked at: a posting with more is a table, or made to cost time."""
_DIGIT: Final = r"(?:[0-9]|(?<=[0-9])[OolI](?=[0-9OolI])|[Oo]{2}(?=[ ]?[0-9]))"
_RUN: Final = re.compile(rf"[0-9](?<![0-9].)(?:{_SEPARATOR}{{0,3}}{_DIGIT}){{6,22}}(?![0-9])")
_PREFIX: Final = re.compile(r"(?:\+[ ]?\(?|\(\+?)$")
_NEVER_BEFORE: Final = tuple("0123456789@_")
_LETTERS: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_ONE_BY_ONE: Final = re.compile(rf"(?:[0-9]{_SEPARATOR}{{1,3}}){{8,}}[0-9]")
_OF_NUMBER_BEFORE: Final = re.compile(r"[0-9]\s?[(（]\s?$")
_SHORTEST: Final = 7
_GAP: Final = re.compile(rf"{_SEPARATOR}*")
_WORDS: Final = re.compile(r"\w+")
_ANOTHER_MATTER: Final = re.compile(r"(?<!\bno)(?<!\bnr)[.!?]\s|[0-9@;|\n]", re.IGNORECASE)
_MONEY_BEFORE: Final = re.compile(
    r"(?:[$€£¥₹₽₴₺₫฿₦₱₩]|\b(?:usd|eur|gbp|aed|rs|inr|idr|rp|php|sar|pkr|ngn|cny|rmb|pln|czk|huf))\.?\s?$", re.IGNORECASE
)
_MONEY_AFTER: Final = re.compile(
    r"\s?(?:[$€£¥₹₽₴₺₫฿₦₱₩%元万]|(?:usd|eur|gbp|aed|zł|zl|pln|kč|czk|ft|huf|руб|грн|лв|lei|ron|kr|sek|nok|dkk|vnd|đ|tr|triệu|baht"
    r"|บาท|dollars?|euros?|pounds?|hours?|hrs?|years?|km|kg|k)\b)|:[0-9]|[.,][0-9]",
    re.IGNORECASE,
)

MOST_REGIONS: Final = 12
"""Countries in which a number without a code is looked up; a posting that names more recruits for none of them."""
MOST_TRIES: Final = 100
"""Look-ups in numbering plans, one for each country and number, since they are what costs time."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where to look: a text, the countries it speaks of, the services it names, the profile, and how many look-ups are left."""

    text: str
    regions: Sequence[str]
    services: tuple[Service, ...]
    profile: Profile
    tries: Iterator[int]


def telephones_in(text: str, regions: Sequence[str], services: tuple[Service, ...], profile: Profile) -> Iterator[Contact]:
    """Every number to call or to write to."""
    place = _Place(text, regions[:MOST_REGIONS], services, profile, iter(range(MOST_TRIES)))
    for found in islice(_RUN.finditer(text), MOST_RUNS):
        prefix = _PREFIX.search(text, max(0, found.start() - 3), found.start())
        if text[found.start() - 1 : found.start()] not in _NEVER_BEFORE:
            yield from _numbers(place, prefix.start() if prefix else found.start(), found.end())


def _numbers(place: _Place, start: int, end: int) -> Iterator[Contact]:
    words = before(place.text, start)
    said = surroundings(words)
    service, label_start = service_before(place.services, words, start)
    if service or _ONE_BY_ONE.fullmatch(place.text, start, end):
        said = Surroundings(labelled=True, close=True, something_else=False)
    if _is_something_else(place.text, start, end, said, service):
        return
    place = replace(place, regions=(*place.regions, *regions_hinted(words, service)))
    while found := _first_called(place, start, end, said):
        span, number = found
        named, after = (service, span.end) if service else _service_after(place, span.end)
        yield _contact(place.text, Span(min(span.start, label_start), after), span, number, named)
        start, label_start = span.end + len(_GAP.match(place.text, span.end).group()), end  # type: ignore[union-attr]


def _first_called(place: _Place, start: int, end: int, said: Surroundings) -> tuple[Span, str] | None:
    """The number in a run of digits, which may hold two ("01632 960983 / 07700 900456") or a neighbour that is none."""
    if end - start < _SHORTEST:
        return None
    tries = ((Span(*pair), _called(place, *pair, said)) for pair in groups_to_try(place.text, start, end))
    return next(((span, number) for span, number in tries if number), None)


def _is_something_else(text: str, start: int, end: int, said: Surroundings, service: str) -> bool:
    if (
        (said.something_else and text[start] != "+")
        or _MONEY_BEFORE.search(text[max(0, start - 6) : start])
        or _MONEY_AFTER.match(text, end)
    ):
        return True
    previous, following = text[start - 1 : start], text[end : end + 1]
    if previous.isascii() and previous.isalpha() and not (is_glued_label(text[max(0, start - 12) : start]) or service):
        return True
    if previous and previous in "-.,/#$=&?%" and not said.close:
        return True
    return following.isascii() and following.isalpha() and not said.labelled


def _called(place: _Place, left: int, right: int, said: Surroundings) -> str:
    """E.164, or the bare digits of a labelled number whose country is unknown; empty when it is no number to call."""
    written = place.text[left:right].translate(_LETTERS)
    wanted = 1 + len(place.regions)
    if not could_be_called(written, place.regions, said) or len(list(islice(place.tries, wanted))) < wanted:
        return ""
    return e164(written, place.regions, place.profile, labelled=said.labelled)


def _contact(text: str, whole: Span, written: Span, number: str, service: str) -> Contact:
    digits = text[written.start : written.end]
    disguised = bool(_ONE_BY_ONE.search(digits)) or any(letter in digits for letter in "OolI")
    kind = ContactKind.MESSENGER if service else ContactKind.TELEPHONE
    return Contact(whole.start, whole.end, kind, number, service, disguised=disguised)


def service_before(services: tuple[Service, ...], words: str, start: int) -> tuple[str, int]:
    """The service that the words just before a number at `start` name, and where its name begins."""
    for service in services:
        for found in service.mention_pattern.finditer(words) if service.takes_numbers else ():
            between = words[found.end() :]
            if _OF_NUMBER_BEFORE.search(words, 0, found.start()) or _ANOTHER_MATTER.search(between):
                continue
            if len(_WORDS.findall(between)) <= 3:
                return service.name, start - len(words) + found.start()
    return "", start


def _service_after(place: _Place, end: int) -> tuple[str, int]:
    for service in place.services:
        if service.takes_numbers and (found := service.after_number.match(place.text, end)):
            return service.name, found.end()
    return "", end
