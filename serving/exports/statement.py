"""A statement of reasons for the DSA Transparency Database: Article 17 of Regulation (EU) 2022/2065.

What the platform decided is stated by the platform. From the review come the facts, the explanation, and what the posting itself
tells: its language, when it was published, and a category where exactly one follows from what the reviewer confirmed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from features.indicators import Catalogue
from serving.dossier import Dossier
from serving.exports.completeness import refuse_incomplete, refuse_personal_data
from serving.exports.reviewed import Reviewed, reviewed
from serving.exports.transparency_database import (
    CATEGORY_OF,
    ECONOMIC_AREA,
    MAX_EXPLANATION,
    MAX_FACTS,
    UNION,
    Category,
    Ground,
)
from serving.exports.wording import explanation, facts
from serving.schemas.statements import StatementIn, StatementOut

_AREAS: Final = {"EU": UNION, "EEA": ECONOMIC_AREA}
_OPENINGS: Final = {
    Ground.ILLEGAL: "On that ground the content is considered illegal because a person reviewed it and confirmed these "
    "indicators of deceptive recruitment in it.",
    Ground.INCOMPATIBLE: "On that ground the content is considered incompatible with the terms because a person reviewed it "
    "and confirmed these indicators of deceptive recruitment in it.",
}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T ])")
_LANGUAGE: Final = re.compile("[a-z]{2}")
_EARLIEST: Final = date(2000, 1, 1)


def statement(dossier: Dossier, asked: StatementIn, words: Catalogue) -> StatementOut:
    """The statement of a decision on a posting that a person found risky. Raises `ProblemError` where there is none to make."""
    found = reviewed(dossier, words)
    category = asked.category or _category(found)
    published = asked.content_date or _published(found.posting.date_posted)
    refuse_incomplete(asked, category, published)
    refuse_personal_data(asked)
    return StatementOut.model_validate(
        asked.model_dump(exclude={"language"})
        | _explained(asked, found)
        | {
            "category": category,
            "content_date": published,
            "content_language": _language(dossier),
            "decision_facts": facts(found, MAX_FACTS),
            "territorial_scope": _countries(asked.territorial_scope),
            "automated_detection": "Yes",
            "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
            "puid": asked.puid or _name(dossier, found),
        }
        | {name: getattr(asked, name) or None for name in ("decision_visibility", "category_addition", "category_specification")}
    )


def _explained(asked: StatementIn, found: Reviewed) -> dict[str, str | None]:
    """The explanation, under the ground that is relied on."""
    illegal = asked.decision_ground is Ground.ILLEGAL
    said = explanation(found, _OPENINGS[asked.decision_ground], MAX_EXPLANATION)
    return {
        "illegal_content_explanation": said if illegal else None,
        "incompatible_content_explanation": None if illegal else said,
    }


def _category(found: Reviewed) -> Category | None:
    """The category of the one policy that the reviewer confirmed; none where it takes a choice."""
    policies = found.decision.policies
    return CATEGORY_OF.get(policies[0]) if len(policies) == 1 else None


def _published(stated: str) -> date | None:
    """The day on which a posting says it was published."""
    try:
        day = date.fromisoformat(found.group()) if (found := _DAY.match(stated)) else None
    except ValueError:
        return None
    return day if day and day >= _EARLIEST else None


def _language(dossier: Dossier) -> str | None:
    language = dossier.assessed.assessment.language if dossier.assessed else ""
    return language.upper() if _LANGUAGE.fullmatch(language) else None


def _countries(scope: list[str]) -> list[str]:
    """Single countries, each once, in the database's order."""
    return sorted({country for place in scope for country in _AREAS.get(place, (place,))})


def _name(dossier: Dossier, found: Reviewed) -> str:
    return f"{dossier.stored.posting_id}-{dossier.events.index(found.decision) + 1}"
