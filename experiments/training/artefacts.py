"""The files that a run leaves in MLflow beside the bundle: confusion, curves, plots, errors. Ids and numbers, no texts."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from experiments.evaluation.figures import Floats
from experiments.training.calibrating import prevalence_weights
from experiments.training.judged import Judged, wrong
from experiments.training.slices import SIDES, Report

_BINS: Final = 10
_THRESHOLDS: Final = 101


def metrics_of(report: Report) -> dict[str, float]:
    """The run's metrics by name: `dataset/emscad/risky/flagged`, with `_low` and `_high`, the ends of 95 % intervals."""
    found = {"primary": report.primary}
    for part in report.slices:
        name = f"{part.kind}/{part.name}/{part.side}/flagged"
        found |= {name: part.flagged.value, f"{name}_low": part.flagged.low, f"{name}_high": part.flagged.high}
        found[f"{part.kind}/{part.name}/{part.side}/flagged_as_fraud"] = part.fraud
    for rank in report.ranks:
        name = f"ranking/{rank.name}/average_precision"
        figure = rank.average_precision
        found |= {name: figure.value, f"{name}_low": figure.low, f"{name}_high": figure.high}
        found[f"ranking/{rank.name}/brier"] = rank.brier
        found[f"ranking/{rank.name}/calibration_error"] = rank.calibration_error
    return found


def confusion(items: Sequence[Judged], thresholds: Mapping[str, float]) -> dict[str, Any]:
    """By dataset and side, how many postings are flagged at the bundle's thresholds and how many are not."""
    table: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for item in items:
        side = SIDES.get(item.label, item.label)
        for name in ("all", item.dataset):
            table[name][side].update({"flagged": item.is_flagged, "as_fraud": item.is_flagged_as_fraud, "postings": 1})
    return {"thresholds": dict(thresholds), "postings": table}


def threshold_curve(items: Sequence[Judged]) -> list[dict[str, float]]:
    """What the policy for fraud would flag of each side at other thresholds, highest first."""
    steps = np.unique(np.quantile([item.fraud for item in items], np.linspace(0, 1, _THRESHOLDS)))[::-1]
    by_side = {
        side: np.array([item.fraud for item in items if SIDES.get(item.label) == side])
        for side in ("risky", "ordinary", "other spam")
    }
    return [
        {"threshold": float(step), **{side: float((chances >= step).mean()) for side, chances in by_side.items() if len(chances)}}
        for step in steps
    ]


def calibration_bins(items: Sequence[Judged], prevalence: float) -> list[dict[str, float]]:
    """Mean probability of fraud and share of risky postings in ten equal bins, at a prevalence; without other spam."""
    labelled = [item for item in items if SIDES.get(item.label) in {"risky", "ordinary"}]
    if len({item.is_risky for item in labelled}) < 2:
        return []
    risky, chances = np.array([item.is_risky for item in labelled]), np.array([item.fraud for item in labelled])
    weights = prevalence_weights(labelled, prevalence)
    places = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    return [_bin(risky[places == place], chances[places == place], weights[places == place]) for place in np.unique(places)]


def _bin(risky: Any, chances: Floats, weights: Floats) -> dict[str, float]:
    return {
        "probability": float(np.average(chances, weights=weights)),
        "risky": float(np.average(risky, weights=weights)),
        "postings": len(chances),
    }


def errors(items: Sequence[Judged]) -> str:
    """JSON Lines of what is wrongly flagged or missed, the surest errors first; no texts."""
    found = sorted(wrong(items), key=lambda item: (item.is_risky, item.fraud if item.is_risky else -item.fraud, item.id))
    return "".join(
        json.dumps(
            {"id": item.id, "dataset": item.dataset, "label": item.label, "fraud": item.fraud, "flagged_by": item.flagged_by}
        )
        + "\n"
        for item in found
    )


def write_artefacts(folder: Path, items: Sequence[Judged], report: Report, policies: Mapping[str, Any]) -> None:
    """Write all of them into a folder. `policies` is that part of the bundle."""
    folder.mkdir(parents=True, exist_ok=True)
    prevalence = float(policies["prevalence"])
    thresholds = {name: float(item["threshold"]) for name, item in policies["policies"].items()}
    curve, bins = threshold_curve(items), calibration_bins(items, prevalence)
    listed = {
        "confusion.json": confusion(items, thresholds),
        "threshold_curve.json": curve,
        "calibration.json": {"prevalence": prevalence, "bins": bins},
        "slices.json": asdict(report),
    }
    for name, content in listed.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "errors.jsonl").write_text(errors(items), encoding="utf-8")
    (folder / "slices.md").write_text(f"{report}\n", encoding="utf-8")
    _plot(folder / "calibration.svg", "probability of fraud", "share that is", _calibration_lines(bins))
    _plot(folder / "threshold_curve.svg", "threshold", "share flagged as fraud", _threshold_lines(curve))


def _calibration_lines(bins: Sequence[Mapping[str, float]]) -> dict[str, tuple[list[float], list[float]]]:
    measured = [item["probability"] for item in bins], [item["risky"] for item in bins]
    return {"as it should be": ([0.0, 1.0], [0.0, 1.0]), "measured": measured}


def _threshold_lines(curve: Sequence[Mapping[str, float]]) -> dict[str, tuple[list[float], list[float]]]:
    sides = [side for side in curve[0] if side != "threshold"] if curve else []
    return {side: ([step["threshold"] for step in curve], [step[side] for step in curve]) for side in sides}


def _plot(path: Path, below: str, beside: str, lines: Mapping[str, tuple[list[float], list[float]]]) -> None:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"svg.hashsalt": "recruitment-risk", "svg.fonttype": "none"}):
        figure = Figure(figsize=(5, 4), layout="constrained")
        axes = figure.subplots()
        for name, (across, up) in lines.items():
            axes.plot(across, up, label=name, marker="o", markersize=3)
        axes.set(xlabel=below, ylabel=beside, xlim=(0, 1), ylim=(0, 1))
        axes.legend()
        figure.savefig(path, metadata={"Date": None})
