"""What a page calls things: states, bands, policies, fields; and how it writes numbers and moments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from features.indicators import Source
from models.abstention import REASONS
from serving.console.shown import shown_text, visible

BANDS: Final[Mapping[str, str]] = {"high": "High", "review": "Review", "low": "Low"}
STATES: Final[Mapping[str, str]] = {
    "open": "Open",
    "claimed": "Claimed",
    "escalated": "Escalated",
    "resolving": "Escalated, claimed",
    "closed": "Closed",
}
VERDICTS: Final[Mapping[str, str]] = {"risky": "Risky", "not_risky": "Not risky", "unsure": "Unsure"}
ACTIONS: Final[Mapping[str, str]] = {
    "claim": "claimed it",
    "release": "released it",
    "escalate": "escalated it",
    "decide": "decided",
    "reopen": "reopened it",
}
POLICIES: Final[Mapping[str, str]] = {
    "recruitment_fraud": "Recruitment fraud",
    "exploitation_risk": "Risk of exploitation",
    "criminal_recruitment": "Recruitment into crime",
}
FORMS: Final[Mapping[str, str]] = {
    "labour": "labour",
    "sexual": "sexual",
    "domestic_servitude": "domestic servitude",
    "criminal_activities": "criminal activities",
    "child": "of children",
    "fraud": "fraud",
}
EVIDENCE: Final[Mapping[str, str]] = {"present": "Present", "contradicted": "Contradicted"}
FIELDS: Final[Mapping[str, str]] = {
    "title": "Title",
    "description": "Description",
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
    "skills": "Skills",
    "experience_requirements": "Experience asked for",
    "education_requirements": "Education asked for",
    "job_benefits": "Benefits",
    "work_hours": "Working hours",
    "base_salary": "Pay",
    "job_location": "Place of work",
    "employment_type": "Type of employment",
    "industry": "Industry",
    "application_contact": "How to apply",
    "hiring_organization.name": "Employer",
    "hiring_organization.description": "About the employer",
    "location": "From and to",
    "modus_operandi": "How",
    "recruiter_role": "Recruiter's role",
    "crises": "Crises",
}


def plain(identifier: str) -> str:
    """An identifier that has no name of its own, readable: `worker_pays_fee` as "Upfront fee"."""
    return identifier.replace("_", " ").replace(".", ", ").capitalize()


def _named(names: Mapping[str, str]) -> Callable[[object], str]:
    return lambda identifier: names.get(str(identifier), plain(str(identifier)))


def percent(probability: float) -> str:
    """A probability as people read it. What is not certain is shown neither as 0 nor as 100%."""
    if probability <= 0.005 or probability >= 0.995:
        return "under 1%" if probability < 0.5 else "over 99%"
    return f"{probability * 100:.0f}%"


def lower_first(text: str) -> str:
    """A name within a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def source_text(source: Source) -> str:
    """A publication as a page cites it."""
    return source.title if source.year == "undated" else f"{source.title}, {source.year}"


def language_text(code: str) -> str:
    """A language as a page names it: by its code, unless it is the code for none."""
    return "not known" if code in {"", "und"} else code


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits."""
    passed = max(now - moment, timedelta(0))
    for unit, length in (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("min", timedelta(minutes=1))):
        if passed >= length:
            return f"{passed // length} {unit}"
    return "now"


def moment_text(moment: datetime) -> str:
    """A moment in UTC, to the minute."""
    return f"{moment:%d %b %Y, %H:%M} UTC"


def posting_path(posting_id: str) -> str:
    """Where a posting is shown. Its id may hold anything, slashes too."""
    return f"/postings/{quote(posting_id, safe='')}"


def web_address(url: str) -> str:
    """An address that a page may link to, or nothing: only the web's own schemes, never `javascript:`."""
    return url if url.lower().startswith(("https://", "http://")) else ""


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "band": _named(BANDS),
    "state": _named(STATES),
    "verdict": _named(VERDICTS),
    "action": _named(ACTIONS),
    "policy": _named(POLICIES),
    "form": _named(FORMS),
    "abstention": _named(REASONS),
    "evidence_state": _named(EVIDENCE),
    "field": _named(FIELDS),
    "plain": plain,
    "source": source_text,
    "language": language_text,
    "lower_first": lower_first,
    "shown": shown_text,
    "visible": visible,
    "percent": percent,
    "age": age,
    "moment": moment_text,
    "posting_path": posting_path,
    "web_address": web_address,
}
"""What templates may apply to a value."""
