"""What a cascade saves and costs: how many postings the encoder is spared, and how many risky ones are then not flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from experiments.evaluation.figures import Floats, average_precision
from experiments.training.calibrating import band_missing, prevalence_weights
from experiments.training.scoring import ASKED_OF_ALL, Scored
from models.bundle import Bundle
from models.bundle_models import BundleModels
from models.calibration import Band, Calibration
from models.cascade import Cascade
from models.encoder import encoder_from
from models.policy import PolicyName

SHARES: Final = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 1.0)
"""Of risky postings the linear model may settle so many as calm; at 1 the encoder is asked about none."""


@dataclass(frozen=True, slots=True)
class Saving:
    """One border of the band."""

    most_missed: float
    asked_ordinary: float
    """The share of ordinary adverts that the encoder is given."""
    asked_risky: float
    flagged_ordinary: float
    flagged_risky: float
    average_precision: float


class NoEncoderError(ValueError):
    """A bundle without an encoder has no cascade."""


def asking_all(bundle: Bundle) -> BundleModels:
    """A bundle's models, of which the encoder is asked about every posting in its language. Raises NoEncoderError."""
    models, encoder = BundleModels.of(bundle), encoder_from(bundle)
    if encoder is None:
        raise NoEncoderError(f"bundle {bundle.version} has no encoder")
    return replace(models, cascade=Cascade(models.linear, encoder, [ASKED_OF_ALL]))


def savings(items: Sequence[Scored], bundle: Bundle, shares: Sequence[float] = SHARES) -> list[Saving]:
    """The curve over postings of which both models spoke, weighed as for the bundle's calibration."""
    threshold, fraud = BundleModels.of(bundle).settings[PolicyName.RECRUITMENT_FRAUD]
    spoken = [item for item in items if item.encoder is not None]
    weights = prevalence_weights(spoken, bundle.part("policies.json")["prevalence"])
    return [_saving(spoken, weights, replace(fraud, cascade=_band(spoken, share)), threshold, share) for share in shares]


def _band(spoken: Sequence[Scored], share: float) -> Band | None:
    return None if share >= 1 else band_missing(spoken, share)


def _saving(spoken: Sequence[Scored], weights: Floats, fraud: Calibration, threshold: float, share: float) -> Saving:
    risky = np.array([item.is_risky for item in spoken])
    asked = np.array([fraud.hears_encoder(item.text, item.language) for item in spoken], dtype=np.float64)
    joined = np.array([item.joined(fraud) for item in spoken])
    flagged = np.array([fraud.probability(value) >= threshold for value in joined], dtype=np.float64)
    return Saving(
        most_missed=share,
        asked_ordinary=float(np.average(asked[~risky], weights=weights[~risky])),
        asked_risky=float(np.average(asked[risky], weights=weights[risky])),
        flagged_ordinary=float(np.average(flagged[~risky], weights=weights[~risky])),
        flagged_risky=float(np.average(flagged[risky], weights=weights[risky])),
        average_precision=float(average_precision(risky, joined, weights[None, :])[0]),
    )


def as_markdown(found: Sequence[Saving]) -> str:
    """One line a border."""
    lines = [
        "| risky not asked, at most | ordinary asked | risky asked | ordinary flagged | risky flagged | average precision |",
        "|--:|--:|--:|--:|--:|--:|",
    ]
    for item in found:
        shares = (item.asked_ordinary, item.asked_risky, item.flagged_ordinary, item.flagged_risky)
        cells = " | ".join(f"{share:.1%}" for share in shares)
        lines.append(f"| {item.most_missed:.1%} | {cells} | {item.average_precision:.3f} |")
    return "\n".join(lines)
