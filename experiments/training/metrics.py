"""What a run measured on `dev` groups, for the bundle's metrics.json."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from experiments.evaluation.figures import calibration_error
from experiments.training.calibrating import FLAG_FROM, prevalence_weights
from experiments.training.scoring import Scored
from models.calibration import Calibration


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
