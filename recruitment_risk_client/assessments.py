"""What the service says of a posting, as it answers it. A score is a reason to look; a person decides.

Answers are plain dictionaries: a field that a newer service adds is simply there. Moments are texts in ISO 8601, in UTC. Words of
a fixed list (bands, states) are texts too, since the list may grow.
"""

from __future__ import annotations

from typing import TypedDict


class Evidence(TypedDict):
    """A stretch of the posting's own text. Offsets count characters (Unicode code points) of the field as published."""

    field: str
    start: int
    end: int
    text: str
    rule: str
    state: str | None
    indicator: str | None
    note: str | None


class Indicator(TypedDict):
    """An indicator that the posting's own words show or contradict, and the words."""

    indicator: str
    state: str
    strength: str
    evidence: list[Evidence]


class Policy(TypedDict):
    """How probable it is that a posting falls under one policy, and whether that flags it."""

    policy: str
    probability: float
    threshold: float
    flagged: bool
    forms: list[str]
    reasons: list[str]


class Facets(TypedDict):
    """What a posting speaks of, for people who look for patterns."""

    location: list[str]
    modus_operandi: list[str]
    recruiter_role: list[str]
    crises: list[str]


class Step(TypedDict):
    """What moved a probability, in log-odds."""

    kind: str
    indicator: str | None
    log_odds: float


class PolicyExplanation(TypedDict):
    """What moved the probability of one policy, step by step."""

    policy: str
    probability: float
    log_odds: float
    steps: list[Step]


class Place(TypedDict):
    """Where in a posting a term stands."""

    field: str
    start: int
    end: int
    text: str


class Term(TypedDict):
    """What one term of the text moved."""

    term: str
    log_odds: float
    places: list[Place]


class OtherTerms(TypedDict):
    """What all terms that are not listed moved together."""

    number: int
    log_odds: float


class TextExplanation(TypedDict):
    """What the words moved, term by term."""

    unread: str | None
    log_odds: float | None
    intercept: float
    terms: list[Term]
    others: OtherTerms


class Explanation(TypedDict):
    """What moved the probabilities."""

    policies: list[PolicyExplanation]
    text: TextExplanation
    model_version: str
    packs_version: str


class Assessment(TypedDict):
    """An assessment of one posting; `id` is the posting's id as it was sent."""

    id: str
    language: str
    priority: float
    band: str
    needs_review: bool
    abstained: str
    policies: list[Policy]
    indicators: list[Indicator]
    facets: Facets
    notes: list[str]
    model_version: str
    packs_version: str
    policies_version: str
    assessed_at: str


class AnsweredAssessment(Assessment):
    """An assessment, and where the posting is kept: `posting_id` and `version` are None where it is not."""

    posting_id: str | None
    version: int | None
    explanation: Explanation | None
    request_id: str


class Upserted(AnsweredAssessment):
    """An assessment of a posting that was put in; `outcome` is `new`, `changed` or `unchanged`."""

    outcome: str


class JobResult(AnsweredAssessment):
    """An assessment, and the number of the line that holds the posting."""

    line: int


class JobError(TypedDict):
    """A line that could not be read, and why."""

    line: int
    error: str
