"""How well the gate for social posts tells offers of work: `python -m crawler.gate_figures DATA_FOLDER [SPLIT]` prints a table.

The folder holds gzip-compressed JSON Lines of labelled postings. What is labelled and no other spam offers work; other spam and
the ordinary messages do not. Each is cut to the length of a social post.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crawler.pages.offers import looks_like_offer

POST_LENGTH: Final = 300
_NO_OFFER: Final = "_ordinary"
"""Ends the name of a dataset of ordinary messages."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one dataset and language, or of all of one language."""

    dataset: str
    language: str
    offers: int
    offers_kept: int
    others: int
    others_kept: int

    @property
    def recall(self) -> float | None:
        """The share of offers kept."""
        return self.offers_kept / self.offers if self.offers else None

    @property
    def false_share(self) -> float | None:
        """The share of other texts kept."""
        return self.others_kept / self.others if self.others else None

    @property
    def precision(self) -> float | None:
        """The share of offers in what is kept, where there are offers and other texts."""
        return self.offers_kept / (self.offers_kept + self.others_kept) if self.offers_kept and self.others else None


def figures(data_folder: Path, split: str = "dev") -> list[Figure]:
    """For each dataset and language, then for each language as a whole ("all")."""
    counts: Counter[tuple[str, str, bool, bool]] = Counter()
    for row in _rows(data_folder, split):
        offer, kept = _offers_work(row), looks_like_offer(_post(row))
        counts[row["source"], row["language"], offer, kept] += 1
        counts["all", row["language"], offer, kept] += 1
    names = sorted({(dataset, language) for dataset, language, _, _ in counts}, key=lambda name: (name[0] == "all", name))
    return [_figure(counts, dataset, language) for dataset, language in names]


def table(found: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = [f"| {' | '.join(_cells(item))} |" for item in found]
    head = ["| dataset | language | offers | recall | others | kept | precision |", "|---|---|--:|--:|--:|--:|--:|"]
    return "\n".join((*head, *rows))


def main(arguments: list[str]) -> None:
    """Print the figures of the folder, and split, that the arguments name."""
    print(table(figures(Path(arguments[0]), *arguments[1:2])))


def _rows(data_folder: Path, split: str) -> Iterator[dict[str, Any]]:
    for path in sorted(data_folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (row for row in map(json.loads, lines) if row["split"] == split and row["label"])


def _offers_work(row: dict[str, Any]) -> bool:
    return row["label"] != "other_spam" and not row["source"].endswith(_NO_OFFER)


def _post(row: dict[str, Any]) -> str:
    return "\n".join(text for text in (row.get("title"), row.get("description")) if text)[:POST_LENGTH]


def _figure(counts: Counter[tuple[str, str, bool, bool]], dataset: str, language: str) -> Figure:
    kept, others_kept = counts[dataset, language, True, True], counts[dataset, language, False, True]
    offers, others = kept + counts[dataset, language, True, False], others_kept + counts[dataset, language, False, False]
    return Figure(dataset, language, offers, kept, others, others_kept)


def _cells(item: Figure) -> tuple[str, ...]:
    counted = str(item.offers), _percent(item.recall), str(item.others), _percent(item.false_share)
    return item.dataset, item.language, *counted, _percent(item.precision)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


if __name__ == "__main__":
    main(sys.argv[1:])
