"""What moved a probability besides the quoted evidence, in plain words, for the terminal and the console."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from features.indicators import Catalogue
from models.calibration import probability_of
from models.explanation import PolicyExplanation, Step, StepKind
from models.text_explanation import Unread
from serving.reasons import Reason

CAUTION: Final = (
    "A single word is no evidence: it only says in which kind of postings it stood before. Together the words may raise what the "
    "evidence says, never talk it down. A person decides."
)
UNREAD: Final[Mapping[Unread, str]] = {
    Unread.AWARENESS: "The text model did not read this posting: its text warns or reports.",
    Unread.LANGUAGE: "The text model was not trained in this language: here only the evidence counts.",
    Unread.NO_OFFER_OF_WORK: "No offer of work was made out: the words speak of something else.",
    Unread.TOO_FEW_TERMS: "The text model knows too few of these words to say anything.",
}
_STEPS: Final[Mapping[StepKind, str]] = {
    StepKind.PRIOR: "Where every posting begins",
    StepKind.WORDS: "All words together",
    StepKind.ENCODER: "The text as a whole, as the encoder reads it",
    StepKind.CALIBRATION: "Calibration: how often such a score was right",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """One step to a probability, as a reader is told of it."""

    what: Reason
    log_odds: float
    comes_to: float
    """The chance that the steps so far amount to; after the last step, the probability."""


def moved(policy: PolicyExplanation, translations: Catalogue) -> Iterator[Moved]:
    """The steps of a policy, with the names that a catalogue gives the indicators."""
    reached = 0.0
    for step in policy.steps:
        reached += step.log_odds
        yield Moved(_what(step, translations), step.log_odds, probability_of(reached))


def _what(step: Step, translations: Catalogue) -> Reason:
    if step.kind is not StepKind.INDICATOR:
        return Reason("", _STEPS[step.kind], "")
    return Reason("Denied: " if step.log_odds < 0 else "", translations[step.indicator].name, "", translated=True)
