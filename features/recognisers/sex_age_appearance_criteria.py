"""Workers chosen by sex together with youth, looks or marital state, where the work gives no reason for it.

One such wish alone is routine in many countries (a "female receptionist", an upper age) and says little, so two different ones
must stand near each other. What asks for one sex by law or nature (personal care, a refuge, a part in a film) is left alone,
and so is adult work that is openly described. JIRN found that a stated young age alone told nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.requirements.finding import Requirement, RequirementKind, requirements_of
from features.spans import Span
from features.text.words import digit_runs, stretches_around, word_set

INDICATOR: Final = "sex_age_appearance_criteria"
_YOUNG: Final = "young_woman"
_BEAUTY: Final = "beauty_wish"
_REASONS: Final = ("genuine_need", "open_adult_work")
_NEAR: Final = 110
"""Characters within which two wishes are about the same person."""
_OLDEST_YOUNG: Final = 30
_OPEN_TRADE: Final = "adult"
_MOST: Final = 4
_MOST_MENTIONS: Final = 40
"""Mentions of a sex, and young ages, that are looked at: no advert needs more to say whom it seeks."""
MOST_WISHES: Final = 50
"""Wishes that are compared with each other: ordinary adverts utter three or four."""

_SEX_WORDS: Final = frozenset(
    (
        "girl",
        "girls",
        "lady",
        "ladies",
        "woman",
        "women",
        "female",
        "females",
        "miss",
        "gal",
        "gals",
        "babe",
        "babes",
        "doll",
        "she",
    )
)
_SEX: Final = re.compile(
    r"\b(?:girls?|lad(?:y|ies)|wom[ae]n|females?|miss|gals?|babes?|doll|she must|she should|she is|she under)\b(?!['’]s)"
)
_NO_AGE: Final = (
    r"(?! ?(?:%|hours|hrs|h\b|days|weeks|months|minutes|min\b|miles|km|kg|people|k\b|eur|usd|[€$£:/.,]\d"
    r"|years? (?:of )?exp))"
)
_YOUTH: Final = re.compile(
    rf"(?<![\d.,:/$€£-])\b(?:1[6-9]|2[0-5]) ?(?:-|–|/|to|till|until|and) ?(?:2\d|30)\b{_NO_AGE}"
    rf"|\b(?:upto|up to|until|till|under|below|max(?:imum)?|not above|not over|younger than|age to|aged? up to"
    rf"|over) (?:age )?2[2-9]\b{_NO_AGE}"
)
_SOUGHT: Final = re.compile(
    r"\b(?:need|want|look|seek|hir|search|recruit|requir|find|tak|accept|offer|job|work|vacanc|position|urgent"
    r"|send|apply|assist|invit"
    r"|choos|select|only|must|book|dear|hello|calling|tak)\w*|\bfor (?:an? )?$|\b\d $|^\s*$"
)
_AROUND: Final = 60
_SERVED: Final = re.compile(
    r"\b(?:users?|clients?|patients?|daughters?|caregiver|carers?|support\w*|care|serve[sd]?|serving|help\w*"
    r"|teach\w*|mentor\w*|coach\w*"
    r"|empower\w*|treat\w*|residents|students|participants|population|team|screening|programmes?|programs?)"
    r"(?: (?:is|are|for|of|to|with|an?|our|the|these|those|local|aged|ages|\w+ly|\w+ed|\w+able|young|vulnerable"
    r"|adolescent|women|girls|people)){0,5} $"
)
_SERVED_AFTER: Final = re.compile(
    r" who (?:has|have|is|are|needs?|lives?|loves?|uses?)\b| with (?:an? )?(?:autism|learning|disab|complex"
    r"|cerebral|brain|physical)"
    r"|[^.!?\n]{0,20}\b(?:or male|and men|and boys|clothing|wear|fashion)\b"
)


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The wishes, where they add up and the work does not ask for them."""
    phrases = reading.phrases
    if phrases.any_of(*_REASONS) or {_YOUNG, _BEAUTY} & set(phrases.warned):
        return
    wishes = sorted(_wishes(reading))[:MOST_WISHES]
    if not wishes or _is_open_trade(reading):
        return
    for span in islice((span for span in dict.fromkeys(span for span, _ in wishes) if _adds_up(span, wishes)), _MOST):
        note = "sex, youth, looks or marital state as a condition"
        yield reading.evidence(span, indicator=INDICATOR, rule="wishes_add_up", note=note)


