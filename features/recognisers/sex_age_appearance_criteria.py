"""Workers chosen by sex together with youth, looks or marital state, where the work gives no reason for it.

One such wish alone is routine in many countries (a "female receptionist", an upper age) and says little, so two different ones must
stand near each other, or looks be wished for of a person outright. What asks for one sex by law or nature (personal care, a refuge,
a part in a film) is left alone, and so is adult work that is openly described. JIRN found that a stated young age alone told nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.requirement import Requirement, RequirementKind
from features.spans import Span

INDICATOR: Final = "sex_age_appearance_criteria"
_YOUNG: Final = "young_woman"
_BEAUTY: Final = "beauty_wish"
_REASONS: Final = ("genuine_need", "open_adult_work")
_NEAR: Final = 160
"""Characters within which two wishes are about the same person."""
_OLDEST_YOUNG: Final = 30
_IMAGE_TRADES: Final = frozenset({"adult"})


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The wishes, where they add up and the work does not ask for them."""
    if reading.phrases.any_of(*_REASONS) or {_YOUNG, _BEAUTY} & set(reading.phrases.warned):
        return
    wishes = sorted(_wishes(reading))
    chosen = [span for span, _ in wishes if _adds_up(span, wishes)]
    if chosen and not _is_open_trade(reading):
        for span in chosen[:4]:
            note = "sex, youth, looks or marital state as a condition"
            yield reading.evidence(span, indicator=INDICATOR, rule="wishes_add_up", note=note)


def _wishes(reading: Reading) -> Iterator[tuple[Span, str]]:
    for item in reading.requirements:
        if kind := _kind(item):
            yield Span(item.start, item.end), kind
    for found in reading.phrases.shown(_YOUNG):
        if _is_sought(reading.folded, found.span):
            yield found.span, "youth"
            yield found.span, RequirementKind.GENDER
    for found in reading.phrases.shown(_BEAUTY):
        yield found.span, RequirementKind.APPEARANCE
        if _PERSON.search(reading.folded, *_bounds(found.span)) and _is_sought(reading.folded, found.span):
            yield found.span, RequirementKind.GENDER


_SOUGHT: Final = re.compile(
    r"\b(?:need|want|look|seek|hir|search|recruit|requir|find|tak|accept|offer|job|work|vacanc|position|urgent|send|apply|assist)\w*|\bfor (?:an? )?$"
)
_AROUND: Final = 45
_PERSON: Final = re.compile(r"\b(?:girls?|lad(?:y|ies)|wom[ae]n|females?|babes?|chicks?)\b")


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end + _AROUND // 2


def _is_sought(folded: str, span: Span) -> bool:
    """Whether words of seeking stand around it, within its sentence or so."""
    before, after = folded[max(0, span.start - _AROUND) : span.start], folded[span.end : span.end + _AROUND]
    return bool(_SOUGHT.search(before) or _SOUGHT.search(after))


def _kind(item: Requirement) -> str:
    """What the wish is for; empty where it is too common to say anything."""
    if item.mild or item.kind in {RequirementKind.PHOTO, RequirementKind.MEASUREMENTS}:
        return ""
    if item.kind is RequirementKind.AGE:
        return "youth" if item.high is not None and 16 < item.high <= _OLDEST_YOUNG else ""
    return item.kind


def _adds_up(span: Span, wishes: list[tuple[Span, str]]) -> bool:
    """Whether another kind of wish, one of them for a sex or for looks, stands near."""
    near = {kind for other, kind in wishes if other.start - span.end < _NEAR and span.start - other.end < _NEAR}
    return len(near) > 1 and bool(near & {RequirementKind.GENDER, RequirementKind.APPEARANCE})


def _is_open_trade(reading: Reading) -> bool:
    occupation = reading.occupation
    return occupation is not None and occupation.sector in _IMAGE_TRADES
