"""Gender, looks, family state, photographs and measurements that an offer asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from features.words import word_set


class RequirementKind(StrEnum):
    """What the offer asks of the person."""

    AGE = "age"
    GENDER = "gender"
    APPEARANCE = "appearance"
    FAMILY_STATE = "family_state"
    PHOTO = "photo"
    MEASUREMENTS = "measurements"


@dataclass(frozen=True, slots=True, order=True)
class Requirement:
    """A stretch of text that asks something of the person.

    `low` and `high` are ages, inclusive. `detail` is `female` or `male` for gender, `body` for photographs of more than a face.
    `mild` marks what employers of every sort write: a tidy appearance, a photograph with the application.
    """

    start: int
    end: int
    kind: RequirementKind
    low: int | None = None
    high: int | None = None
    detail: str = ""
    mild: bool = False


def selections_in(folded: str) -> Iterator[Requirement]:
    """Every requirement but age."""
    words = word_set(folded)
    for gate, find in _READERS:
        if not gate.isdisjoint(words):
            yield from find(folded)


_FEMALE: Final = frozenset(["female", "females", "woman", "women", "girl", "girls", "lady", "ladies"])
_MALE: Final = frozenset(["male", "males", "man", "men", "boy", "boys", "guy", "guys", "gentleman", "gentlemen", "gents", "lads"])
_PERSON: Final = r"(females?|woman|women|girls?|lady|ladies|males?|man|men|boys?|guys?|gentlem[ae]n|gents|lads)"
_ROLE: Final = (
    r"(?:candidates?|applicants?|workers?|staff|employees?|waitress(?:es)?|hostess(?:es)?|dancers?|models?|nann(?:y|ies)|maids?|housekeepers?|"
    r"cleaners?|drivers?|assistants?|receptionists?|massage therapists?|masseuses?|therapists?|caregivers?|carers?|helpers?|secretar(?:y|ies)|"
    r"nurses?|packers?|cooks?|bartenders?|entertainers?|performers?|operators?|tutors?|teachers?|executives?|telecallers?)"
)
_WANTED: Final = (
    r"(?:only|wanted|required|needed|preferred|preferable|preferably|a must|can apply|may apply|should apply|needed urgently)"
)
_SEEK: Final = r"(?:need|needs|needed|want|wants|wanted|looking for|seeking|seeks|hiring|require|requires|required|recruiting|recruits?|searching for|prefer|preferably|invite|inviting)"
_GENDER: Final = (
    re.compile(rf"\b(?:strictly |only |exclusively |just (?:for )?){_PERSON}\b(?: {_ROLE})?(?!['’]s)"),
    re.compile(rf"\b{_PERSON}(?: {_ROLE})?(?: (?:is|are|will be))?[ :(–-]{{1,3}}{_WANTED}\b"),
    re.compile(rf"\b{_SEEK}:? (?:\w+[ ,]+){{0,4}}?{_PERSON}\b(?! (?:owned|led)|['’]s)"),
    re.compile(rf"\b(?:gender|sex)(?: preference| required)?\s?[:\-–=]\s?{_PERSON}\b"),
    re.compile(
        rf"\b(?:jobs?|work|vacanc(?:y|ies)|positions?|openings?|opportunit(?:y|ies)) (?:available )?for (?:young |single |beautiful |pretty )?{_PERSON}\b(?!['’]s)"
    ),
    re.compile(rf"\byoung (?:and \w+ )?{_PERSON}\b(?!['’]s)"),
    re.compile(rf"\b{_PERSON},? (?:aged? |between |from )?\d\d ?(?:-|–|to) ?\d\d\b"),
)
_NOT_RESTRICTING: Final = re.compile(
    r"\b(?:encourag\w+|minorit\w+|equal|divers\w+|under-?represented|veterans?|disabilit\w+|regardless|discriminat\w+|inclusi\w+|inclusion|owned|"
    r"welcome|patients?|residents?|clients?|customers?|wards?|inmates?|prisoners?|students?|survivors?|offenders?|service users?|homeless|refuge|"
    r"clothing|fashion|footwear|wear|shoes|health|boxing|football|rugby|soccer|basketball|teams?|leagues?|sports?|mentor\w*|support\w*|empower\w*|help|helping|children|pregnant|club|school|works?hops?|scouts|who are having)\b"
)
_BOTH: Final = 30


def _gender(folded: str) -> Iterator[Requirement]:
    """Where one gender is asked for, and the other is not named beside it."""
    for pattern in _GENDER:
        for match in pattern.finditer(folded):
            female = match[1] in _FEMALE
            around = folded[max(0, match.start() - _BOTH) : match.end() + _BOTH]
            other = _MALE if female else _FEMALE
            if other.isdisjoint(re.findall(r"[a-z]+", around)) and not _is_served(folded, match):
                yield Requirement(match.start(), match.end(), RequirementKind.GENDER, detail="female" if female else "male")


def _is_served(folded: str, match: re.Match[str]) -> bool:
    """Whether the sentence encourages, sells to or looks after them."""
    before = re.split(r"[.!?\n]", folded[max(0, match.start() - 60) : match.start()])[-1]
    after = re.split(r"[.!?\n]", folded[match.end() : match.end() + 60])[0]
    return _NOT_RESTRICTING.search(f"{before} {match[0]} {after}") is not None


_PEOPLE: Final = r"(?:girls?|women|woman|lad(?:y|ies)|females?|m[ae]n|males?|boys?|guys?|models?|hostess(?:es)?|waitress(?:es)?|dancers?|candidates?|applicants?|young|person|people|staff|appearance|looks?|face|body|figure)"
_LOOKS: Final = re.compile(
    rf"\b(?:attractive|beautiful|pretty|cute|hot|sexy|handsome|slim|slender|gorgeous|stunning)(?:(?:,| and| &|/)? (?:attractive|young|single|slim|smart|tall|outgoing|friendly|educated|fun|open-minded)){{0,3}} {_PEOPLE}\b"
    r"|\b(?:good|nice)[ -]looking\b|\b(?:physically|visually) attractive\b|\b(?:slim|slender|athletic) (?:build|body|figure|physique)\b"
    r"|\b(?:must be|should be|be|are|you(?:['’]re| are)|young|tall|single)(?: and|,)? (?:very )?(?:attractive|beautiful|pretty|slim|sexy|good[ -]?looking|handsome)\b(?! (?:to|salary|package|offer|benefits|for))"
    r"|\bgood looks\b|\b(?:fair|light)[ -](?:skin(?:ned)?|complexion)\b|\bwithout (?:visible )?(?:scars|stretch marks)\b"
)
_TIDY: Final = re.compile(
    r"\b(?:well[ -]groomed|well[ -]presented|presentable|(?:smart|neat|tidy|clean|professional|pleasant|pleasing|good|well-kept|groomed) (?:personal )?(?:appearance|presentation)|pleasing personality)\b"
)


def _appearance(folded: str) -> Iterator[Requirement]:
    for match in _LOOKS.finditer(folded):
        yield Requirement(match.start(), match.end(), RequirementKind.APPEARANCE)
    for match in _TIDY.finditer(folded):
        yield Requirement(match.start(), match.end(), RequirementKind.APPEARANCE, mild=True)


_FAMILY: Final = re.compile(
    r"\b(?:single|unmarried|unattached|childless|divorced|widowed)(?:(?:,| and| or|/| or divorced)? (?:unmarried|divorced|young|beautiful|childless|widowed))? "
    r"(?:women|woman|girls?|lad(?:y|ies)|females?|m[ae]n|males?|boys?|guys?|candidates? (?:only|preferred)|persons? only|only|(?:and |with )?(?:no|without) (?:children|kids|famil(?:y|ies)))\b"
    r"|\b(?:must be|should be|only|preferably) (?:single|unmarried|childless|divorced)\b(?!-)"
    r"|\b(?:without|with no|have no|having no|not have|no) (?:own )?(?:children|kids|husband|family ties|family (?:obligations|commitments|responsibilities)|dependants|dependents)\b(?! (?:menu|under|allowed|are|is))"
    r"|\b(?:marital|civil|family) (?:status|state)\s?[:\-–]\s?(?:single|unmarried|divorced|not married|widow\w*)\b(?! ?(?:/|or|,) ?(?:single|married))"
    r"|\bsingle (?:mothers?|moms?|mums?) (?:are |is )?(?:also )?(?:welcome|wanted|preferred|accepted)\b"
)


def _family_state(folded: str) -> Iterator[Requirement]:
    for match in _FAMILY.finditer(folded):
        if not _is_served(folded, match) or "single m" in match[0]:
            yield Requirement(match.start(), match.end(), RequirementKind.FAMILY_STATE)


_PHOTOS: Final = r"(?:photos?|photographs?|pictures?|pics?|selfies?|images?|headshots?)\b(?! ?(?:id\b|identification|identity|copy|copies|card|licen[cs]e|of (?!you|yourself|the applicant|me\b)|editing|booth|shoot))"
_BODY_PHOTO: Final = re.compile(
    rf"\b(?:full[ -]?(?:body|length|height|figure)|whole[ -]body|half[ -]body|body|bikini|swim ?suit|swimwear|lingerie|underwear|nude|naked|topless|sexy|hot|intimate)"
    rf"(?:,? (?:or|and|recent|clear|colou?r|your|face|natural)){{0,3}} {_PHOTOS}"
    rf"|\b(?:photos?|pictures?|pics?|selfies?)\b (?:of you )?(?:in|wearing) (?:a |your )?(?:bikini|swim ?suit|swimwear|lingerie|underwear)\b"
)
_PHOTO: Final = re.compile(
    rf"\b(?:send|sending|attach|attached|include|including|enclose|submit|provide|e-?mail|whatsapp|forward|upload|share|with|apply with|cv and|cv \+|resume and|bring)\b"
    rf"(?:[ ,&+]+(?:us|me|your|a|an|the|my|and|or|with|along|cv|cvs|resume|résumé|application|full|recent|clear|latest|current|passport|size|sized|colou?r|few|some|two|three|\d|name|age|height|weight|details|updated|at|least|one|of|yourself|photo|facial|face|natural|by|letter|cover)){{0,10}}[ ,&+]+{_PHOTOS}"
)


def _photo(folded: str) -> Iterator[Requirement]:
    for match in _BODY_PHOTO.finditer(folded):
        yield Requirement(match.start(), match.end(), RequirementKind.PHOTO, detail="body")
    for match in _PHOTO.finditer(folded):
        yield Requirement(match.start(), match.end(), RequirementKind.PHOTO, mild=True)


_MEASURES: Final = re.compile(
    r"\b(?:send|provide|include|state|give|tell|your|with|photos?|pictures?|pics?|age|name)\b[ ,:&+]+(?:(?:us|your|and|name|age|full|photos?|pictures?|cv|with|exact|body|nationality|current|details)[ ,&+/]+){0,6}"
    r"(?:height(?:[ ,&+/]+(?:and )?(?:weight|measurements))+|weight(?:[ ,&+/]+(?:and )?height)+|(?:body )?measurements|bust(?: size)?)\b"
    r"|\b(?:bra|bust|waist|hip|cup) sizes?\b|\bbust[ ,/-]+waist\b|\bbody measurements\b|\b[89]\d ?- ?[56]\d ?- ?[89]\d\b"
    r"|\b(?:min(?:imum|\.)? )?height ?[:\-–]? ?(?:is |of |from |above |over |min(?:imum)?\.? |at least )*1[.,]?[5-9]\d ?(?:cm|m)?\b|\b(?:at least |minimum |min\.? )1[.,]?[5-9]\d ?c?m tall\b"
)


def _measurements(folded: str) -> Iterator[Requirement]:
    for match in _MEASURES.finditer(folded):
        yield Requirement(match.start(), match.end(), RequirementKind.MEASUREMENTS)


_Reader = tuple[frozenset[str], Callable[[str], Iterator[Requirement]]]
_READERS: Final[tuple[_Reader, ...]] = (
    (_FEMALE | _MALE, _gender),
    (
        frozenset(
            [
                "attractive",
                "beautiful",
                "pretty",
                "cute",
                "hot",
                "sexy",
                "handsome",
                "slim",
                "slender",
                "gorgeous",
                "stunning",
                "looking",
                "athletic",
                "looks",
                "fair",
                "light",
                "scars",
                "stretch",
                "groomed",
                "presented",
                "presentable",
                "appearance",
                "presentation",
                "pleasing",
            ]
        ),
        _appearance,
    ),
    (
        frozenset(
            [
                "single",
                "unmarried",
                "unattached",
                "childless",
                "divorced",
                "widowed",
                "children",
                "kids",
                "husband",
                "ties",
                "dependants",
                "dependents",
                "marital",
                "civil",
                "family",
            ]
        ),
        _family_state,
    ),
    (
        frozenset(
            [
                "photo",
                "photos",
                "photograph",
                "photographs",
                "picture",
                "pictures",
                "pic",
                "pics",
                "selfie",
                "selfies",
                "image",
                "images",
                "headshot",
                "headshots",
            ]
        ),
        _photo,
    ),
    (frozenset(["height", "weight", "measurements", "bust", "bra", "waist", "hip", "cup"]), _measurements),
)