def _wishes(reading: Reading) -> list[tuple[Span, str]]:
    """All wishes; none where none is for a sex or for looks, since the others tell nothing by themselves."""
    telling = list(_for_sex_or_looks(reading))
    return [*telling, *_for_youth_or_state(reading.folded)] if telling else []


def _for_sex_or_looks(reading: Reading) -> Iterator[tuple[Span, str]]:
    yield from _asked(reading.folded, RequirementKind.GENDER, RequirementKind.APPEARANCE)
    for found in reading.phrases.shown(_YOUNG):
        if _is_sought(reading.folded, found.span):
            yield from ((found.span, kind) for kind in ("youth", RequirementKind.GENDER))
    for found in reading.phrases.shown(_BEAUTY):
        yield found.span, RequirementKind.APPEARANCE
    if _names_a_sex(reading.folded):
        for match in islice(_SEX.finditer(reading.folded), _MOST_MENTIONS):
            span = Span(*match.span())
            if _is_sought(reading.folded, span):
                yield span, RequirementKind.GENDER


def _for_youth_or_state(folded: str) -> Iterator[tuple[Span, str]]:
    """Ages and marital state that are asked for, and young ages wherever they are written."""
    yield from _asked(folded, RequirementKind.AGE, RequirementKind.FAMILY_STATE)
    if _names_a_sex(folded):
        near = stretches_around(filter(partial(_is_young, folded), digit_runs(folded)), folded, before=25, after=15)
        ages = (Span(*match.span()) for part in near for match in _YOUTH.finditer(folded, part.start, part.end))
        yield from (
            (span, "youth")
            for span in islice(ages, _MOST_MENTIONS)
            if not _SERVED.search(folded[max(0, span.start - _AROUND) : span.start])
        )


def _names_a_sex(folded: str) -> bool:
    return not _SEX_WORDS.isdisjoint(word_set(folded))


def _is_young(folded: str, number: Span) -> bool:
    """Whether a run of digits is a number from 20 to 30."""
    written = folded[number.start : number.end]
    return len(written) == 2 and (written[0] == "2" or written == "30")


def _asked(folded: str, *kinds: RequirementKind) -> Iterator[tuple[Span, str]]:
    for item in requirements_of(folded, *kinds):
        if kind := _kind(item):
            yield Span(item.start, item.end), kind


def _kind(item: Requirement) -> str:
    """What the wish is for; empty where it is too common to say anything."""
    if item.kind is RequirementKind.AGE:
        return "youth" if item.high is not None and 16 < item.high <= _OLDEST_YOUNG else ""
    return "" if item.mild else item.kind


def _is_sought(folded: str, span: Span) -> bool:
    """Whether words of seeking stand around it, and none that say that she is served."""
    before, after = folded[max(0, span.start - _AROUND) : span.start], folded[span.end : span.end + _AROUND]
    if _SERVED.search(before) or _SERVED_AFTER.match(after):
        return False
    return bool(_SOUGHT.search(before) or _SOUGHT.search(after))


def _adds_up(span: Span, wishes: list[tuple[Span, str]]) -> bool:
    """Whether another kind of wish, one of them for a sex or for looks, stands near."""
    near = {kind for other, kind in wishes if other.start - span.end < _NEAR and span.start - other.end < _NEAR}
    return len(near) > 1 and bool(near & {RequirementKind.GENDER, RequirementKind.APPEARANCE})


def _is_open_trade(reading: Reading) -> bool:
    occupation = reading.occupation
    return occupation is not None and occupation.sector == _OPEN_TRADE
