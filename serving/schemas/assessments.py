"""Assessments over the wire: the same form as a line of `recruitment-risk score`, with the request's id and where it is kept."""

from __future__ import annotations

from pydantic import Field

from features.evidence import EvidenceState
from features.indicators import Strength
from models.assessment import Band
from models.policy import Form, PolicyName
from serving.schemas.base import Abstained, Moment, Out, PostingId, Probability, RequestId
from serving.schemas.explanations import ExplanationOut


class EvidenceOut(Out):
    """A stretch of the posting's own text. Offsets count characters (Unicode code points) of the field as published."""

    field: str = Field(description="The field that is quoted, dotted below an organisation.", examples=["description"])
    start: int = Field(ge=0)
    end: int = Field(ge=0, description="Half-open. An empty stretch means the field as a whole, or its absence.")
    text: str = Field(description="The quoted words, exactly as published.")
    rule: str = Field(description="What saw it.")
    state: EvidenceState | None = Field(default=None, description="Given where it differs from the indicator's.")
    indicator: str | None = Field(default=None, description="Given where it differs from the indicator it stands under.")
    note: str | None = None


class IndicatorOut(Out):
    """An indicator that the posting's own words show or contradict. One that is not listed is not stated."""

    indicator: str = Field(description="An id from `GET /v1/indicators`.", examples=["worker_pays_fee"])
    state: EvidenceState
    strength: Strength
    evidence: list[EvidenceOut]


class PolicyOut(Out):
    """One policy's calibrated probability, and whether it reaches the policy's threshold."""

    policy: PolicyName
    probability: Probability
    threshold: Probability
    flagged: bool
    forms: list[Form] = Field(description="Forms of exploitation that the evidence points to.")
    reasons: list[str] = Field(description="What moved the probability, most first.")


class FacetsOut(Out):
    """The recruitment in three facets: where from and to, how, and in which role the recruiter acts."""

    location: list[str]
    modus_operandi: list[str]
    recruiter_role: list[str]
    crises: list[str] = Field(
        default_factory=list, description="Crises that it has to do with, by the names of their packs; they score nothing."
    )


class AssessmentOut(Out):
    """What the service says of a posting: indications for a person who decides, never a finding."""

    id: str = Field(description="The posting's id as it was sent.", examples=["board-4711"])
    language: str = Field(examples=["en"])
    priority: Probability = Field(description="Orders the review queue.")
    band: Band
    needs_review: bool = Field(description="Whether a person must look, whatever the model scores.")
    abstained: Abstained
    policies: list[PolicyOut]
    indicators: list[IndicatorOut]
    facets: FacetsOut
    notes: list[str]
    model_version: str
    packs_version: str
    policies_version: str = Field(
        description="Names the thresholds that were in force: the same ones always have the same name.", examples=["d1c7f3a90b24"]
    )
    assessed_at: Moment


class AnsweredAssessmentOut(AssessmentOut):
    """An assessment that was just made."""

    posting_id: PostingId | None = Field(default=None, description="Where the posting is kept; null when nothing was kept.")
    version: int | None = Field(
        default=None, description="The version of the posting that was assessed; null when nothing was kept."
    )
    explanation: ExplanationOut | None = Field(
        default=None, description="What moved the probabilities besides the evidence; null unless `explain=true` asked for it."
    )
    request_id: RequestId


class AnsweredAssessmentsOut(Out):
    """The assessments of several postings, in the order in which they were sent."""

    assessments: list[AnsweredAssessmentOut]
    request_id: RequestId
