"""The stages of training: the text model, what it and the evidence say of `dev`, calibration, thresholds, metrics.

Each stage takes what the one before gave, and its result can be written down: `experiments.training.run` does, and goes on there.
No labels exist for exploitation and recruitment into crime: these two policies rest on evidence alone, their probabilities on the
stated log-odds. Fraud joins evidence and words, and is calibrated on `dev` groups at a stated prevalence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np

from experiments.dataset import NEVER_TRAINED_ON, RISKY, DatasetError, Example, datasets, examples
from experiments.evaluation.figures import calibration_error
from experiments.progress import track
from experiments.train_linear import LANGUAGES, samples_of, train
from experiments.training.config import CalibrationSettings, LinearSettings
from features.gathering import evidence_of
from features.indicators import catalogue
from features.reading import Reading
from models.assessor import grouped
from models.calibration import Calibration
from models.evidence_model import EvidenceModel
from models.judge import linear_from, weights_from
from models.linear import LinearModel, words_of
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
FLAG_FROM: Final = -0.75
"""Joined log-odds from which a policy flags: just below what one strong indicator reaches alone."""


class Labelled(Protocol):
    """What weighing needs to know of a posting."""

    @property
    def dataset(self) -> str:
        """Whose it is."""

    @property
    def is_risky(self) -> bool:
        """Which side it is on."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What both models say of one labelled posting, in log-odds; nothing of its text."""

    id: str
    dataset: str
    label: str
    language: str
    evidence: float
    text: float | None
    """None where the text model says nothing."""

    @property
    def is_risky(self) -> bool:
        """Whether its annotators called it fraud or unsolicited recruitment."""
        return self.label in RISKY

    def joined(self, calibration: Calibration) -> float:
        """Both together."""
        return calibration.joined(self.evidence, self.text, self.language)


def rows_to_learn_from(data: Path | None = None, leave_out: Collection[str] = ()) -> list[Example]:
    """The labelled rows in the trained languages, both splits. Raises DatasetError when there is no data."""
    barred = {*NEVER_TRAINED_ON, *leave_out}
    rows = (row for name, path in datasets(data).items() if name not in barred for row in examples(path))
    return [row for row in rows if row.label and row.posting.language in LANGUAGES]


def linear_part(rows: Iterable[Example], settings: LinearSettings) -> Mapping[str, Any]:
    """Fit the text model on the rows of `train`; what a bundle writes of it."""
    _, part = train(samples_of(track([row for row in rows if row.split == "train"], "reading")), settings)
    return part


def scored(rows: Iterable[Example], linear: Mapping[str, Any]) -> list[Scored]:
    """What the evidence and the text model say of the rows of `dev`."""
    model = linear_from(linear)
    evidence = EvidenceModel(weights_from(EVIDENCE), catalogue())
    return [_scored(row, model, evidence) for row in track([row for row in rows if row.split == "dev"], "measuring")]


def _scored(example: Example, model: LinearModel, evidence: EvidenceModel) -> Scored:
    reading = Reading(example.posting)
    score = evidence.score(PolicyName.RECRUITMENT_FRAUD, grouped(evidence_of(reading), catalogue()))
    text = None if reading.phrases.is_awareness else model.read(words_of(reading)).log_odds
    return Scored(example.posting.id, example.dataset, example.label, example.posting.language, score.log_odds, text)


def policies_part(fraud: Calibration, prevalence: float) -> dict[str, Any]:
    """Each policy's calibration and threshold, as a bundle writes them."""
    by_policy = {policy: fraud if policy is PolicyName.RECRUITMENT_FRAUD else Calibration() for policy in PolicyName}
    return {
        "prevalence": prevalence,
        "policies": {policy.value: _policy(calibration) for policy, calibration in by_policy.items()},
    }


def _policy(calibration: Calibration) -> dict[str, Any]:
    return {"calibration": asdict(calibration), "threshold": round(calibration.probability(FLAG_FROM), 6)}


def calibrated(items: Sequence[Scored], settings: CalibrationSettings) -> Calibration:
    """First how loudly the text model is heard, then how the joined log-odds become a probability.

    Raises DatasetError without both risky and ordinary postings.
    """
    if not _has_both_sides(items):
        raise DatasetError("nothing to calibrate on: `dev` needs risky and ordinary postings in en, ru or zh")
    heard_at = _heard_at([item for item in items if item.text is not None], settings)
    scale, shift = _logistic([item.joined(heard_at) for item in items], items, settings.prevalence)
    return replace(heard_at, scale=round(scale, 4), shift=round(shift, 4))


