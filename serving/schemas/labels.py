"""Labels over the wire."""

from __future__ import annotations

from pydantic import Field

from labelling.review import Verdict
from models.policy import PolicyName
from serving.schemas.base import In, Moment, Out, PostingId


class LabelsIn(In):
    """Which part of the labels to answer."""

    limit: int = Field(default=100, ge=1, le=500, description="The labels of at most so many postings.")
    cursor: str | None = Field(default=None, max_length=400, description="The `next_cursor` of the page before.")


class LabelOut(Out):
    """What somebody found of one version of a posting: of the offer, never of a person."""

    posting_id: PostingId
    version: int = Field(ge=1)
    verdict: Verdict
    policies: list[PolicyName] = Field(description="The policies that were confirmed.")
    accepted: list[str] = Field(description="Indicators that a reviewer confirmed.")
    rejected: list[str] = Field(description="Indicators that a reviewer did not confirm.")
    at: Moment
    provenance: str = Field(description="`review`, or `platform:` and what the platform did.", examples=["platform:removed"])
    reviewer: str = Field(description="Who reviewed it; empty for a platform.")
    shown_model_version: str = Field(description="The model whose opinion the reviewer saw; empty where none is known.")
    blind: bool = Field(
        description="Whether it was found without a model's opinion. A platform's decisions never count as blind."
    )


class LabelsOut(Out):
    """The labels of some postings."""

    labels: list[LabelOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")
