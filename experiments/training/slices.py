"""Shares flagged, with 95 % intervals: of all, and of each dataset, language, length and sector; how well risky ones rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from experiments.evaluation.figures import (
    Figure,
    average_precision,
    brier_score,
    calibration_error,
    interval,
    share_flagged,
)
from experiments.training.calibrating import prevalence_weights
from experiments.training.judged import LENGTH_BUCKETS, Judged

FEWEST: Final = 20
"""A language, length or sector of fewer postings is not shown as a slice of its own, nor is one guarded."""
SIDES: Final[Mapping[str, str]] = {
    "fraud": "risky",
    "recruitment_spam": "risky",
    "benign": "ordinary",
    "other_spam": "other spam",
    "unlabelled": "unlabelled",
}
"""By label, what a share flagged means: of risky ones recall, of ordinary ones and of spam that offers no work false alarms."""
_KINDS: Final[Mapping[str, Callable[[Judged], str]]] = {
    "overall": lambda _: "all",
    "dataset": lambda item: item.dataset,
    "language": lambda item: item.language,
    "length": lambda item: item.length_bucket,
    "sector": lambda item: item.sector,
}


@dataclass(frozen=True, slots=True)
class Slice:
    """Postings of one side that have something in common."""

    kind: str
    """`overall`, `dataset`, `language`, `length` or `sector`."""
    name: str
    side: str
    """`risky`, `ordinary`, `other spam` or `unlabelled`."""
    postings: int
    flagged: Figure
    """The share that any policy flags, with its Wilson interval."""
    fraud: float
    """The share that the policy for fraud flags."""
    needs_review: float
    abstained: float


@dataclass(frozen=True, slots=True)
class Ranks:
    """How the probability of fraud orders and meets the labelled postings of one set."""

    name: str
    postings: int
    risky: int
    average_precision: Figure
    brier: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is said of one bundle on one split."""

    slices: Sequence[Slice]
    ranks: Sequence[Ranks]

    @property
    def primary(self) -> float:
        """What promotion looks at: mean average precision of the datasets with both sides, else that of all postings, else 0."""
        found = [item.average_precision.value for item in self.ranks if item.name != "all"]
        return float(np.mean(found or [item.average_precision.value for item in self.ranks] or [0.0]))

    def __str__(self) -> str:
        return f"{ranks_as_markdown(self.ranks)}\n\n{as_markdown(self.slices)}"


def report_of(items: Sequence[Judged], prevalence: float) -> Report:
    """Slices and rankings of what a bundle said; `prevalence` is the bundle's."""
    return Report(slices_of(items), ranks_of(items, prevalence))


def slices_of(items: Sequence[Judged]) -> list[Slice]:
    """All slices: overall and datasets first, then languages, lengths and sectors of at least `FEWEST` postings."""
    found: defaultdict[tuple[str, str, str], list[Judged]] = defaultdict(list)
    for item in items:
        for kind, name_of in _KINDS.items():
            if name := name_of(item):
                found[kind, name, SIDES.get(item.label, item.label)].append(item)
    kept = {key: part for key, part in found.items() if key[0] in {"overall", "dataset"} or len(part) >= FEWEST}
    return [_slice(*key, kept[key]) for key in sorted(kept, key=_place)]


def _place(key: tuple[str, str, str]) -> tuple[int, int, str, str]:
    kind, name, side = key
    return list(_KINDS).index(kind), LENGTH_BUCKETS.index(name) if kind == "length" else 0, name, side


def _slice(kind: str, name: str, side: str, items: Sequence[Judged]) -> Slice:
    return Slice(
        kind,
        name,
        side,
        len(items),
        share_flagged(np.array([item.is_flagged for item in items])),
        float(np.mean([item.is_flagged_as_fraud for item in items])),
        float(np.mean([item.needs_review for item in items])),
        float(np.mean([item.is_abstained for item in items])),
    )


def ranks_of(items: Iterable[Judged], prevalence: float) -> list[Ranks]:
    """All labelled postings (but other spam, which is no side), then each dataset that has both sides.

    Brier score and calibration error are those at a prevalence, each dataset's side weighing the same, as calibration is fitted.
    """
    labelled = [item for item in items if SIDES.get(item.label) in {"risky", "ordinary"}]
    by_dataset: defaultdict[str, list[Judged]] = defaultdict(list)
    for item in labelled:
        by_dataset[item.dataset].append(item)
    sets = {"all": labelled, **{name: by_dataset[name] for name in sorted(by_dataset)}}
    return [_ranks(name, part, prevalence) for name, part in sets.items() if len({item.is_risky for item in part}) == 2]


def _ranks(name: str, items: Sequence[Judged], prevalence: float) -> Ranks:
    risky = np.array([item.is_risky for item in items])
    chances = np.array([item.fraud for item in items])
    found = interval(average_precision, risky, chances, [f"{item.dataset} {item.group}" for item in items])
    weights = prevalence_weights(items, prevalence)
    brier, error = brier_score(risky, chances, weights), calibration_error(risky, chances, weights)
    return Ranks(name, len(items), int(risky.sum()), found, brier, error)


def as_markdown(slices: Sequence[Slice]) -> str:
    """A table with a row for each slice."""
    lines = [
        "| | | side | postings | flagged (95 %) | as fraud | needs review | not judged |",
        "|---|---|---|--:|--:|--:|--:|--:|",
    ]
    rows = (
        f"| {item.kind} | {item.name} | {item.side} | {item.postings:,} | {as_share(item.flagged)}"
        f" | {item.fraud:.1%} | {item.needs_review:.1%} | {item.abstained:.1%} |"
        for item in slices
    )
    return "\n".join([*lines, *rows])


def ranks_as_markdown(ranks: Sequence[Ranks]) -> str:
    """A table with a row for each set of postings that has both sides."""
    lines = [
        "| postings | number | risky | average precision (95 %) | Brier score | calibration error |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    rows = (
        f"| {item.name} | {item.postings:,} | {item.risky:,} | {item.average_precision} | {item.brier:.3f}"
        f" | {item.calibration_error:.3f} |"
        for item in ranks
    )
    return "\n".join([*lines, *rows])


def as_share(figure: Figure) -> str:
    """A share with its interval, in per cent."""
    return f"{figure.value:.1%} ({figure.low:.1%} to {figure.high:.1%})"