def _has_both_sides(items: Sequence[Scored]) -> bool:
    return len({item.is_risky for item in items}) == 2


def _heard_at(spoken: Sequence[Scored], settings: CalibrationSettings) -> Calibration:
    """The text model's scale and shifts; where there is too little to read them off, it is not heard."""
    if not _has_both_sides(spoken):
        return Calibration()
    text_scale, _ = _logistic([item.text or 0.0 for item in spoken], spoken, settings.prevalence)
    thresholds = {language: _text_threshold(spoken, language, settings) for language in LANGUAGES}
    shifts = {
        language: round(FLAG_FROM - text_scale * threshold, 4)
        for language, threshold in thresholds.items()
        if threshold is not None
    }
    return Calibration(round(text_scale, 4), shifts)


def _text_threshold(spoken: Sequence[Scored], language: str, settings: CalibrationSettings) -> float | None:
    """The lowest text log-odds at which no dataset of ordinary postings has more than its share above; None without any."""
    ordinary: defaultdict[str, list[float]] = defaultdict(list)
    for item in spoken:
        if item.label == "benign" and item.language == language:
            ordinary[item.dataset].append(item.text or 0.0)
    found = [
        float(np.quantile(values, 1 - settings.allowances.get(name, settings.most_ordinary_flagged)))
        for name, values in ordinary.items()
        if len(values) >= settings.fewest_for_share
    ]
    return max(found, default=None)


def _logistic(scores: Sequence[float], items: Sequence[Scored], prevalence: float) -> tuple[float, float]:
    """Slope and intercept of a logistic fit, each dataset weighing the same, the risky side `prevalence` of the whole."""
    from sklearn.linear_model import LogisticRegression

    labels = np.array([item.is_risky for item in items])
    fitted = LogisticRegression(C=1e6, max_iter=1000).fit(
        np.array(scores).reshape(-1, 1), labels, sample_weight=prevalence_weights(items, prevalence)
    )
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def prevalence_weights(items: Sequence[Labelled], prevalence: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """How much each posting weighs, shape (n,): each dataset's side the same, the risky side `prevalence` of the whole."""
    sizes: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for item in items:
        sizes[item.dataset, item.is_risky] += 1
    weights = np.array([1 / sizes[item.dataset, item.is_risky] for item in items])
    risky = np.array([item.is_risky for item in items])
    weights[risky] *= prevalence * len(items) / weights[risky].sum()
    weights[~risky] *= (1 - prevalence) * len(items) / weights[~risky].sum()
    return weights


def metrics_part(items: Sequence[Scored], calibration: Calibration, prevalence: float) -> dict[str, Any]:
    """What this run measured on `dev` groups, per dataset, for recruitment fraud."""
    from sklearn.metrics import brier_score_loss

    joined = {id(item): item.joined(calibration) for item in items}
    labels = np.array([item.is_risky for item in items])
    chances = np.array([calibration.probability(joined[id(item)]) for item in items])
    weights = prevalence_weights(items, prevalence)
    return {
        "split": "dev, disjoint from training by near-duplicate group",
        **_emscad(items, joined),
        "brier_score_at_prevalence": round(float(brier_score_loss(labels, chances, sample_weight=weights)), 4),
        "expected_calibration_error_at_prevalence": round(calibration_error(labels, chances, weights), 4),
        "flagged": {name: round(share, 4) for name, share in _flagged(items, joined)},
    }


def _emscad(items: Sequence[Scored], joined: Mapping[int, float]) -> dict[str, float]:
    """Average precision on the one large annotated set of adverts, where the data holds it."""
    from sklearn.metrics import average_precision_score

    emscad = [item for item in items if item.dataset == "emscad"]
    if not emscad:
        return {}
    scores = [joined[id(item)] for item in emscad]
    return {"emscad_average_precision": round(float(average_precision_score([item.is_risky for item in emscad], scores)), 3)}


def _flagged(items: Sequence[Scored], joined: Mapping[int, float]) -> Iterable[tuple[str, float]]:
    by_dataset: defaultdict[str, list[bool]] = defaultdict(list)
    for item in items:
        label = "" if item.label == "benign" else f" ({item.label})"
        by_dataset[item.dataset + label].append(joined[id(item)] >= FLAG_FROM)
    return ((name, float(np.mean(flags))) for name, flags in sorted(by_dataset.items()))
