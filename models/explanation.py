"""What moved each policy's probability, step by step: evidence, words, encoder, calibration. Reckoned on request only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from features.gathering import evidence_of
from features.matching.library import library
from features.posting import Posting
from features.reading import Reading
from models.assessment import IndicatorAssessment
from models.assessor import grouped
from models.bundle_models import BundleModels, joined
from models.calibration import Calibration, probability_of
from models.cascade import TextReading
from models.evidence_model import EvidenceScore
from models.policy import PolicyName
from models.text_explanation import TextExplanation, Unread, explained


class StepKind(StrEnum):
    """What may move a policy's log-odds, in the order in which it does."""

    PRIOR = "prior"
    """Where every posting begins."""
    INDICATOR = "indicator"
    WORDS = "words"
    """The linear text model, as loudly as the policy hears it."""
    ENCODER = "encoder"
    """The text as a whole, where the encoder was asked."""
    CALIBRATION = "calibration"
    """From log-odds to a probability that means what it says."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a policy's log-odds."""

    kind: StepKind
    log_odds: float
    indicator: str = ""
    """Which indicator moved them, by its id, where one did."""


@dataclass(frozen=True, slots=True)
class PolicyExplanation:
    """How a policy came to its probability: the steps add up to the log-odds of it."""

    policy: PolicyName
    steps: tuple[Step, ...]

    @property
    def log_odds(self) -> float:
        """Where the steps lead."""
        return fsum(step.log_odds for step in self.steps)

    @property
    def probability(self) -> float:
        """The probability that an assessment states."""
        return round(probability_of(self.log_odds), 6)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What moved each policy, and every term of the text model, with the versions that said so."""

    policies: tuple[PolicyExplanation, ...]
    text: TextExplanation
    model_version: str
    packs_version: str


class Explainer:
    """The models of one bundle, ready to say what moved them. Safe to share between threads."""

    def __init__(self, models: BundleModels) -> None:
        """Explains with the models that an assessor judges with (`Assessor.models`)."""
        self._models = models

    def explain(self, posting: Posting) -> Explanation:
        """What moves this posting's probabilities, read anew; nothing does where no work is offered."""
        models, reading = self._models, Reading(posting, self._models.profile)
        indicators = grouped(evidence_of(reading), models.catalogue)
        if models.may_offer_work(reading, indicators):
            text, words = models.cascade.read([reading])[0], explained(reading, models.linear)
        else:
            indicators, text, words = (), None, TextExplanation((), models.linear.intercept, Unread.NO_OFFER_OF_WORK)
        policies = tuple(self._policy(policy, indicators, text, reading.language.code) for policy in models.settings)
        return Explanation(policies, words, models.version, library().version)

    def _policy(
        self, policy: PolicyName, indicators: Sequence[IndicatorAssessment], text: TextReading | None, language: str
    ) -> PolicyExplanation:
        score = self._models.evidence.score(policy, indicators)
        linear, encoder = (text.words.log_odds, text.heads.get(policy)) if text else (None, None)
        return PolicyExplanation(policy, tuple(steps_of(score, self._models.settings[policy][1], language, linear, encoder)))


def steps_of(
    score: EvidenceScore, calibration: Calibration, language: str, linear: float | None = None, encoder: float | None = None
) -> Iterator[Step]:
    """How a policy's log-odds come about, from what evidence and text models (None: nothing) say.

    What moves nothing is no step, but for the first.
    """
    yield Step(StepKind.PRIOR, score.log_odds - fsum(item.log_odds for item in score.contributions))
    yield from (Step(StepKind.INDICATOR, item.log_odds, item.indicator) for item in score.contributions)
    said = joined(calibration, score, language, linear, encoder)
    calibrated = calibration.scale * said.all + calibration.shift
    moves = (
        (StepKind.WORDS, said.words - score.log_odds),
        (StepKind.ENCODER, said.all - said.words),
        (StepKind.CALIBRATION, calibrated - said.all),
    )
    yield from (Step(kind, move) for kind, move in moves if move)
