"""One gender asked for: "ladies only", "we need two girls", "gender: male".

Where the other gender is named beside it, where a sentence encourages, or where the people named are those who
are served, nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.requirements.requirement import Requirement, RequirementKind
from features.text.words import LETTERS, matches_near

GENDER_WORDS: Final = frozenset(
    LETTERS.findall(
        "female females woman women girl girls lady ladies male males man men boy boys guy guys gentleman gentlemen gents lads"
    )
)
"""No text without one of these asks for a gender."""

_PERSON: Final = r"(females?|wom[ae]n|girls?|lady|ladies|males?|m[ae]n|boys?|guys?|gentlem[ae]n|gents|lads)\b(?!['’]s)"
_ROLE: Final = (
    r"(?: (?:candidates?|applicants?|workers?|staff|employees?|waitress(?:es)?|hostess(?:es)?|dancers?|models?|"
    r"nann(?:y|ies)|maids?|"
    r"housekeepers?|cleaners?|drivers?|assistants?|receptionists?|massage therapists?|masseuses?|therapists?|caregivers?|carers?|"
    r"helpers?|secretar(?:y|ies)|nurses?|packers?|cooks?|bartenders?|entertainers?|performers?|operators?|tutors?|teachers?|"
    r"executives?|telecallers?|attendants?))?"
)
_SEEK: Final = (
    r"(?:need|needs|needed|want|wants|wanted|looking for|seeking|seeks|hiring|require|requires|required|recruiting|recruits?|"
    r"searching for|prefer|preferably|inviting)"
)
_BETWEEN: Final = r"(?:(?!(?:the|and|to|with|that|who|for|in|on|as|of|also|a|all|both|no)\b)\w+,? ){0,3}"
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:only|strictly|exclusively|just for) (?:for )?{_PERSON}{_ROLE}",
        rf"\b{_PERSON}{_ROLE}(?: (?:is|are|will be))?[ :(–-]{{1,3}}(?:only|wanted|required|needed|preferred|"
        rf"preferabl[ey]|a must|(?:can|may|should) apply)\b",
        rf"\b{_SEEK}:? (?:an? |some )?{_BETWEEN}{_PERSON}(?! (?:owned|led|who ha(?:s|ve) (?:been|experienced)))",
        rf"\b(?:gender|sex)(?: preference| required)?\s?[:–=-]\s?{_PERSON}",
        r"\b(?:jobs?|work|vacanc(?:y|ies)|positions?|openings?|opportunit(?:y|ies)) (?:available |abroad )?for "
        rf"(?:young |single |beautiful |pretty |attractive )?{_PERSON}",
        r"\b(?:young|single|beautiful|pretty) (ladies|girls|women|females|boys|males)\b(?!['’]s) (?:aged|wanted|"
        r"needed|needed|for|with|\d\d)\b",
        rf"\b{_PERSON},? (?:aged? |between |from )?\d\d ?(?:-|–|to) ?\d\d\b",
        rf"\b(?:must|should) be (?:an? )?{_PERSON}",
    )
)
_FEMALE: Final = re.compile(r"female|wom[ae]n|girl|lad(?:y|ies)")
_MALE: Final = re.compile(r"\b(?:males?|m[ae]n|boys?|guys?|gentlem[ae]n|gents|lads)\b")
_BESIDE: Final = 30
_NOT_ASKED: Final = re.compile(
    r"\b(?:encourag\w+|minorit\w+|equal\w*|divers\w+|under-?represented|veterans?|disabilit\w+|regardless|"
    r"discriminat\w+|inclusi\w+|"
    r"inclusion|owned|are welcome|patients?|residents?|clients?|customers?|wards?|inmates?|prison\w*|survivors?|offenders?|"
    r"service users?|homeless|refuge|clothing|fashion|footwear|shoes|parole|pregnant|domestic violence)\b"
)
_SENTENCE: Final = re.compile(r"[.!?\n]")
_REACH: Final = 60


def genders_in(folded: str) -> Iterator[Requirement]:
    """Where one gender is asked for, and the other is not named beside it."""
    for match in matches_near(GENDER_WORDS, _PATTERNS, folded, before=60, after=50):
        female = _FEMALE.match(match[1]) is not None
        around = folded[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
        if not (_MALE if female else _FEMALE).search(around) and not _NOT_ASKED.search(_sentence(folded, match)):
            yield Requirement(*match.span(), RequirementKind.GENDER, detail="female" if female else "male")


def _sentence(folded: str, match: re.Match[str]) -> str:
    """The match with what stands around it in its sentence, within reach."""
    before = _SENTENCE.split(folded[max(0, match.start() - _REACH) : match.start()])[-1]
    after = _SENTENCE.split(folded[match.end() : match.end() + _REACH], maxsplit=1)[0]
    return f"{before}{match[0]}{after}"
