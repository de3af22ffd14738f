"""What moved each policy's probability, step by step: evidence, words, calibration. Reckoned on request only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from features.gathering import evidence_of
from features.indicators import Catalogue, catalogue
from features.matching.library import library
from features.posting import Posting
from features.profile import Profile
from features.reading import Reading
from models.assessor import grouped
from models.bundle import Bundle
from models.calibration import Calibration, probability_of
from models.evidence_model import EvidenceModel, EvidenceScore
from models.judge import linear_from, settings_from, weights_from
from models.policy import PolicyName
from models.text_explanation import TextExplanation, explained


class StepKind(StrEnum):
    """What may move a policy's log-odds, in the order in which it does."""

    PRIOR = "prior"
    """Where every posting begins."""
    INDICATOR = "indicator"
    WORDS = "words"
    """The text model, as loudly as the policy hears it."""
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

    def __init__(self, bundle: Bundle, profile: Profile | None = None) -> None:
        self._profile = profile
        self._catalogue: Catalogue = catalogue()
        self._settings = settings_from(bundle.part("policies.json"))
        self._evidence = EvidenceModel(weights_from(bundle.part("evidence.json")), self._catalogue)
        self._linear = linear_from(bundle.part("linear.json"))
        self.model_version = bundle.version

    def explain(self, posting: Posting) -> Explanation:
        """What moves this posting's probabilities, read anew."""
        reading = Reading(posting, self._profile)
        indicators = grouped(evidence_of(reading), self._catalogue)
        text = explained(reading, self._linear)
        policies = tuple(
            PolicyExplanation(
                policy,
                tuple(steps_of(self._evidence.score(policy, indicators), text.log_odds, calibration, reading.language.code)),
            )
            for policy, (_, calibration) in self._settings.items()
        )
        return Explanation(policies, text, self.model_version, library().version)


def steps_of(score: EvidenceScore, text: float | None, calibration: Calibration, language: str) -> Iterator[Step]:
    """How a policy's log-odds come about, from what evidence and text model (None: nothing) say.

    What moves nothing is no step, but for the first.
    """
    yield Step(StepKind.PRIOR, score.log_odds - fsum(item.log_odds for item in score.contributions))
    yield from (Step(StepKind.INDICATOR, item.log_odds, item.indicator) for item in score.contributions)
    joined = calibration.joined(score.log_odds, text, language)
    if joined != score.log_odds:
        yield Step(StepKind.WORDS, joined - score.log_odds)
    calibrated = calibration.scale * joined + calibration.shift
    if calibrated != joined:
        yield Step(StepKind.CALIBRATION, calibrated - joined)
