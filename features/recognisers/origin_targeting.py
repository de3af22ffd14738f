"""Work restricted, or paid, by nationality, ethnicity or religion.

It describes what the advertiser does and is alike for every term: the terms are read as one kind (`features.identity`), and no
name, language or country counts. A language that the work needs, a kitchen, a market and a security clearance are no choice of
people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.identity import IdentityKind, IdentityTerm
from features.places.finding import PlaceKind
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "origin_targeting"
_PEOPLE: Final = (
    r"(?:(?:house)?maids?|nann(?:y|ies)|drivers?|workers?|girls?|lad(?:y|ies)|wom[ae]n|m[ae]n|boys?|lads|guys"
    r"|females?|males?|nationals?"
    r"|citizens?|people|persons?|candidates?|applicants?|staff|helpers?|families|couples?|housekeepers?"
    r"|cleaners?|nurses?|carers?"
    r"|caregivers?|babysitters?|waitress(?:es)?|waiters?|hostess(?:es)?|labou?rers?|employees?"
    r"|passport(?: holders?)?|origin|only"
    r"|nationality|descent|sailors|crew|students|sisters|brothers|believers)\b"
)
_LIST: Final = r"(?:(?: ?[,/&] ?| and | or )\w+){0,3}?"
_MANNER: Final = (
    r"(?:(?:an?|some|one|two|three|\d+|young|experienced|good|single|male"
    r"|female|from|for|is|are|be|to|given|the|of|mostly|educated) ){0,3}"
)
_ONLY_BEFORE: Final = re.compile(
    r"\b(?:only|just|exclusively|strictly|preferably|prefer(?:red)?|preference (?:will be |is )?(?:given )?(?:to|for)):? "
    + _MANNER
    + "$"
)
_SOUGHT_BEFORE: Final = re.compile(
    r"\b(?:wanted|wants?|needed|needs?|looking for|seeking|hiring|hire|takes?|accepts?|accepting|recruiting"
    r"|requires?|required|prefer"
    r"|placing|(?:places|jobs|vacancies|positions) for)[:,]? " + _MANNER + "$"
)
_WANTED_BEFORE: Final = re.compile(r"\b(?:wanted|needed|required)[:,] $|\b(?:places|jobs|vacancies|positions) for $")
_NATIONALITY_BEFORE: Final = re.compile(
    r"\b(?:nationality|religion|ethnicity|race|origin|citizenship)(?: (?:required|preferred|preference|is"
    r"|must be))?\s?[:=–-]\s?$"
)
_MUST_BEFORE: Final = re.compile(r"\b(?:must|should|has to|have to) be (?:an? )?$")
_NO_BEFORE: Final = re.compile(r"(?:^|[\s(,;:])(?:no|not|except) $")
_AFTER_ONLY: Final = re.compile(
    rf"{_LIST} ?(?:{_PEOPLE} ?){{0,2}}(?:from \w+ )?[(,–-]{{0,2}} ?(?:(?:is|are|will be|would be) )?"
    r"(?:only|preferred|preferable|preferably|wanted|a must|(?:kindly|please|pls) excuse"
    r"|(?:pls|plz|please|kindly)?,? ?(?:don'?t|do not|need not|no need to|not) (?:apply|call|write|contact"
    r"|accepted|welcome))\b"
)
_AFTER_NO: Final = re.compile(rf" ?(?:{_PEOPLE}|,? ?(?:need |should |to )?apply\b|accepted\b|allowed\b)")
_AFTER_AGE: Final = re.compile(
    rf"{_LIST} ?(?:{_PEOPLE})?,? ?(?:of |aged? |between )?(?:1[6-9]|2\d) ?(?:-|–|to) ?[23]\d\b(?! ?(?:hours|%|k\b))"
)
_PERSON_AFTER: Final = re.compile(rf"(?:,? (?:and|or|&)? ?\w+| passport){{0,2}}? {_PEOPLE}")
_PERSON_NEXT: Final = re.compile(rf" {_PEOPLE}")
_END_AFTER: Final = re.compile(rf"{_LIST} ?(?:[.,;!)\n]|$|by (?:birth|origin))")
_AMOUNT_AFTER: Final = re.compile(
    r"s? ?(?:girls?|maids?|workers?|nationals?)? ?[:=–-]? ?(?:[$€£]|aed|sar|usd|eur|dhs?|kd|qar)? ?\d{2,}"
)
_ORIGIN_BEFORE: Final = re.compile(r"\b(?:candidates?|applicants?|people|workers?|girls|women|men|staff|persons?) of $")
_ORIGIN_AFTER: Final = re.compile(r" (?:origin|descent|nationality|ethnicity|background|race|faith)\b")
_FROM_ONLY: Final = re.compile(
    r"\b(?:only|just|exclusively)(?: (?:to|for))? (?:people|nationals|citizens|workers|girls|women|men"
    r"|candidates|those)? ?(?:from|of) $"
)
_NO_CHOICE: Final = re.compile(
    r"\b(?:clearance|right to work|work authori[sz]ation|eligib\w+|degree|language|export control|itar"
    r"|regardless|any nationality"
    r"|diversity|discriminat\w+|law)\b"
)
_NEVER_AFTER: Final = re.compile(
    r"[- ](?:speak\w*|language|teachers?|tutors?|lessons?|sign|university|degree|restaurant|cuisine|food"
    r"|kitchen|compan(?:y|ies)|market"
    r"|customers?|clients?|texts?|law)\b"
)
_REACH: Final = 60
_MOST: Final = 40


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Terms that choose or price people, and countries from which alone they may come."""
    folded = reading.folded
    terms = [term for term in reading.identity_terms if _is_of_people(folded, term)][:_MOST]
    priced = {term for term in terms if _AMOUNT_AFTER.match(folded, term.end)}
    if len({term.term for term in priced}) < 2:
        priced = set()
    chosen = [Span(term.start, term.end) for term in terms if term in priced or _chooses(folded, term)]
    for span in (*chosen, *_countries(reading)):
        note = "people are chosen or priced by origin or religion; any term would read the same"
        yield reading.evidence(span, indicator=INDICATOR, rule="selecting_context", note=note)


