"""What the service says of one posting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from features.evidence import Evidence, EvidenceState
from features.indicators import Strength
from models.policy import Form, PolicyName, policies_version


class Band(StrEnum):
    """How a reviewer's attention is best spent: none asked, worth a look, first."""

    LOW = "low"
    REVIEW = "review"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class PolicyAssessment:
    """One policy's calibrated probability, and whether it reaches the policy's threshold."""

    policy: PolicyName
    probability: float
    threshold: float
    flagged: bool
    forms: tuple[Form, ...] = ()
    reasons: tuple[str, ...] = ()
    """What moved the probability, most first, in words: indicators, combinations, the text model."""


@dataclass(frozen=True, slots=True)
class IndicatorAssessment:
    """One indicator that the posting's own words show or contradict; one that is not listed is not stated."""

    indicator: str
    state: EvidenceState
    strength: Strength
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The recruitment process in three facets: where from and to, how, in which role; and the crises it has to do with."""

    location: tuple[str, ...] = ()
    modus_operandi: tuple[str, ...] = ()
    recruiter_role: tuple[str, ...] = ()
    crises: tuple[str, ...] = ()
    """Names of packs for a crisis; they mark a posting for people to find and score nothing."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Probabilities, flags and evidence for one posting, with the versions that made them. A person decides."""

    posting_id: str
    language: str
    priority: float
    band: Band
    needs_review: bool
    abstained: str
    """Why nothing could be judged (`too_short`, `no_language`, ...), or empty."""
    policies: tuple[PolicyAssessment, ...]
    indicators: tuple[IndicatorAssessment, ...]
    facets: Facets
    model_version: str
    packs_version: str
    assessed_at: datetime
    notes: tuple[str, ...] = ()
    """What a reader should know: an awareness text, a truncated field, a country that counted only through pay."""

    @property
    def flagged(self) -> bool:
        """Whether any policy flags it."""
        return any(policy.flagged for policy in self.policies)

    @property
    def policies_version(self) -> str:
        """Names the thresholds it was judged under."""
        return policies_version((policy.policy, policy.threshold) for policy in self.policies)
