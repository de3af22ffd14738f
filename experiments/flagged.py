"""What share of each dataset is flagged, by policy: the false alarms on ordinary boards, the finds on labelled risky sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from experiments.dataset import Example, datasets, examples
from experiments.progress import track
from models.assessment import Assessment
from models.assessor import Assessor
from models.intervals import wilson
from models.policy import PolicyName


@dataclass(frozen=True, slots=True)
class FlaggedShare:
    """One dataset and label: how many postings; the shares flagged by any policy and by each, for review, not judged."""

    dataset: str
    label: str
    postings: int
    flagged: float
    by_policy: dict[str, float]
    needs_review: float
    abstained: float

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval of `flagged`."""
        return wilson(self.flagged, self.postings)


def flagged_shares(folder: Path | None = None, split: str = "", workers: int = 2) -> list[FlaggedShare]:
    """Assess every posting of every dataset (of one split, if named)."""
    paths = list(datasets(folder).values())
    with ProcessPoolExecutor(workers) as pool:
        found = pool.map(_dataset_shares, paths, [split] * len(paths))
        return [share for shares in track(list(found), "assessing") for share in shares]


def _dataset_shares(path: Path, split: str) -> list[FlaggedShare]:
    assessor = Assessor.load()
    judged = [(row, assessor.assess(row.posting)) for row in examples(path) if split in {"", row.split}]
    labels = sorted({row.label for row, _ in judged})
    return [_share(label, [pair for pair in judged if pair[0].label == label]) for label in labels]


def _share(label: str, judged: Sequence[tuple[Example, Assessment]]) -> FlaggedShare:
    assessments = [assessment for _, assessment in judged]
    return FlaggedShare(
        dataset=judged[0][0].dataset,
        label=label or "unlabelled",
        postings=len(judged),
        flagged=_mean(assessment.flagged for assessment in assessments),
        by_policy={policy.value: _mean(_flags(assessment, policy) for assessment in assessments) for policy in PolicyName},
        needs_review=_mean(assessment.needs_review for assessment in assessments),
        abstained=_mean(bool(assessment.abstained) for assessment in assessments),
    )


def _flags(assessment: Assessment, policy: PolicyName) -> bool:
    return any(item.flagged for item in assessment.policies if item.policy is policy)


def _mean(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def as_markdown(shares: Sequence[FlaggedShare]) -> str:
    """The table of the README."""
    lines = [
        "| dataset | label | postings | flagged (95 %) | fraud | exploitation | into crime | needs review | not judged |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for share in shares:
        low, high = share.interval
        policies = " | ".join(f"{share.by_policy[policy.value]:.1%}" for policy in PolicyName)
        lines.append(
            f"| {share.dataset} | {share.label} | {share.postings:,} | {share.flagged:.1%} ({low:.1%} to {high:.1%}) | {policies}"
            f" | {share.needs_review:.1%} | {share.abstained:.1%} |"
        )
    return "\n".join(lines)
