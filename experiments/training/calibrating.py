"""From log-odds to probabilities: how loudly the text models are heard beside the evidence, and what they are worth together.

Fraud joins evidence and words, and is calibrated on `dev` groups at a stated prevalence; the other policies keep stated log-odds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from math import floor
from typing import Any, Final, Protocol

import numpy as np

from experiments.dataset import DatasetError
from experiments.evaluation.thresholds import flagging_at_most
from experiments.train_linear import LANGUAGES
from experiments.training.config import CalibrationSettings
from experiments.training.scoring import EVIDENCE, Scored
from models.calibration import Band, Calibration, Fusion, log_odds_of, probability_of
from models.policy import PolicyName

_MOST_LOG_ODDS: Final = 30.0
_FEW_KNOWN: Final = 0.1
"""A share of known words so low tells nothing: ordinary postings of the language reach no more."""
FLAG_FROM: Final = -0.75
"""Joined log-odds from which a policy flags: just below what one strong indicator reaches alone."""
_TEXT_FLAGS_FROM: Final = log_odds_of(1 - (1 - probability_of(FLAG_FROM)) / (1 - probability_of(EVIDENCE["prior"])))
"""The text's log-odds that reach it where no indicator was found."""


class Labelled(Protocol):
    """What weighing needs to know of a posting."""

    @property
    def dataset(self) -> str:
        """Whose it is."""

    @property
    def is_risky(self) -> bool:
        """Which side it is on."""


def policies_part(fraud: Calibration, prevalence: float, familiar_from: Mapping[str, float] | None = None) -> dict[str, Any]:
    """Each policy's calibration and threshold, as a bundle writes them, and where a text is unlike anything seen."""
    by_policy = {policy: fraud if policy is PolicyName.RECRUITMENT_FRAUD else Calibration() for policy in PolicyName}
    return {
        "prevalence": prevalence,
        "policies": {policy.value: _policy(calibration) for policy, calibration in by_policy.items()},
        "familiar_from": dict(familiar_from or {}),
    }


def _policy(calibration: Calibration) -> dict[str, Any]:
    return {"calibration": asdict(calibration), "threshold": round(calibration.probability(FLAG_FROM), 6)}


def familiar_from(items: Sequence[Scored], settings: CalibrationSettings) -> dict[str, float]:
    """By language, the share of known words that all but `most_unfamiliar` of its postings reach.

    A language whose words are known so seldom that an ordinary posting may hold hardly any has none.
    """
    shares: defaultdict[str, list[float]] = defaultdict(list)
    for item in items:
        if item.known_share is not None:
            shares[item.language].append(item.known_share)
    borders = {
        language: float(np.quantile(found, settings.most_unfamiliar, method="lower"))
        for language, found in sorted(shares.items())
        if len(found) >= settings.fewest_for_share
    }
    return {language: floor(border * 1e4) / 1e4 for language, border in borders.items() if border >= _FEW_KNOWN}


def calibrated(items: Sequence[Scored], settings: CalibrationSettings) -> Calibration:
    """First how loudly the text model is heard, then how the joined log-odds become a probability.

    Raises DatasetError without both risky and ordinary postings.
    """
    if not _has_both_sides(items):
        raise DatasetError("nothing to calibrate on: `dev` needs risky and ordinary postings in en, ru or zh")
    heard_at = _heard_at(items, settings)
    scale, shift = _logistic([item.joined(heard_at) for item in items], items, settings.prevalence)
    return replace(heard_at, scale=round(scale, 4), shift=round(shift, 4))


def _has_both_sides(items: Sequence[Scored]) -> bool:
    return len({item.is_risky for item in items}) == 2


def _heard_at(items: Sequence[Scored], settings: CalibrationSettings) -> Calibration:
    """The text model's scale and shifts; where there is too little to read them off, it is not heard."""
    spoken = [item for item in items if item.text is not None]
    if not _has_both_sides(spoken):
        return Calibration()
    fused = _fused(spoken, settings)
    texts = [item.said(fused) or 0.0 for item in spoken]
    text_scale = round(_logistic(texts, spoken, settings.prevalence)[0], 4)
    thresholds = {language: _text_threshold(items, fused, language, settings) for language in LANGUAGES}
    shifts = {
        language: floor((_TEXT_FLAGS_FROM - text_scale * threshold) * 1e4 - 1) / 1e4
        for language, threshold in thresholds.items()
        if threshold is not None
    }
    return replace(fused, text_scale=text_scale, text_shifts=shifts)


def _fused(spoken: Sequence[Scored], settings: CalibrationSettings) -> Calibration:
    """How both text models are weighed where the encoder spoke, and from which doubt of the linear model on it is asked.

    Below the band the linear model is so calm that no more than `most_missed` of the risky postings stand there.
    """
    both = [item for item in spoken if item.encoder is not None]
    if not _has_both_sides(both):
        return Calibration()
    weights, bias = _weighed(both, settings.prevalence)
    fusion = Fusion(round(weights[0], 4), round(weights[1], 4), round(bias, 4))
    band = band_missing(both, settings.most_missed)
    return Calibration(cascade=band, fusion=dict.fromkeys({item.language for item in both}, fusion))


def band_missing(spoken: Sequence[Scored], most: float) -> Band:
    """The linear model's log-odds at which the encoder is asked: no more than this share of risky postings stand below."""
    risky = [item.text or 0.0 for item in spoken if item.is_risky]
    low = float(np.quantile(risky, most, method="lower"))  # between two postings, one more would be missed
    return Band(low=floor(low * 1e4) / 1e4, high=_MOST_LOG_ODDS)


def _weighed(both: Sequence[Scored], prevalence: float) -> tuple[Sequence[float], float]:
    """Weights of linear model and encoder, and their bias, on the linear model's own scale: its weights sum as it spreads."""
    from sklearn.linear_model import LogisticRegression

    said = np.array([[item.text or 0.0, item.encoder or 0.0] for item in both])
    labels = np.array([item.is_risky for item in both])
    weights = prevalence_weights(both, prevalence)
    joint = LogisticRegression(C=1e6, max_iter=1000).fit(said, labels, sample_weight=weights)
    alone = LogisticRegression(C=1e6, max_iter=1000).fit(said[:, :1], labels, sample_weight=weights)
    slope = float(alone.coef_[0, 0])
    found = [float(value) / slope for value in joint.coef_[0]]
    return found, float(joint.intercept_[0] - alone.intercept_[0]) / slope


def _text_threshold(items: Sequence[Scored], fused: Calibration, language: str, settings: CalibrationSettings) -> float | None:
    """The lowest text log-odds that no more than its share of any dataset of ordinary postings reaches; None without any.

    Postings of which the text models say nothing are no false alarm of theirs, and count.
    """
    ordinary: defaultdict[str, list[float]] = defaultdict(list)
    for item in items:
        if item.label == "benign" and item.language == language:
            said = item.said(fused)
            ordinary[item.dataset].append(-_MOST_LOG_ODDS if said is None else said)
    found = [
        flagging_at_most(np.array(values), settings.allowances.get(name, settings.most_ordinary_flagged))
        for name, values in ordinary.items()
        if len(values) >= settings.fewest_for_share
    ]
    return max(-_MOST_LOG_ODDS, *found) if found else None


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
