"""How common words are: the share of ordinary postings that hold each, for `features/matching/word_shares.json`.

The gate tries a phrase by its rarest words first, so it must know which are common. Only words and shares are kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from experiments.dataset import ORDINARY, datasets, examples
from features.reading import Reading

OUTPUT: Final = Path(__file__).parents[1] / "features" / "matching" / "word_shares.json"
SMALLEST: Final = 0.1
MOST_OF_ONE_DATASET: Final = 300
_WORD: Final = re.compile(r"\w+")


def word_shares(data: Path | None = None) -> dict[str, float]:
    """The highest share of ordinary postings that hold a word in any dataset, from `SMALLEST` up; digits left out."""
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    postings: Counter[str] = Counter()
    for name, path in datasets(data).items():
        for row in examples(path):
            if row.label in ORDINARY and postings[name] < MOST_OF_ONE_DATASET:
                postings[name] += 1
                held[name].update(set(_WORD.findall(Reading(row.posting).folded)))
    return _averaged(held, postings)


def _averaged(held: dict[str, Counter[str]], postings: Counter[str]) -> dict[str, float]:
    """A word is common where its language is read."""
    shares: defaultdict[str, float] = defaultdict(float)
    for name, words in held.items():
        for word, count in words.items():
            shares[word] = max(shares[word], count / max(postings[name], 100))
    kept = {word: round(share, 3) for word, share in shares.items() if share >= SMALLEST and word.isalpha()}
    return dict(sorted(kept.items(), key=lambda pair: (-pair[1], pair[0])))


def write(data: Path | None = None) -> int:
    """Write the table; says how many words it holds."""
    shares = word_shares(data)
    OUTPUT.write_text(json.dumps(shares, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return len(shares)
