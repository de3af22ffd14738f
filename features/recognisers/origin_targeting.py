"""Work restricted, or paid, by nationality, ethnicity or religion.

It describes what the advertiser does and is alike for every term: the terms are read as one kind (`features.identity`), and no name,
language or country counts. A language the work needs, a kitchen, a market and a security clearance are no choice of people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.identity import IdentityKind, IdentityTerm
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "origin_targeting"
_PEOPLE: Final = (
    r"(?:(?:house)?maids?|nann(?:y|ies)|drivers?|workers?|girls?|lad(?:y|ies)|wom[ae]n|m[ae]n|boys?|guys|females?|males?|nationals?|citizens?|"
    r"people|persons?|candidates?|applicants?|staff|helpers?|families|couples?|housekeepers?|cleaners?|nurses?|carers?|caregivers?|"
    r"babysitters?|waitress(?:es)?|waiters?|hostess(?:es)?|labou?rers?|employees?|passport(?: holders?)?|origin|only|descent|sailors|crew|"
    r"students|sisters|brothers|believers)\b"
)
_LIST: Final = r"(?:\W{0,3}(?:and|or|und|&)?\W{0,3}\w+){0,3}?"
_MANNER: Final = r"(?:(?:an?|some|one|two|three|\d+|young|experienced|good|single|male|female|from|for|is|are|be|to|given|the|of|mostly|educated) ){0,3}"
_ONLY_BEFORE: Final = re.compile(
    rf"\b(?:only|just|exclusively|strictly|preferably|prefer(?:red)?|preference (?:will be |is )?(?:given )?(?:to|for)):? {_MANNER}$"
)
_SOUGHT_BEFORE: Final = re.compile(
    rf"\b(?:wanted|want|wants|needed|need|needs|looking for|seeking|hiring|hire|take|takes|accept|accepts|recruiting|require|requires|required|prefer):? {_MANNER}$"
)
_NATIONALITY_BEFORE: Final = re.compile(
    r"\b(?:nationality|religion|ethnicity|race|origin|citizenship)(?: (?:required|preferred|preference|is|must be))?\s?[:=–-]\s?$"
)
_MUST_BEFORE: Final = re.compile(r"\b(?:must|should|has to|have to) be (?:an? )?$")
_NO_BEFORE: Final = re.compile(r"(?:^|[\s(,;:])(?:no|not|except) $")
_AFTER_ONLY: Final = re.compile(
    rf"{_LIST} ?(?:{_PEOPLE} ?){{0,2}}[(,–-]{{0,2}} ?(?:(?:is|are|will be|would be) )?(?:only|preferred|preferable|preferably|wanted|a must"
    r"|(?:pls|plz|please)?,? ?(?:don'?t|do not|need not|no need to|not) (?:apply|call|write|contact|accepted|welcome))\b"
)
_AFTER_NO: Final = re.compile(
    rf" ?(?:{_PEOPLE})? ?(?:,? ?(?:please|pls|plz)\b|(?:need |should |to )?apply\b|accepted\b|allowed\b|{_PEOPLE})"
)
_PERSON_AFTER: Final = re.compile(rf"(?:,? (?:and|or|&)? ?\w+| passport){{0,2}}? {_PEOPLE}")
_PERSON_NEXT: Final = re.compile(rf" {_PEOPLE}")
_END_AFTER: Final = re.compile(r" ?(?:[.,;!)\n]|$|by (?:birth|origin)|national|citizen|passport|speaking person)")
_AMOUNT_AFTER: Final = re.compile(
    r"s? ?(?:girls?|maids?|workers?|nationals?)? ?[:=–-]? ?(?:[$€£]|aed|sar|usd|eur|dhs?|kd|qar)? ?\d{2,}"
)
_ORIGIN_BEFORE: Final = re.compile(r"\b(?:candidates?|applicants?|people|workers?|girls|women|men|staff|persons?) of $")
_ORIGIN_AFTER: Final = re.compile(r" (?:origin|descent|nationality|ethnicity|background|race|faith)\b")
_CLEARED: Final = re.compile(
    r"\b(?:clearance|right to work|work authori[sz]ation|eligib\w+|export control|itar|regardless|any nationality|diversity|discriminat\w+|law)\b"
)
_NEVER_AFTER: Final = re.compile(
    r"[- ](?:speak\w*|language|teachers?|tutors?|lessons?|restaurant|cuisine|food|kitchen|compan(?:y|ies)|market|customers?|clients?|texts?|law)\b"
)
_REACH: Final = 60


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Terms that choose or price people."""
    folded = reading.folded
    terms = [term for term in reading.identity_terms if _is_of_people(folded, term)]
    if not terms:
        return
    priced = [term for term in terms if _AMOUNT_AFTER.match(folded, term.end)]
    for term in terms[:40]:
        if _chooses(folded, term) or (len({item.term for item in priced}) > 1 and term in priced):
            note = "people are chosen or priced by origin or religion; any term would read the same"
            yield reading.evidence(Span(term.start, term.end), indicator=INDICATOR, rule="selecting_context", note=note)


def _is_of_people(folded: str, term: IdentityTerm) -> bool:
    """Whether a term says who people are; one that may name a tongue too does so before a noun for people ("no German workers")."""
    return term.kind is not IdentityKind.LANGUAGE or bool(_PERSON_NEXT.match(folded, term.end))


def _chooses(folded: str, term: IdentityTerm) -> bool:
    before, after = folded[max(0, term.start - _REACH) : term.start], folded[term.end : term.end + _REACH]
    before, after = before.rpartition("\n")[2], after.partition("\x1e")[0]
    if _NEVER_AFTER.match(after) or _CLEARED.search(before) or _CLEARED.search(after.partition(".")[0]):
        return False
    person, end = bool(_PERSON_AFTER.match(after)), bool(_END_AFTER.match(after))
    return (
        (person or end) and bool(_ONLY_BEFORE.search(before) or _MUST_BEFORE.search(before))
        or person and bool(_SOUGHT_BEFORE.search(before))
        or bool(_NATIONALITY_BEFORE.search(before))
        or bool(_NO_BEFORE.search(before) and _AFTER_NO.match(after))
        or bool(_AFTER_ONLY.match(after))
        or bool(_ORIGIN_AFTER.match(after) and _ORIGIN_BEFORE.search(before))
    )  # fmt: skip
