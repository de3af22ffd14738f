"""How common words are in ordinary postings, so that a phrase is looked at where its least common part stands."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from features.matching.network import spellings
from features.matching.phrases import Choice, Node, Word

_RARE: Final = 0.002


def share_of_run(run: Sequence[Node]) -> float:
    """About how many ordinary postings hold a run: no more than hold its least common place."""
    return min((_share(node) for node in run if not (isinstance(node, Choice) and node.optional)), default=1.0)


def _share(node: Node) -> float:
    if isinstance(node, Word):
        return sum(min(map(_share_of_word, way)) for way in spellings(node.text))
    return sum(share_of_run(option) for option in node.options) if isinstance(node, Choice) else 1.0


@cache
def _share_of_word(word: str) -> float:
    shares = _shares()
    if not word.endswith("*"):
        return shares.get(word, _RARE)
    known, stem = _known(), word[:-1]
    first, end = bisect_left(known, stem), bisect_left(known, stem + "\U0010ffff")
    return _RARE + sum(shares[other] for other in known[first:end])


@cache
def _known() -> list[str]:
    return sorted(_shares())


@cache
def _shares() -> Mapping[str, float]:
    """Made by `recruitment-risk measure words`."""
    table: dict[str, float] = json.loads(Path(__file__).with_name("word_shares.json").read_text(encoding="utf-8"))
    return table
