"""The model card, written by the run that made the bundle: what it is for and not for, its data, figures, limits and versions."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from experiments.training.provenance import DatasetCount
from experiments.training.slices import FEWEST, Report, as_markdown, ranks_as_markdown

CARD: Final = "MODEL_CARD.md"
_TEXTS: Final = Path(__file__).with_suffix(".toml")
"""What every card says."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card says that another run would say otherwise."""

    made_on: str
    command: str
    data_digest: str
    code_digest: str
    settings: Mapping[str, str]
    prevalence: float
    counts: Sequence[DatasetCount]
    report: Report
    versions: Mapping[str, str]


def card(facts: CardFacts) -> str:
    """The card, as Markdown."""
    return "\n\n".join(f"{heading}\n\n{text}" for heading, text in _sections(facts)) + "\n"


def _sections(facts: CardFacts) -> Iterator[tuple[str, str]]:
    texts = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
    yield "# Model card: recruitment-risk", f"Made on {facts.made_on} by `{facts.command}`. The version is in `manifest.json`."
    yield "## Intended use", texts["intended"]
    yield "## Out of scope", texts["out_of_scope"]
    yield "## Data", _data(facts)
    yield "## Figures", _figures(facts, texts["figures"])
    for kind, name in {"dataset": "Datasets", "language": "Languages", "length": "Lengths", "sector": "Sectors"}.items():
        yield f"### {name}", _slices_of(facts, kind)
    yield "## Limits", texts["limits"]
    yield "## Personal data and identity", texts["personal"]
    yield "## Settings", _table("setting", facts.settings)
    yield (
        "## Versions",
        _table("what", {**facts.versions, "code (SHA-256)": facts.code_digest, "data (SHA-256)": facts.data_digest}),
    )


def _data(facts: CardFacts) -> str:
    rows: defaultdict[tuple[str, str], dict[str, DatasetCount]] = defaultdict(dict)
    for count in facts.counts:
        rows[count.dataset, count.label][count.split] = count
    lines = [
        "Groups are near-duplicates, and none stands in both splits. The text model learns from labelled `train` rows in its "
        "languages; calibration and thresholds are read off those of `dev`; figures are those of all of `dev`.",
        "",
        "| dataset | label | languages | train rows (groups) | dev rows (groups) | trained on | calibrated on |",
        "|---|---|---|--:|--:|--:|--:|",
    ]
    return "\n".join([*lines, *(_row(dataset, label, splits) for (dataset, label), splits in sorted(rows.items()))])


def _row(dataset: str, label: str, splits: Mapping[str, DatasetCount]) -> str:
    languages = " ".join(sorted({code for count in splits.values() for code in count.languages.split()}))
    found = [splits.get(split) for split in ("train", "dev")]
    sizes = " | ".join(f"{count.rows:,} ({count.groups:,})" if count else "0" for count in found)
    learned = " | ".join(f"{count.learned:,}" if count else "0" for count in found)
    return f"| {dataset} | {label} | {languages} | {sizes} | {learned} |"


def _figures(facts: CardFacts, text: str) -> str:
    overall = as_markdown([item for item in facts.report.slices if item.kind == "overall"])
    how = text.replace("PREVALENCE", f"{facts.prevalence:.1%}")
    return f"{how}\n\n{ranks_as_markdown(facts.report.ranks)}\n\n{overall}"


def _slices_of(facts: CardFacts, kind: str) -> str:
    found = [item for item in facts.report.slices if item.kind == kind]
    notes = {
        "dataset": "",
        "language": f"As the collector tagged it; of {FEWEST} postings or more.",
        "length": f"Characters of all texts that are read; of {FEWEST} postings or more.",
        "sector": f"Where an industry is stated; of {FEWEST} postings or more.",
    }
    return "\n\n".join(part for part in (notes[kind], as_markdown(found) if found else "None.") if part)


def _table(of: str, values: Mapping[str, str]) -> str:
    return "\n".join([f"| {of} | |", "|---|---|", *(f"| {name} | {value or '(empty)'} |" for name, value in values.items())])
