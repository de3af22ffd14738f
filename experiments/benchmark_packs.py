"""What it costs to have every pack active: reading ordinary adverts of a language with its own pack alone, and with all.

The baseline of each row is the same texts read with one language's packs; the goal is a ratio of at most 1.3.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from experiments.dataset import datasets, examples
from features.matching.context import findings_in
from features.matching.library import Library, library
from features.matching.packs import language_of
from features.reading import Reading

_COUNT: Final = 200
_ROUNDS: Final = 5
_BOARD_OF: Final = {"en": "boards_us"}


@dataclass(frozen=True, slots=True)
class PackCost:
    """Milliseconds an advert of one language, with its own pack and with all."""

    language: str
    adverts: int
    own: float
    all: float

    @property
    def ratio(self) -> float:
        """All packs to one."""
        return self.all / self.own


def pack_costs(data: Path | None = None) -> list[PackCost]:
    """Every language that has both a pack and a board."""
    everything = library()
    boards = datasets(data)
    chosen = {language: boards.get(_BOARD_OF.get(language, f"boards_{language}")) for language in sorted(everything.languages)}
    return [_cost(language, path, everything) for language, path in chosen.items() if path is not None]


def _cost(language: str, path: Path, everything: Library) -> PackCost:
    texts = [Reading(row.posting).folded for row in islice(examples(path), _COUNT)]
    alone = Library([file for file in everything.files if language_of(file.path) == language], everything.today)
    own, both = float("inf"), float("inf")
    for _ in range(_ROUNDS):
        own = min(own, _milliseconds(alone, texts))
        both = min(both, _milliseconds(everything, texts))
    return PackCost(language, len(texts), own, both)


def _milliseconds(active: Library, texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        findings_in(*active.read(text))
    return 1000 * (time.process_time() - start) / len(texts)


def report(data: Path | None = None) -> str:
    """A Markdown table."""
    lines = ["| adverts | number | own pack, ms | all packs, ms | ratio |", "|---|--:|--:|--:|--:|"]
    costs = pack_costs(data)
    lines += [f"| {item.language} | {item.adverts} | {item.own:.2f} | {item.all:.2f} | {item.ratio:.2f} |" for item in costs]
    own, both = sum(item.own for item in costs), sum(item.all for item in costs)
    return "\n".join([*lines, f"| together | | {own:.2f} | {both:.2f} | {both / own:.2f} |"])
