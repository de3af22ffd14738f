"""Trains the linear text model for recruitment fraud and says how it does on groups it never saw.

Terms are words and pairs that stand in several groups of at least two datasets, without masked words (`experiments.masking`) and
digits. More groups of one dataset weigh no more than `MOST_GROWTH`, and each language's two sides weigh the same, so that neither
a source nor a language can stand for a label.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix

from experiments.dataset import NEVER_TRAINED_ON, Example
from experiments.masking import masked_words
from features.reading import Reading
from models.linear import LinearModel, terms_of, words_of

LANGUAGES: Final = ("en", "ru", "zh")
"""Languages with both risky and ordinary rows."""
FEWEST_GROUPS: Final = 5
FEWEST_DATASETS: Final = 2
FEWEST_TERMS: Final = 8
MOST_TERMS: Final = 60_000
REGULARISATION: Final = 30.0
MOST_GROWTH: Final = 400
"""Groups of one dataset and label after which more of them weigh no more."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A posting as the model sees it."""

    example: Example
    language: str
    terms: frozenset[str]


def samples_of(found: Iterable[Example]) -> list[Sample]:
    """The labelled rows in the trained languages, as sets of terms that may be learned from."""
    return [
        Sample(example, example.posting.language, frozenset(_allowed(example)))
        for example in found
        if example.label and example.posting.language in LANGUAGES and example.dataset not in NEVER_TRAINED_ON
    ]


def _allowed(example: Example) -> Iterable[str]:
    masked = masked_words()
    for term in terms_of(words_of(Reading(example.posting))):
        if not any(word in masked or word[0].isdigit() or word.startswith("xx") for word in term.split(" ")):
            yield term


def train(samples: Sequence[Sample]) -> tuple[LinearModel, Mapping[str, Any]]:
    """Fit on all given samples. Gives the model, and what a bundle writes of it."""
    from sklearn.linear_model import LogisticRegression

    idf = _idf(samples)
    names = sorted(idf)
    matrix = _matrix(samples, {name: number for number, name in enumerate(names)}, idf)
    labels = np.array([sample.example.is_risky for sample in samples])
    fitted = LogisticRegression(C=REGULARISATION, max_iter=400).fit(matrix, labels, sample_weight=_weights(samples))
    weights = fitted.coef_[0]
    kept = [number for number in range(len(names)) if abs(weights[number]) >= 0.02]
    part = {
        "intercept": round(float(fitted.intercept_[0]), 4),
        "languages": list(LANGUAGES),
        "fewest_terms": FEWEST_TERMS,
        "terms": {names[number]: [round(float(weights[number]), 3), round(idf[names[number]], 3)] for number in kept},
    }
    return _model(part), part


def _model(part: Mapping[str, Any]) -> LinearModel:
    from models.judge import linear_from

    return linear_from(part)


def _idf(samples: Sequence[Sample]) -> dict[str, float]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    datasets: defaultdict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for term in sample.terms:
            groups[term].add(sample.example.group)
            datasets[term].add(sample.example.dataset)
    count = len({sample.example.group for sample in samples})
    frequent = Counter(
        {
            term: len(found)
            for term, found in groups.items()
            if len(found) >= FEWEST_GROUPS and len(datasets[term]) >= FEWEST_DATASETS
        }
    )
    return {term: 1 + log((1 + count) / (1 + number)) for term, number in frequent.most_common(MOST_TERMS)}


def _matrix(samples: Sequence[Sample], columns: Mapping[str, int], idf: Mapping[str, float]) -> csr_matrix[np.float64]:
    values: list[float] = []
    indices: list[int] = []
    starts = [0]
    for sample in samples:
        held = [term for term in sample.terms if term in columns]
        length = sum(idf[term] ** 2 for term in held) ** 0.5 or 1.0
        values += [idf[term] / length for term in held]
        indices += [columns[term] for term in held]
        starts.append(len(indices))
    return csr_matrix((values, indices, starts), shape=(len(samples), len(columns)))


def _weights(samples: Sequence[Sample]) -> np.ndarray[Any, np.dtype[np.float64]]:
    groups = Counter((sample.example.dataset, sample.example.group) for sample in samples)
    sides = Counter((dataset, "") for dataset, _ in groups)
    weights = np.array(
        [
            min(1.0, MOST_GROWTH / sides[sample.example.dataset, ""]) / groups[sample.example.dataset, sample.example.group]
            for sample in samples
        ]
    )
    for language in LANGUAGES:
        for risky in (True, False):
            chosen = np.array([sample.language == language and sample.example.is_risky is risky for sample in samples])
            weights[chosen] *= len(samples) / (2 * len(LANGUAGES)) / max(weights[chosen].sum(), 1e-9)
    return weights
