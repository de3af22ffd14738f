"""What moved a probability, over the wire. Made on request only; a single word is no evidence, and a person decides."""

from __future__ import annotations

from pydantic import Field

from models.explanation import StepKind
from models.policy import PolicyName
from models.text_explanation import Unread
from serving.schemas.base import Out, Probability

LogOdds = float


class StepOut(Out):
    """One move of a policy's log-odds."""

    kind: StepKind
    indicator: str | None = Field(description="Which indicator moved them, where one did.", examples=["worker_pays_fee"])
    log_odds: LogOdds


class PolicyExplanationOut(Out):
    """How a policy came to its probability: the steps add up to `log_odds`, which is that of the probability."""

    policy: PolicyName
    probability: Probability
    log_odds: LogOdds
    steps: list[StepOut]


class PlaceOut(Out):
    """Where a term stands. Offsets count characters (Unicode code points) of the field as published, half-open."""

    field: str = Field(examples=["description"])
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str = Field(description="The words as published.")


class TermOut(Out):
    """A word, or a pair of neighbouring words, and what it adds to the text model's log-odds."""

    term: str
    log_odds: LogOdds
    places: list[PlaceOut] = Field(description="Two for a pair that is parted by the end of a field.")


class OtherTermsOut(Out):
    """The terms that are not listed, together."""

    number: int = Field(ge=0)
    log_odds: LogOdds


class TextExplanationOut(Out):
    """The text model's own log-odds: intercept, listed terms and the others add up to them. A single word is no evidence."""

    unread: Unread | None = Field(description="Why the text model says nothing of this posting; null where it does.")
    log_odds: LogOdds | None = Field(description="Before a policy's calibration; null where the text model says nothing.")
    intercept: LogOdds
    terms: list[TermOut] = Field(description="Those that raise and those that lower the log-odds most, the strongest first.")
    others: OtherTermsOut


class ExplanationOut(Out):
    """What moved each policy besides the quoted evidence, as the models of now read the posting."""

    policies: list[PolicyExplanationOut]
    text: TextExplanationOut
    model_version: str = Field(description="Where this differs from the assessment's, the model has changed since.")
    packs_version: str
