"""Looks, photographs, measurements and family state that an offer asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.requirements.requirement import Requirement, RequirementKind
from features.text.words import LETTERS, matches_near

LOOKS_WORDS: Final = frozenset(
    LETTERS.findall(
        "attractive beautiful pretty cute hot sexy handsome slim slender gorgeous stunning athletic good nice looks skin skinned "
        "complexion scars"
    )
)
TIDY_WORDS: Final = frozenset({"groomed", "presented", "presentable", "appearance", "pleasing"})
FAMILY_WORDS: Final = frozenset(
    LETTERS.findall(
        "single unmarried unattached childless divorced widowed married children kids husband ties dependants dependents "
        "obligations"
    )
)
PHOTO_WORDS: Final = frozenset(
    LETTERS.findall("photo photos photograph photographs picture pictures pics selfie selfies headshot headshots")
)
MEASUREMENT_WORDS: Final = frozenset(LETTERS.findall("height weight measurements bust bra waist hip cup tall"))

_PEOPLE: Final = (
    r"(?:girls?|wom[ae]n|lad(?:y|ies)|females?|m[ae]n|males?|boys?|guys?|models?|hostess(?:es)?|waitress(?:es)?|"
    r"dancers?|candidates?|"
    r"applicants?|persons?|people|staff(?! (?:discount|benefit|package|rate))|appearance|looks?|face|body|figure|exterior)"
)
_QUALITY: Final = (
    r"(?:attractive|beautiful|pretty|cute|hot|sexy|handsome|slim|slender|gorgeous|stunning|(?:good|nice)[ -]looking)"
)
_AND: Final = r"(?:(?:,| and| &|/)? (?:attractive|young|single|slim|smart|tall|outgoing|friendly|educated|fun|open-minded))"
_LOOKS: Final = re.compile(
    rf"\b{_QUALITY}{_AND}{{0,3}} {_PEOPLE}\b"
    r"|\b(?:physically|visually) attractive\b|\b(?:slim|slender|athletic) (?:build|body|figure|physique)\b"
    r"|\b(?:must be|should be|you are|are you|be|young|tall|single|no children|female|girls?|lad(?:y|ies))(?: and|,)? (?:very )?"
    r"(?:attractive|beautiful|slim|sexy|(?:good|nice)[ -]looking|handsome)\b(?=[,.;!?)\n]|$| and\b| or\b| with\b)"
    r"|(?:^|[-•*\n] ?)(?:good|nice)[ -]looking\b(?=[,.;!\n]|$| and\b)"
    r"|\bgood looks\b(?! like)|\b(?:fair|light)[ -](?:skin(?:ned)?|complexion)\b|\bwithout (?:visible )?(?:scars|stretch marks)\b"
)
_TIDY: Final = re.compile(
    r"\b(?:well[ -]groomed|well[ -]presented|presentable|pleasing personality"
    r"|(?:smart|neat|professional|pleasant|pleasing|good|well[ -]kept|groomed) (?:personal )?appearance)\b"
)
_THINGS: Final = re.compile(
    r"\b(?:clean|keep|keeps|kept|stations?|items?|stores?|areas?|vehicles?|data|look|looks|dishes|products?|quality|"
    r"rooms?|lobby|shop|site)"
    r"\W+(?:\w+\W+){0,3}$"
)


def appearance_in(folded: str) -> Iterator[Requirement]:
    """Looks, and (mild) a tidy appearance of the person, not of a room or a dish."""
    for match in matches_near(LOOKS_WORDS, (_LOOKS,), folded, before=60, after=40):
        yield Requirement(*match.span(), RequirementKind.APPEARANCE)
    for match in matches_near(TIDY_WORDS, (_TIDY,), folded, before=30, after=20):
        if not _THINGS.search(folded[max(0, match.start() - 50) : match.start()]):
            yield Requirement(*match.span(), RequirementKind.APPEARANCE, mild=True)


_ALONE: Final = r"(?:single|unmarried|unattached|childless|divorced|widowed)"
_FAMILY: Final = re.compile(
    rf"\b{_ALONE}(?:(?:,| and| or|/)? (?:{_ALONE}|young|beautiful))? "
    r"(?:women|woman|girls?|lad(?:y|ies)|females?|m[ae]n|males?|boys?|guys?|candidates? (?:only|preferred)|persons? only|"
    r"(?:and |with )?(?:no|without) (?:children|kids|famil(?:y|ies)))\b"
    rf"|\b(?:must be|should be|only|preferably) {_ALONE}\b(?=[,.;!?)\n]|$| and\b| or\b| with\b)"
    r"|\b(?:without|with no|have no|having no|not have|no) (?:own |any )?"
    r"(?:children|kids|husband|family (?:ties|obligations|commitments|responsibilities)|dependants|dependents)\b"
    r"(?=[,.;!?)\n]|$| and\b| or\b| at home\b| only\b)"
    r"|\b(?:marital|civil|family) (?:status|state)\s?[:–-]\s?(?:single|unmarried|divorced|not married|"
    r"widow\w*)\b(?! ?(?:/|or|,) ?married)"
    r"|\bsingle (?:mothers?|moms?|mums?) (?:are |is )?(?:also )?(?:wanted|preferred|accepted)\b"
)
_NOT_ASKED: Final = re.compile(
    r"\b(?:regardless|discriminat\w+|equal|support\w*|homeless|patients?|policy|whether|benefits?|insurance)\b[^.\n]*$"
)


def family_states_in(folded: str) -> Iterator[Requirement]:
    """Being single, or without children, where it is asked for."""
    for match in matches_near(FAMILY_WORDS, (_FAMILY,), folded, before=50, after=50):
        if not _NOT_ASKED.search(folded[max(0, match.start() - 60) : match.start()]):
            yield Requirement(*match.span(), RequirementKind.FAMILY_STATE)


_PHOTOS: Final = (
    r"(?:photos?|photographs?|pictures?|pics|selfies?|headshots?)\b"
    r"(?! ?(?:id\b|identification|identity|cop(?:y|ies)|card|licen[cs]e|of (?!you|yourself|the applicant|me\b)|"
    r"editing|booth|shoot))"
)
_BODY_PHOTO: Final = re.compile(
    r"\b(?:full[ -]?(?:body|length|height|figure)|(?:whole|half|upper)[ -]body|bikini|swim ?suit|swimwear|lingerie|"
    r"underwear|nude|naked|"
    rf"topless|sexy|hot|intimate)(?:,? (?:or|and|recent|clear|colou?r|your|face|natural)){{0,3}} {_PHOTOS}"
    r"|\b(?:photos?|pictures?|pics?|selfies?) (?:of you )?(?:in|wearing) (?:a |your )?(?:bikini|swim ?suit|swimwear|"
    r"lingerie|underwear)\b"
)
_DETAILS: Final = (
    r"(?:[ ,&+]+(?:us|me|your|a|an|the|my|and|or|with|along|cv|cvs|resume|résumé|application|full|recent|clear|latest|"
    r"current|passport|"
    r"size|sized|colou?r|few|some|two|three|\d|name|age|height|weight|details|updated|at|least|one|of|yourself|photo|"
    r"face|natural|by|"
    r"letter|cover)){0,10}[ ,&+]+"
)
_PHOTO: Final = re.compile(
    r"\b(?:send|attach|attached|enclose|submit|provide|e-?mail|whatsapp|forward|apply with|come with|along with|cvs?|"
    r"resumes?|résumé|application)"
    rf"\b{_DETAILS}{_PHOTOS}|\b(?:include|including|upload|share|with|bring) (?:us )?(?:your|a recent|two recent|"
    rf"recent){_DETAILS}{_PHOTOS}"
)


def photos_in(folded: str) -> Iterator[Requirement]:
    """Photographs of the body, and (mild) any photograph of the applicant."""
    for match in matches_near(PHOTO_WORDS, (_BODY_PHOTO,), folded, before=60, after=40):
        yield Requirement(*match.span(), RequirementKind.PHOTO, detail="body")
    for match in matches_near(PHOTO_WORDS, (_PHOTO,), folded, before=110, after=10):
        yield Requirement(*match.span(), RequirementKind.PHOTO, mild=True)


_MEASURES: Final = re.compile(
    r"\b(?:send|provide|include|state|give|tell|your|with|photos?|pictures?|pics|age|name)\b[ ,:&+]+"
    r"(?:(?:us|your|and|name|age|full|photos?|pictures?|cv|with|exact|body|nationality|current|details)[ ,&+/]+){0,6}"
    r"(?:height(?:[ ,&+/]+(?:and )?(?:weight|measurements))+|weight(?:[ ,&+/]+(?:and )?height)+|"
    r"(?:body )?measurements|bust(?: size)?)\b"
    r"|\b(?:bra|bust|waist|hip|cup) sizes?\b|\bbust[ ,/-]+waist\b|\bbody measurements\b|\b[89]\d ?- ?[56]\d ?- ?[89]\d\b"
    r"|\b(?:min(?:imum|\.)? )?height ?[:–-]? ?(?:is |of |from |above |over |min(?:imum)?\.? |at least ){0,2}1[.,]?[5-9]\d ?c?m?\b"
    r"|\b(?:at least |minimum |min\.? )1[.,]?[5-9]\d ?c?m tall\b"
)
_GOODS: Final = re.compile(r"\b(?:patients?|customers?|windows?|accurate|record\w*|taking|take|sell\w*|fit\w*)\b[^.\n]*$")


def measurements_in(folded: str) -> Iterator[Requirement]:
    """Height, weight and sizes of the applicant."""
    for match in matches_near(MEASUREMENT_WORDS, (_MEASURES,), folded, before=70, after=40):
        if not _GOODS.search(folded[max(0, match.start() - 50) : match.start()]):
            yield Requirement(*match.span(), RequirementKind.MEASUREMENTS)