def _is_of_people(folded: str, term: IdentityTerm) -> bool:
    """Whether a term says who people are; of words for tongues, those before a noun for people ("no German workers")."""
    return term.kind is not IdentityKind.LANGUAGE or bool(_PERSON_NEXT.match(folded, term.end))


def _chooses(folded: str, term: IdentityTerm) -> bool:
    before, after = _around(folded, term.start, term.end)
    if _NEVER_AFTER.match(after) or _NO_CHOICE.search(before) or _NO_CHOICE.search(after.partition(".")[0]):
        return False
    people = bool(_PERSON_AFTER.match(after))
    if _AFTER_ONLY.match(after) or _AFTER_AGE.match(after) or _NATIONALITY_BEFORE.search(before):
        return True
    if people and (_SOUGHT_BEFORE.search(before) or (_ORIGIN_AFTER.match(after) and _ORIGIN_BEFORE.search(before))):
        return True
    if _NO_BEFORE.search(before):
        return bool(_AFTER_NO.match(after)) or term.term.endswith("s")
    ends = people or bool(_END_AFTER.match(after))
    return ends and bool(_ONLY_BEFORE.search(before) or _MUST_BEFORE.search(before) or _WANTED_BEFORE.search(before))


def _around(folded: str, start: int, end: int) -> tuple[str, str]:
    """What stands before in the same line, and what stands behind in the same field."""
    before, after = folded[max(0, start - _REACH) : start], folded[end : end + _REACH]
    return before.rpartition("\n")[2], after.partition("\x1e")[0]


def _countries(reading: Reading) -> Iterator[Span]:
    """Countries after "only people from"."""
    if not any(word in reading.folded for word in ("only", "just", "exclusively")):
        return
    for place in reading.places:
        before, after = _around(reading.folded, place.start, place.end)
        if place.kind is PlaceKind.COUNTRY and _FROM_ONLY.search(before) and not _NO_CHOICE.search(before + after):
            yield Span(place.start, place.end)
