"""The labelled and unlabelled postings that models are trained and measured on, read from a folder beside the repository.

One gzipped JSON Lines file a dataset; each row is a posting with its label, its near-duplicate group and its split. Groups never
stand on both sides of a split. Nothing of the data is kept in the repository.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from features.posting import Posting
from features.records.formats import read_postings

DATA_VARIABLE: Final = "RECRUITMENT_RISK_DATA"
DEFAULT_FOLDER: Final = Path(__file__).parents[1] / ".." / "shared" / "data"
NEVER_TRAINED_ON: Final = frozenset({"emscad_rewritten"})
"""Its frauds were reworded by a language model: a model that trains on them calls fluent prose fraud."""

RISKY: Final = frozenset({"fraud", "recruitment_spam"})
ORDINARY: Final = frozenset({"benign"})
OTHER: Final = frozenset({"other_spam"})


class DatasetError(Exception):
    """There is no data where it was looked for; the message says where and how to name another folder."""


@dataclass(frozen=True, slots=True)
class Example:
    """A posting with what is known of it."""

    posting: Posting
    dataset: str
    label: str
    """`fraud`, `recruitment_spam`, `other_spam`, `benign`, or empty when unlabelled."""
    group: str
    split: str

    @property
    def is_risky(self) -> bool:
        """Whether its annotators called it fraud or unsolicited recruitment."""
        return self.label in RISKY


def data_folder() -> Path:
    """The folder of datasets: `RECRUITMENT_RISK_DATA`, or `../shared/data` beside the repository. Raises DatasetError."""
    folder = Path(os.environ.get(DATA_VARIABLE, "") or DEFAULT_FOLDER).resolve()
    if not folder.is_dir():
        raise DatasetError(f"no datasets in {folder}; name their folder in {DATA_VARIABLE}")
    return folder


def datasets(folder: Path | None = None) -> dict[str, Path]:
    """The datasets of a folder by name."""
    return {path.name.removesuffix(".jsonl.gz"): path for path in sorted((folder or data_folder()).glob("*.jsonl.gz"))}


def examples(path: Path) -> Iterator[Example]:
    """The rows of one dataset. Raises DatasetError when one cannot be read."""
    name = path.name.removesuffix(".jsonl.gz")
    for record in read_postings(path):
        if record.posting is None:
            raise DatasetError(f"{path}: line {record.number}: {record.error}")
        known = record.posting.additional
        yield Example(
            record.posting,
            name,
            str(known.get("label") or ""),
            str(known.get("group") or record.posting.id),
            str(known.get("split") or ""),
        )
