"""What a bundle says of every posting of a split, all datasets and languages: numbers and labels, nothing of the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from experiments.dataset import RISKY, DatasetError, Example, data_folder, datasets, examples
from experiments.progress import track
from models.assessment import Assessment
from models.assessor import Assessor
from models.policy import PolicyName

_LENGTHS: Final = ((160, "to 160"), (500, "161 to 500"), (1500, "501 to 1,500"), (4000, "1,501 to 4,000"))
_LONGEST: Final = "over 4,000"


@dataclass(frozen=True, slots=True)
class Judged:
    """One posting of a split, and what the bundle said of it."""

    id: str
    dataset: str
    label: str
    """As `Example.label`; `unlabelled` where there is none."""
    group: str
    language: str
    """As the collector tagged it."""
    length: int
    """Characters of all texts that are read."""
    sector: str
    """The industry where it is stated, else empty."""
    fraud: float
    """Calibrated probability of recruitment fraud."""
    flagged_by: tuple[str, ...]
    """The policies that flag it."""
    needs_review: bool
    is_abstained: bool

    @property
    def is_risky(self) -> bool:
        """Whether its annotators called it fraud or unsolicited recruitment."""
        return self.label in RISKY

    @property
    def is_flagged(self) -> bool:
        """Whether any policy flags it."""
        return bool(self.flagged_by)

    @property
    def is_flagged_as_fraud(self) -> bool:
        """Whether the one policy that has labels does."""
        return PolicyName.RECRUITMENT_FRAUD.value in self.flagged_by

    @property
    def length_bucket(self) -> str:
        """Its length in characters, in words."""
        return next((name for most, name in _LENGTHS if self.length <= most), _LONGEST)


LENGTH_BUCKETS: Final = (*(name for _, name in _LENGTHS), _LONGEST)


def judged_split(bundle: Path, data: Path | None = None, split: str = "dev", workers: int = 1) -> list[Judged]:
    """Every posting of a split, in the order of the data. Raises BundleError, DatasetError."""
    Assessor.load(bundle)  # so that a broken bundle is said once, and at once
    paths = list(datasets(data).values())
    found = _in_processes(paths, bundle, split, workers) if workers > 1 else _one_by_one(paths, bundle, split)
    if not found:
        raise DatasetError(f"no posting of the split {split!r} in {data or data_folder()}")
    return found


def _one_by_one(paths: Sequence[Path], bundle: Path, split: str) -> list[Judged]:
    assessor = Assessor.load(bundle)
    rows = [row for path in paths for row in examples(path) if row.split == split]
    return [_judged(row, assessor) for row in track(rows, "judging")]


def _in_processes(paths: Sequence[Path], bundle: Path, split: str, workers: int) -> list[Judged]:
    """Each process starts anew: a fork would copy locks that other threads of this one hold."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        parts = pool.map(_of_dataset, paths, [bundle] * len(paths), [split] * len(paths))
        return [item for part in track(parts, "judging", len(paths)) for item in part]


def _of_dataset(path: Path, bundle: Path, split: str) -> list[Judged]:
    assessor = Assessor.load(bundle)
    return [_judged(row, assessor) for row in examples(path) if row.split == split]


def _judged(example: Example, assessor: Assessor) -> Judged:
    posting, assessment = example.posting, assessor.assess(example.posting)
    return Judged(
        id=posting.id,
        dataset=example.dataset,
        label=example.label or "unlabelled",
        group=example.group,
        language=posting.language or "?",
        length=sum(len(text) for _, text in posting.texts()),
        sector=posting.industry,
        fraud=_probability(assessment, PolicyName.RECRUITMENT_FRAUD),
        flagged_by=tuple(policy.policy.value for policy in assessment.policies if policy.flagged),
        needs_review=assessment.needs_review,
        is_abstained=bool(assessment.abstained),
    )


def _probability(assessment: Assessment, policy: PolicyName) -> float:
    return next(item.probability for item in assessment.policies if item.policy is policy)


def wrong(items: Iterable[Judged]) -> Iterator[Judged]:
    """Risky postings that no policy flags, and labelled others that one does."""
    return (item for item in items if item.label != "unlabelled" and item.is_risky != item.is_flagged)
