"""One training run: the text model, its calibration with the evidence on `dev`, thresholds, metrics, and the bundle of it all.

No labels exist for exploitation and recruitment into crime: these two policies rest on evidence alone, their probabilities on the
stated log-odds. Fraud joins evidence and words, and is calibrated on `dev` groups at a prevalence of `PREVALENCE`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from experiments.dataset import NEVER_TRAINED_ON, Example, datasets, examples
from experiments.evaluation.figures import calibration_error
from experiments.progress import track
from experiments.train_linear import LANGUAGES, samples_of, train
from features.gathering import evidence_of
from features.indicators import catalogue
from features.reading import Reading
from models.assessor import grouped
from models.bundle import DEFAULT_BUNDLE, Bundle, write_bundle
from models.calibration import Calibration
from models.evidence_model import EvidenceModel
from models.judge import weights_from
from models.linear import LinearModel, words_of
from models.policy import PolicyName

PREVALENCE: Final = 0.05
"""The share of fraud at which probabilities are calibrated: about that of the largest annotated set of adverts (4.84 %)."""
MOST_ORDINARY_FLAGGED: Final = 0.01
"""The share of each ordinary `dev` dataset that the text model alone may flag."""
MOST_FLAGGED: Final = {"zh_58_orfd": 0.18}
"""The same for the legitimate side of a set that its annotators found hard to tell apart."""
FEWEST_FOR_SHARE: Final = 30
"""A share is not read off fewer postings than these."""
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
FLAG_FROM: Final = -0.75
"""Joined log-odds from which a policy flags: just below what one strong indicator reaches alone."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What both models say of one labelled posting."""

    example: Example
    evidence: float
    text: float | None

    def joined(self, calibration: Calibration) -> float:
        """Both together."""
        return calibration.joined(self.evidence, self.text, self.example.posting.language)


def run(folder: Path = DEFAULT_BUNDLE, data: Path | None = None) -> Bundle:
    """Train, calibrate, measure and write the bundle. Raises DatasetError when there is no data."""
    rows = [row for path in datasets(data).values() for row in examples(path) if row.dataset not in NEVER_TRAINED_ON]
    learned = [row for row in rows if row.label and row.posting.language in LANGUAGES]
    model, linear = train(samples_of(track([row for row in learned if row.split == "train"], "reading")))
    heard = [_heard(row, model) for row in track([row for row in learned if row.split == "dev"], "measuring")]
    fraud = _calibrated(heard)
    policies = {
        policy.value: _policy(fraud if policy is PolicyName.RECRUITMENT_FRAUD else Calibration()) for policy in PolicyName
    }
    parts = {
        "evidence.json": dict(EVIDENCE),
        "linear.json": dict(linear),
        "policies.json": {"prevalence": PREVALENCE, "policies": policies},
        "metrics.json": _metrics(heard, fraud),
    }
    about = {"made_on": datetime.now(UTC).strftime("%Y.%m.%d"), "made_by": "recruitment-risk measure train", "rows": len(learned)}
    return write_bundle(folder, parts, about)


def _policy(calibration: Calibration) -> dict[str, Any]:
    return {"calibration": asdict(calibration), "threshold": round(calibration.probability(FLAG_FROM), 6)}


def _heard(example: Example, model: LinearModel) -> Heard:
    reading = Reading(example.posting)
    known = catalogue()
    score = EvidenceModel(weights_from(EVIDENCE), known).score(PolicyName.RECRUITMENT_FRAUD, grouped(evidence_of(reading), known))
    return Heard(example, score.log_odds, None if reading.phrases.is_awareness else model.read(words_of(reading)).log_odds)


def _calibrated(heard: Sequence[Heard]) -> Calibration:
    """First how loudly the text model is heard, then how the joined log-odds become a probability."""
    spoken = [item for item in heard if item.text is not None]
    text_scale, _ = _logistic([item.text or 0.0 for item in spoken], spoken)
    shifts = {language: round(FLAG_FROM - text_scale * _text_threshold(spoken, language), 4) for language in LANGUAGES}
    heard_at = Calibration(round(text_scale, 4), shifts)
    scale, shift = _logistic([item.joined(heard_at) for item in heard], heard)
    return replace(heard_at, scale=round(scale, 4), shift=round(shift, 4))


def _text_threshold(spoken: Sequence[Heard], language: str) -> float:
    """The lowest text log-odds at which no dataset of ordinary postings has more than its share above."""
    ordinary: defaultdict[str, list[float]] = defaultdict(list)
    for item in spoken:
        if item.example.label == "benign" and item.example.posting.language == language:
            ordinary[item.example.dataset].append(item.text or 0.0)
    return max(
        float(np.quantile(values, 1 - MOST_FLAGGED.get(name, MOST_ORDINARY_FLAGGED)))
        for name, values in ordinary.items()
        if len(values) >= FEWEST_FOR_SHARE
    )


def _logistic(scores: Sequence[float], items: Sequence[Heard]) -> tuple[float, float]:
    """Slope and intercept of a logistic fit, each dataset weighing the same, the risky side `PREVALENCE` of the whole."""
    from sklearn.linear_model import LogisticRegression

    labels = np.array([item.example.is_risky for item in items])
    fitted = LogisticRegression(C=1e6, max_iter=1000).fit(
        np.array(scores).reshape(-1, 1), labels, sample_weight=_prevalence_weights(items)
    )
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _prevalence_weights(items: Sequence[Heard]) -> np.ndarray[Any, np.dtype[np.float64]]:
    sizes: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for item in items:
        sizes[item.example.dataset, item.example.is_risky] += 1
    weights = np.array([1 / sizes[item.example.dataset, item.example.is_risky] for item in items])
    risky = np.array([item.example.is_risky for item in items])
    weights[risky] *= PREVALENCE * len(items) / weights[risky].sum()
    weights[~risky] *= (1 - PREVALENCE) * len(items) / weights[~risky].sum()
    return weights


def _metrics(heard: Sequence[Heard], calibration: Calibration) -> dict[str, Any]:
    """What this run measured on `dev` groups, per dataset, for recruitment fraud."""
    from sklearn.metrics import average_precision_score, brier_score_loss

    joined = {id(item): item.joined(calibration) for item in heard}
    labels = np.array([item.example.is_risky for item in heard])
    chances = np.array([calibration.probability(joined[id(item)]) for item in heard])
    emscad = [item for item in heard if item.example.dataset == "emscad"]
    return {
        "split": "dev, disjoint from training by near-duplicate group",
        "emscad_average_precision": round(
            float(average_precision_score([item.example.is_risky for item in emscad], [joined[id(item)] for item in emscad])), 3
        ),
        "brier_score_at_prevalence": round(float(brier_score_loss(labels, chances, sample_weight=_prevalence_weights(heard))), 4),
        "expected_calibration_error_at_prevalence": round(calibration_error(labels, chances, _prevalence_weights(heard)), 4),
        "flagged": {name: round(share, 4) for name, share in _flagged(heard, joined)},
    }


def _flagged(heard: Sequence[Heard], joined: Mapping[int, float]) -> Iterable[tuple[str, float]]:
    by_dataset: defaultdict[str, list[bool]] = defaultdict(list)
    for item in heard:
        label = "" if item.example.label == "benign" else f" ({item.example.label})"
        by_dataset[item.example.dataset + label].append(joined[id(item)] >= FLAG_FROM)
    return ((name, float(np.mean(flags))) for name, flags in sorted(by_dataset.items()))
