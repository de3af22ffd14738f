"""What a run was made from: digests of the data files and of the code, counts of rows, versions of what computed it."""

from __future__ import annotations

import hashlib
import platform
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from experiments.dataset import NEVER_TRAINED_ON, DatasetError, Example, data_folder, datasets, examples
from experiments.progress import track
from experiments.train_linear import LANGUAGES
from features.matching.library import library

_ROOT: Final = Path(__file__).parents[2]
_ROOMS: Final = ("features", "models", "experiments")
_PACKAGES: Final = ("recruitment-risk", "mlflow", "numpy", "scikit-learn", "scipy", "torch", "transformers")


@dataclass(frozen=True, slots=True)
class DatasetCount:
    """How many rows of one dataset, label and split, and how many near-duplicate groups they are."""

    dataset: str
    label: str
    split: str
    rows: int
    groups: int
    languages: str
    learned: int
    """Rows that are labelled and in a trained language, of a dataset that is not left out: to train on, or to calibrate on."""


def data_digest(folder: Path | None = None) -> str:
    """SHA-256 over the names and bytes of all datasets of a folder. Raises DatasetError when there are none."""
    found = datasets(folder)
    if not found:
        raise DatasetError(f"no datasets (*.jsonl.gz) in {folder or data_folder()}")
    lines = (f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for name, path in found.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def code_digest(root: Path = _ROOT) -> str:
    """SHA-256 over the files that read, judge and train: other code may compute something else from the same settings."""
    paths = [path for room in _ROOMS for path in sorted((root / room).rglob("*")) if path.suffix in {".py", ".toml", ".txt"}]
    lines = (f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in paths)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Names and versions of Python, the packages that compute, and the packs."""
    return {"python": platform.python_version(), **dict(_installed()), "packs": library().version}


def _installed() -> list[tuple[str, str]]:
    found = []
    for name in _PACKAGES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found


def described(folder: Path | None, leave_out: Collection[str]) -> dict[str, Any]:
    """The digest of the data and `DatasetCount`s. Raises DatasetError, also for a dataset to leave out that is not there."""
    found = datasets(folder)
    if missing := sorted(set(leave_out) - found.keys()):
        raise DatasetError(f"leave_out: no dataset is called {missing[0]!r}; there are {', '.join(found)}")
    barred = {*leave_out, *NEVER_TRAINED_ON}
    counts = [count for name, path in track(found.items(), "counting") for count in _counts(path, name in barred)]
    return {"digest": data_digest(folder), "counts": [asdict(count) for count in counts]}


def _counts(path: Path, is_left_out: bool) -> list[DatasetCount]:
    parts: defaultdict[tuple[str, str, str], list[Example]] = defaultdict(list)
    for row in examples(path):
        parts[row.dataset, row.label or "unlabelled", row.split].append(row)
    return [_count(*key, parts[key], is_left_out) for key in sorted(parts)]


def _count(dataset: str, label: str, split: str, rows: Sequence[Example], is_left_out: bool) -> DatasetCount:
    languages = sorted({row.posting.language or "?" for row in rows})
    learned = 0 if is_left_out else sum(bool(row.label) and row.posting.language in LANGUAGES for row in rows)
    return DatasetCount(dataset, label, split, len(rows), len({row.group for row in rows}), " ".join(languages), learned)


def counts_from(described_data: Mapping[str, Any]) -> list[DatasetCount]:
    """What `described` wrote down."""
    return [DatasetCount(**count) for count in described_data["counts"]]
