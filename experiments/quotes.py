"""Whether every piece of evidence quotes its posting exactly, for all postings of all datasets.

The text of an evidence is compared with the slice of the raw record's own field, as it was published.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.dataset import datasets
from features.records.formats import read_postings
from models.assessment_json import assessment_to_mapping
from models.assessor import Assessor


@dataclass(slots=True)
class QuoteCheck:
    """Postings and pieces of evidence that were compared, records that could not be read, and what is quoted wrongly."""

    postings: int = 0
    evidence: int = 0
    errors: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def check_quotes(data: Path | None = None) -> QuoteCheck:
    """Assess every row of every dataset."""
    check = QuoteCheck()
    assessor = Assessor.load().prepared()
    for name, path in datasets(data).items():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            _compare(name, path, [json.loads(line) for line in lines], assessor, check)
    return check


def _compare(name: str, path: Path, raws: Sequence[dict[str, Any]], assessor: Assessor, check: QuoteCheck) -> None:
    for raw, record in zip(raws, read_postings(path), strict=True):
        check.postings += 1
        if record.posting is None:
            check.errors.append(f"{name}: {record.error}")
            continue
        mapping = assessment_to_mapping(assessor.assess(record.posting), record.posting)
        for item in _evidence(mapping):
            check.evidence += 1
            if _stated(raw, item["field"])[item["start"] : item["end"]] != item["text"]:
                check.wrong.append(f"{name} {record.posting.id}: {item}")


def _evidence(mapping: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for indicator in mapping["indicators"]:
        yield from indicator["evidence"]


def _stated(raw: dict[str, Any], dotted: str) -> str:
    """A field of a raw record as it was published."""
    found: Any = raw
    for part in dotted.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""


def report(data: Path | None = None) -> str:
    """What was compared, and everything that is wrong."""
    check = check_quotes(data)
    compared = f"{check.postings:,} postings, {check.evidence:,} pieces of evidence"
    return "\n".join([f"{compared}, {len(check.errors)} errors, {len(check.wrong)} wrong", *check.errors, *check.wrong])
