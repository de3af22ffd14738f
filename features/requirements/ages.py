"""Ages that an offer asks for: "18-25 years old", "aged 18 to 30", "over 16s", "not older than 30".

Ages of those who are served, of firms and of experience are left out by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from features.requirements.requirement import Requirement, RequirementKind
from features.spans import Span
from features.text.words import digit_runs, stretches_around

_ABOUT_AGE: Final = re.compile(
    r"\bage|\bold|\by\.?/?o\b|\d ?\+|\b(?:over|under|must|should|below|above)\b|\b(?:girls|lad(?:ies|y)|wom[ae]n|men|"
    r"boys|(?:fe)?males?)\b"
)
_N: Final = r"(\d\d)"
_TO: Final = r" ?(?:-|–|—|to|and|till|until) ?"
_OLD: Final = r"(?:[ -]?(?:years?|yrs?)\.?(?:[ -]olds?| of age|/o)|[ -]?y\.?/?o\b)"
_NOT_AGE: Final = (
    r"(?! ?(?:%|hours|hrs|days|miles|minutes|months|weeks|lbs|pounds|kg|km|points|wpm|mins|characters|people|feet|"
    r"inch|in\b|am\b|pm\b|"
    r"years? (?:of )?exp|or more|:|/|,\d|\.\d|-))"
)
_BOTH_ENDS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:must be |be |between |from |the |ages? (?:of )?|aged ){{0,3}}{_N}{_TO}{_N}{_OLD}\b",
        r"\b(?:ages?(?: range| limit| group| bracket| requirement)?|aged|years of age)(?: is| must be| should be| of)?[ :–-]{0,3}"
        rf"(?:between |from )?(?:the ages of )?{_N}{_TO}{_N}\b",
        r"\b(?:girls|women|ladies|lady|boys|men|males?|females?|guys|models|hostesses|dancers|waitresses|candidates|"
        r"applicants|people)"
        rf"[ ,(]{{1,3}}(?:aged |ages? |between |from ){{0,2}}{_N}{_TO}{_N}\b(?! ?(?:hours|hrs|days|%|per|k\b|kg|years exp))",
    )
)
_LOWEST: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:at least|minimum(?: age)?(?: of| is)?|min\.?(?: age)?|over|above|older than|not (?:younger|less) than|is|are|be) "
        rf"(?:the age of )?{_N}{_OLD}",
        rf"\b(?:minimum|min\.?|legal|lowest) (?:working |required )?age(?: requirement| limit)?(?: is| of| must be|:|"
        rf" -){{0,2}} ?{_N}\b",
        r"\b(?:must|should|has to|have to|need to|needs to) be (?:at least |over |above |a minimum of |aged |"
        r"minimum ){0,2}(?:the age of )?"
        rf"{_N}\b(?:\+|(?: years?)?(?: old| of age)?(?: (?:and|or) (?:over|older|above|up))?){_NOT_AGE}",
        rf"\bage[ds]?:? (?:over |above |at least |from )?{_N}(?: years)?(?: ?\+| (?:and|or) (?:over|above|older|up)\b)",
        rf"\b(?:over|above) (?:the age of )?{_N}s?\b(?= only| can apply| may apply)|\bover[ -]{_N}s\b|\b{_N} (?:or|and) older\b",
        rf"\b(?:over|above) the age of {_N}\b",
        rf"\b(1[68]|21) ?\+(?: only\b|(?=[).,;!]|\n|$))|\b{_N}{_OLD} (?:or|and) (?:over|older|above)\b",
    )
)
_HIGHEST: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:under|below|younger than|not older than|no older than|not over|up to|not more than|less than|"
        r"max(?:imum)?\.?(?: age)?(?: of)?) "
        rf"(?:the age of )?{_N}{_OLD}",
        rf"\b(?:max(?:imum|\.)?|upper) age(?: limit| requirement)?(?: is| of|:| -){{0,2}} ?{_N}\b",
        rf"\bage limit(?: is| of|:| -){{0,2}} ?(?:up to )?{_N}\b",
        rf"\b(?:not|no|nobody|none) older than {_N}\b|\bunder[ -]{_N}s only\b",
        rf"\b(?:must|should) be (?:under|below|younger than|not older than|no older than) (?:the age of )?{_N}\b",
        rf"\bage[ds]?:? (?:under|below|up to|max(?:imum)?\.?) ?{_N}\b",
        rf"\b(?:girls|women|ladies|men|males?|females?|candidates|applicants|anyone|people) under {_N}\b",
    )
)
_SERVED: Final = re.compile(
    r"\b(?:child|children|kids?|toddlers?|bab(?:y|ies)|infants?|pupils?|students?|customers?|clients?|patients?|"
    r"residents?|guests?|"
    r"visitors?|members?|participants?|learners?|youths?|teens?|teenagers?|adolescents|young people|people with|"
    r"adults?|service users?|"
    r"veterans?|prison\w*|inmates|sons?|daughters?|grandchildren|players?|campers?|passengers?|tenants?|individuals|"
    r"compan(?:y|ies)|firms?|business|brand|building|house|history|discriminat\w+|regulations?|acts?|laws?|insurance|"
    r"entitled|wages?|"
    r"rates?|dependents?|dependants?|depend[ae]nt|enrol\w*|vaccin\w*|screening|population|groups of|drinks?|alcohol)\b[^.!?\n]*$"
    r"|(?<!looking )(?<!jobs )(?<!work )\b(?:for|with|support\w*|help\w*|serv\w+) (?:\w+ )?(?:people|persons|m[ae]n|"
    r"males?|females?)\b[^.!?\n]*$"
)
_SERVED_AFTER: Final = re.compile(
    r"['’]?s?[ -]?(?:children|kids|students|pupils|compan(?:y|ies)|firm|business|brand|startup|girl|boy|son|daughter|population|"
    r"(?:age )?group|class|home|house|building|organi[sz]ation|history|adults|residents|patients|room|program(?:me)?)\b"
)
_TENS: Final = frozenset("12345678")
_YOUNGEST: Final = 10
_OLDEST: Final = 80
_REACH: Final = 50
MOST_NUMBERS: Final = 500
"""Numbers of two digits near which ages are looked for; a posting of 37,000 characters has held 400."""
MOST_SEARCHED: Final = 1_200
"""Characters that are searched closely; where ordinary postings speak of ages they hold a few hundred."""
MOST_AGES: Final = 30
"""Ages whose surroundings are read."""


def ages_in(folded: str) -> Iterator[Requirement]:
    """The ages that are asked for."""
    numbers = (run for run in digit_runs(folded) if run.end - run.start == 2 and folded[run.start] in _TENS)
    found = (item for stretch in _about_ages(islice(numbers, MOST_NUMBERS), folded) for item in _all(folded, stretch))
    yield from (item for item in islice(found, MOST_AGES) if not _is_served(folded, item))


def _about_ages(numbers: Iterable[Span], folded: str) -> Iterator[Span]:
    """The stretches around numbers whose words are about ages, `MOST_SEARCHED` characters in all."""
    left = MOST_SEARCHED
    for stretch in stretches_around(numbers, folded, before=_REACH, after=30, most=len(folded)):
        if left > 0 and _ABOUT_AGE.search(folded, stretch.start, stretch.end):
            yield Span(stretch.start, min(stretch.end, stretch.start + left))
            left -= stretch.end - stretch.start


def _all(folded: str, stretch: Span) -> Iterator[Requirement]:
    for match in _matches(_BOTH_ENDS, folded, stretch):
        yield Requirement(*match.span(), RequirementKind.AGE, low=int(match[1]), high=int(match[2]))
    for match in _matches(_LOWEST, folded, stretch):
        yield Requirement(*match.span(), RequirementKind.AGE, low=_number(match))
    for match in _matches(_HIGHEST, folded, stretch):
        yield Requirement(*match.span(), RequirementKind.AGE, high=_number(match))


def _matches(patterns: tuple[re.Pattern[str], ...], folded: str, stretch: Span) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        for match in pattern.finditer(folded, stretch.start, stretch.end):
            if all(_YOUNGEST <= int(group) <= _OLDEST for group in match.groups() if group):
                yield match


def _number(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group))


def _is_served(folded: str, item: Requirement) -> bool:
    """Whether the words around speak of those who are served, or of things."""
    if _SERVED.search(folded[max(0, item.start - _REACH) : item.end]) or _SERVED_AFTER.match(folded, item.end):
        return True
    described = folded[item.start : item.end].endswith("olds") and not folded.startswith(" only", item.end)
    return described or (item.high is not None and item.high < 14)
