"""The catalogue of indicators over the wire."""

from __future__ import annotations

from pydantic import Field

from features.indicators import Catalogue, Level, Strength
from models.policy import Form, PolicyName
from serving.schemas.base import Out


class SourceOut(Out):
    """A publication that names an indicator, and how far it was read for the catalogue."""

    name: str
    title: str
    year: str
    link: str
    read: str


class IndicatorEntryOut(Out):
    """One indicator of deceptive recruitment, in words for a reviewer."""

    id: str = Field(examples=["worker_pays_fee"])
    name: str
    group: str = Field(description="The letter of its group.")
    definition: str
    why: str = Field(description="Why it matters to a worker.")
    advice: str = Field(description="What to check before believing it.")
    strength: Strength
    level: list[Level]
    forms: list[Form]
    policies: list[PolicyName]
    sources: list[SourceOut]
    against: list[str] = Field(description="What counts against it.")
    status: str = Field(description="How far it has been tested.")
    always_review: bool = Field(description="Whether a person sees it whatever a model scores.")


class CatalogueOut(Out):
    """Every indicator, in groups."""

    version: str
    language: str = Field(description="The language of names, definitions, reasons and advice.", examples=["hu"])
    groups: dict[str, str]
    indicators: list[IndicatorEntryOut]

    @classmethod
    def of(cls, catalogue: Catalogue, language: str) -> CatalogueOut:
        """The catalogue as it is answered."""
        indicators = [IndicatorEntryOut.model_validate(indicator) for indicator in catalogue.values()]
        return cls(version=catalogue.version, language=language, groups=dict(catalogue.groups), indicators=indicators)
