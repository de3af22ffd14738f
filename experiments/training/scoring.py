"""What the models of a run say of labelled postings: the rows, the linear model's fit, and the log-odds that calibration needs.

No labels exist for exploitation and recruitment into crime: these two policies rest on evidence alone, their probabilities on the
stated log-odds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from experiments.dataset import NEVER_TRAINED_ON, RISKY, Example, datasets, examples
from experiments.progress import track
from experiments.train_linear import LANGUAGES, samples_of, train
from experiments.training.config import LinearSettings
from features.gathering import evidence_of
from features.reading import Reading
from models.assessment import IndicatorAssessment
from models.assessor import grouped
from models.bundle_models import BundleModels
from models.calibration import Band, Calibration, Fusion
from models.policy import PolicyName

EVIDENCE: Final[Mapping[str, Any]] = {
    "prior": -4.0,
    "strengths": {"weak": 0.8, "moderate": 1.7, "strong": 3.4},
    "contradiction": 0.5,
    "most_contradiction": 1.5,
    "unanchored_share": 0.25,
    "anchors": {
        "criminal_recruitment": ["account_or_parcel_handling", "coded_crime_language", "scam_compound_profile"],
        "exploitation_risk": [
            "all_inclusive_package",
            "body_photo_request",
            "crisis_targeting",
            "debt_or_bond_condition",
            "excessive_hours",
            "minor_recruitment",
            "movement_or_phone_restriction",
            "need_appeal",
            "no_written_contract",
            "origin_targeting",
            "passport_retention",
            "pay_terms_opaque",
            "recruiter_controls_travel",
            "scam_compound_profile",
            "secrecy_instruction",
            "sex_age_appearance_criteria",
            "sexual_service_ambiguity",
            "tied_housing_dependency",
            "tourist_visa_for_work",
            "unsafe_meeting_place",
            "workplace_vague_or_shifting",
            "worker_pays_fee",
        ],
    },
}
"""Stated, not learned. A strong indicator alone reaches odds of one in two (log-odds -.6); so do two moderate of two groups."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What both models say of one labelled posting, in log-odds; nothing of its text."""

    id: str
    dataset: str
    label: str
    language: str
    evidence: float
    text: float | None
    """None where the linear model says nothing."""
    encoder: float | None = None
    """None where there is no encoder, or it was not asked."""
    known_share: float | None = None
    """Of the words, the share that the linear model knows; None where it did not read them."""

    @property
    def is_risky(self) -> bool:
        """Whether its annotators called it fraud or unsolicited recruitment."""
        return self.label in RISKY

    def joined(self, calibration: Calibration) -> float:
        """Both together."""
        return calibration.joined(self.evidence, self.said(calibration), self.language)

    def said(self, calibration: Calibration) -> float | None:
        """The text's log-odds, as the calibration weighs both models."""
        return calibration.text(self.text, self.encoder, self.language)


def rows_to_learn_from(data: Path | None = None, leave_out: Collection[str] = ()) -> list[Example]:
    """The labelled rows in the trained languages, both splits. Raises DatasetError when there is no data."""
    barred = {*NEVER_TRAINED_ON, *leave_out}
    rows = (row for name, path in datasets(data).items() if name not in barred for row in examples(path))
    return [row for row in rows if row.label and row.posting.language in LANGUAGES]


def linear_part(rows: Iterable[Example], settings: LinearSettings) -> Mapping[str, Any]:
    """Fit the text model on the rows of `train`; what a bundle writes of it."""
    _, part = train(samples_of(track([row for row in rows if row.split == "train"], "reading")), settings)
    return part


ASKED_OF_ALL: Final = Calibration(cascade=Band(-1e9, 1e9), fusion={language: Fusion(1.0, 0.0) for language in LANGUAGES})
"""Before it is known which postings are in doubt, the encoder is asked about every one."""


def scored(rows: Iterable[Example], models: BundleModels) -> list[Scored]:
    """What the models say of the rows of `dev`."""
    return [scored_row(row, models) for row in track([row for row in rows if row.split == "dev"], "measuring")]


def scored_row(row: Example, models: BundleModels) -> Scored:
    """What they say of one posting, in the language that it is heard in; the words of one that offers no work are not weighed."""
    reading = Reading(row.posting)
    shown: Sequence[IndicatorAssessment] = grouped(evidence_of(reading), models.catalogue)
    text = None
    if models.may_offer_work(reading, shown):
        [text] = models.cascade.read([reading])
    else:
        shown = ()
    return Scored(
        row.posting.id,
        row.dataset,
        row.label,
        reading.language.code,
        models.evidence.score(PolicyName.RECRUITMENT_FRAUD, shown).log_odds,
        text.words.log_odds if text else None,
        text.heads.get(PolicyName.RECRUITMENT_FRAUD) if text else None,
        text.words.known_share if text else None,
    )
