"""Ages that an offer asks for: "18-25 years old", "aged 18 to 30", "over 16s", "not older than 30".

Ages of those who are served, of firms and of experience are left out by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.selection import Requirement, RequirementKind

_GATE: Final = re.compile(
    r"\bage[ds]?\b|\byears?[ -]old|\by\.?/?o\b|\d ?\+|\bover \d|\bunder \d|\b(?:must|at least|between|than|below|above|older|younger) ?(?:be )?\d|(?:girls|ladies|women|men|boys|males?|females?),? \d"
)
_N: Final = r"(\d\d)"
_TO: Final = r" ?(?:-|–|—|to|and|till|until) ?"
_OLD: Final = r"(?:[ -]?(?:years?|yrs?)\.?(?:[ -]old| of age|/o)|[ -]?y\.?/?o\b|[ -]?years?[ -]olds?)"
_BOTH_ENDS: Final = (
    re.compile(rf"\b(?:between |from |aged? )*{_N}{_TO}{_N}{_OLD}\b"),
    re.compile(
        rf"\b(?:aged?|ages|age (?:range|limit|group|bracket|requirement)s?|years of age|age between|aged between|age from|ages from|ages between)(?: is| must be| should be| of)?[ :–-]*(?:between |from )?{_N}{_TO}{_N}\b"
    ),
    re.compile(
        rf"\b(?:girls|women|ladies|boys|men|males?|females?|guys|models|hostesses|dancers|waitresses|candidates|applicants|people)[ ,(]+(?:aged |ages? |between |from )*{_N}{_TO}{_N}\b(?! ?(?:hours|hrs|days|%|per|k\b|kg|years exp))"
    ),
)
_LOWEST: Final = (
    re.compile(
        rf"\b(?:at least|minimum(?: age)?(?: of| is)?|min\.?(?: age)?|over|above|older than|not (?:younger|less) than|(?:is|are|be)) (?:the age of )?{_N}{_OLD}"
    ),
    re.compile(
        rf"\b(?:minimum|min\.?|legal|lowest) (?:working |required )?age(?: requirement| limit)?(?: is| of| must be|:| -)* ?{_N}\b"
    ),
    re.compile(
        rf"\b(?:must|should|has to|have to|need to|needs to) be (?:at least |over |above |a minimum of |aged |minimum )*(?:the age of )?{_N}\b(?:\+|(?: years?)?(?: old| of age)?(?: (?:and|or) (?:over|older|above|up))?)(?! ?(?:%|hours|hrs|days|miles|minutes|months|weeks|lbs|pounds|kg|km|points|wpm|mins|characters|people|feet|inch|years? (?:of )?exp|am\b|pm\b|:|/|,\d|\.\d))"
    ),
    re.compile(
        rf"\b(?:aged?|ages) (?:over |above |at least |from )?{_N}(?: ?\+| (?:and|or) (?:over|above|older|up)| years? (?:and|or) (?:over|above|older|up))"
    ),
    re.compile(
        rf"\b(?:over|above) (?:the age of )?{_N}s?\b(?= only| can apply| may apply| welcome|['’]?s only)|\bover[ -]{_N}s\b"
    ),
    re.compile(rf"\b{_N} ?\+ ?(?:only|years?[ -]old|years of age|yrs old|y/?o\b|(?=[).,;!]|\n|$))"),
    re.compile(rf"\b{_N}{_OLD}? (?:or|and) (?:over|older|above)\b"),
)
_HIGHEST: Final = (
    re.compile(
        rf"\b(?:under|below|younger than|not older than|no older than|not over|up to|not more than|less than|max(?:imum)?\.?(?: age)?(?: of)?) (?:the age of )?{_N}{_OLD}"
    ),
    re.compile(
        rf"\b(?:max(?:imum|\.)?|upper) age(?: limit| requirement)?(?: is| of|:| -)* ?{_N}\b|\bage limit(?: is| of|:| -)* ?(?:up to )?{_N}\b"
    ),
    re.compile(
        rf"\b(?:not|no|nobody|none) older than {_N}\b|\b(?:must|should) be (?:under|below|younger than|not older than|no older than) {_N}\b|\bunder[ -]{_N}s only\b"
    ),
    re.compile(rf"\bage[ds]?:? (?:under|below|up to|max(?:imum)?\.?) ?{_N}\b"),
)
_SERVED: Final = re.compile(
    r"\b(?:child|children|kids?|toddlers?|bab(?:y|ies)|infants?|pupils?|students?|customers?|clients?|patients?|residents?|guests?|visitors?|members?|participants?|"
    r"learners?|youth|youths|teens?|teenagers?|adolescents|people with|adults? with|service users?|veterans?|famil(?:y|ies) (?:with|of)|"
    r"son|daughter|boy|grandchildren|players?|campers?|passengers?|tenants?|"
    r"compan(?:y|ies)|firms?|business|brand|building|house|history|discriminat\w+|regulations?|act|law|laws|insurance|entitled|wage|rate|rates|pay|"
    r"nmw|nlw|dependents?|dependants?|depend[ae]nt|enrol\w*|vaccin\w*|screening|population|groups of|adults)\b[^.!?\n]*$"
)
_SERVED_AFTER: Final = re.compile(
    r"^['’]?s?[ -]?(?:children|kids|students|pupils|compan(?:y|ies)|firm|business|brand|startup|girl\b|boy\b|son\b|daughter\b|population|group|age group|class|home|house|building|organi[sz]ation|history|adults|residents|patients|room|programme|program)"
)
_YOUNGEST: Final = 10
_OLDEST: Final = 80
_REACH: Final = 50


def ages_in(folded: str) -> Iterator[Requirement]:
    """The ages that are asked for, longest statements first where they overlap."""
    if not _GATE.search(folded):
        return
    last = -1
    for item in sorted(_all(folded), key=lambda item: (item.start, -item.end)):
        if item.start >= last and not _is_served(folded, item):
            last = item.end
            yield item


def _all(folded: str) -> Iterator[Requirement]:
    for match in _matches(_BOTH_ENDS, folded):
        yield _requirement(match, int(match[1]), int(match[2]))
    for match in _matches(_LOWEST, folded):
        yield _requirement(match, _number(match), None)
    for match in _matches(_HIGHEST, folded):
        yield _requirement(match, None, _number(match))


def _matches(patterns: tuple[re.Pattern[str], ...], folded: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        for match in pattern.finditer(folded):
            if all(_YOUNGEST <= int(group) <= _OLDEST for group in match.groups() if group):
                yield match


def _number(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group))


def _requirement(match: re.Match[str], low: int | None, high: int | None) -> Requirement:
    return Requirement(match.start(), match.end(), RequirementKind.AGE, low=low, high=high)


def _is_served(folded: str, item: Requirement) -> bool:
    """Whether the words around speak of those who are served, or of things."""
    before = folded[max(0, item.start - _REACH) : item.start]
    if _SERVED.search(before) or _SERVED_AFTER.match(folded[item.end : item.end + 20]):
        return True
    return folded[item.start : item.end].endswith("olds") or (item.high is not None and item.high < 14)
