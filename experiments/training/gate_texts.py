"""What the gate learns from: each posting's words, whether it offers work, and how much its indicators speak of recruitment."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from experiments.dataset import Example
from experiments.examples import FOLDER, is_sealed
from features.gathering import evidence_of
from features.indicators import catalogue
from features.posting import Posting
from features.reading import Reading
from features.records.posting_mapping import posting_from_mapping
from models.assessor import grouped
from models.gate import Shown, shown_by
from models.linear import words_of

WRITTEN: Final = "written"
"""The dataset of hand-written examples."""
ORDINARY_MESSAGES: Final = "_ordinary"
"""Ends the name of a dataset of messages that offer no work."""
_OFFERS: Final[Mapping[str, bool]] = {"risky": True, "ordinary": True, "no_offer": False}
"""Whether a hand-written example of a class offers work; those that warn or recount are left out."""


@dataclass(frozen=True, slots=True)
class Text:
    """A posting as the gate learns from it."""

    language: str
    dataset: str
    group: str
    words: Sequence[str]
    offers_work: bool
    shown: Shown = Shown.LITTLE


def is_offer(row: Example) -> bool:
    """Whether a labelled row offers work, honest or not."""
    return row.label != "other_spam" and not row.dataset.endswith(ORDINARY_MESSAGES)


def text_of(row: Example) -> Text:
    """A labelled row, in the language that its collector named."""
    return _text(row.posting, row.posting.language, row.dataset, row.group, is_offer(row))


def written_texts(languages: Collection[str], folder: Path = FOLDER) -> Iterator[Text]:
    """The open hand-written examples of some languages; sealed ones are never opened."""
    for path in sorted(folder.glob("*.jsonl")):
        language = path.stem.partition("_")[0]
        if language in languages and not is_sealed(path.stem):
            for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
                row = json.loads(line)
                if row["class"] in _OFFERS:
                    yield _text(posting_from_mapping(row), language, WRITTEN, str(row["id"]), _OFFERS[row["class"]])


def _text(posting: Posting, language: str, dataset: str, group: str, offers_work: bool) -> Text:
    reading = Reading(posting)
    shown = shown_by(grouped(evidence_of(reading), catalogue()))
    return Text(language, dataset, group, words_of(reading), offers_work, shown)
