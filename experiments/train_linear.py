"""Trains the linear text model for recruitment fraud and says how it does on groups it never saw.

Terms are words and pairs that stand in several groups of at least two datasets, without masked words (`experiments.masking`) and
digits. Adverts of boards that nobody annotated weigh less, and each language's two sides weigh the same, so that neither a
source nor a language can stand for a label.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix

from experiments.dataset import NEVER_TRAINED_ON, Example
from experiments.masking import masked_words, ordinary_words
from experiments.training.config import LinearSettings
from features.posting import PostingKind
from features.reading import Reading
from models.linear import TERM_FREQUENCY, LinearModel, loudness, terms_of, words_of

LANGUAGES: Final = ("en", "ru", "zh")
"""Languages with both risky and ordinary rows."""
DEFAULTS: Final = LinearSettings()


@dataclass(frozen=True, slots=True)
class Sample:
    """A posting as the model sees it."""

    example: Example
    language: str
    terms: Mapping[str, float]
    """How loud each is (`models.linear.loudness`)."""


def samples_of(found: Iterable[Example]) -> list[Sample]:
    """The labelled rows in the trained languages, as sets of terms that may be learned from."""
    readings = [(example, Reading(example.posting)) for example in found if is_learned_from(example)]
    masked = masked_words(ordinary_words(reading.text for _, reading in readings))
    return [sample_of(example, words_of(reading), masked) for example, reading in readings]


def sample_of(example: Example, words: Sequence[str], masked: frozenset[str]) -> Sample:
    """A posting of these words (`models.linear.words_of`), without the terms that hold a masked one."""
    return Sample(example, example.posting.language, dict(_allowed(words, masked)))


def is_learned_from(example: Example) -> bool:
    """Whether it is labelled, in a trained language, and of a dataset that may be trained on."""
    return bool(example.label) and example.posting.language in LANGUAGES and example.dataset not in NEVER_TRAINED_ON


def _allowed(words: Sequence[str], masked: frozenset[str]) -> Iterable[tuple[str, float]]:
    for term, count in terms_of(words).items():
        if not any(word in masked or word[0].isdigit() or word.startswith("xx") for word in term.split(" ")):
            yield term, loudness(count)


def train(samples: Sequence[Sample], settings: LinearSettings = DEFAULTS) -> tuple[LinearModel, Mapping[str, Any]]:
    """Fit on all given samples. Gives the model, and what a bundle writes of it."""
    from sklearn.linear_model import LogisticRegression

    idf = _idf(samples, settings)
    names = sorted(idf)
    matrix = _matrix(samples, {name: number for number, name in enumerate(names)}, idf)
    labels = np.array([sample.example.is_risky for sample in samples])
    sample_weight = weights_of(samples, settings.presumed_weight)
    fitted = LogisticRegression(C=settings.regularisation, max_iter=400).fit(matrix, labels, sample_weight=sample_weight)
    weights = fitted.coef_[0]
    kept = [number for number in range(len(names)) if abs(weights[number]) >= 0.02]
    part = {
        "intercept": round(float(fitted.intercept_[0]), 4),
        "languages": list(LANGUAGES),
        "fewest_terms": settings.fewest_terms,
        "term_frequency": TERM_FREQUENCY,
        "terms": {names[number]: [round(float(weights[number]), 3), round(idf[names[number]], 3)] for number in kept},
    }
    return _model(part), part


def _model(part: Mapping[str, Any]) -> LinearModel:
    from models.linear import linear_from

    return linear_from(part)


def _idf(samples: Sequence[Sample], settings: LinearSettings) -> dict[str, float]:
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
            if len(found) >= settings.fewest_groups and len(datasets[term]) >= settings.fewest_datasets
        }
    )
    return {term: 1 + log((1 + count) / (1 + number)) for term, number in frequent.most_common(settings.most_terms)}


def _matrix(samples: Sequence[Sample], columns: Mapping[str, int], idf: Mapping[str, float]) -> csr_matrix[np.float64]:
    values: list[float] = []
    indices: list[int] = []
    starts = [0]
    for sample in samples:
        held = [term for term in sample.terms if term in columns]
        length = sum((sample.terms[term] * idf[term]) ** 2 for term in held) ** 0.5 or 1.0
        values += [sample.terms[term] * idf[term] / length for term in held]
        indices += [columns[term] for term in held]
        starts.append(len(indices))
    return csr_matrix((values, indices, starts), shape=(len(samples), len(columns)))


def weights_of(samples: Sequence[Sample], presumed: float = DEFAULTS.presumed_weight) -> np.ndarray[Any, np.dtype[np.float64]]:
    """How much each sample weighs; their mean is one. `presumed` is that of an advert of a dataset without a risky row."""
    groups = Counter((sample.example.dataset, sample.example.group) for sample in samples)
    annotated = {sample.example.dataset for sample in samples if sample.example.is_risky}
    weights = np.array(
        [_trust(sample, annotated, presumed) / groups[sample.example.dataset, sample.example.group] for sample in samples]
    )
    sides = np.array([f"{sample.language} {sample.example.is_risky}" for sample in samples])
    for side in set(sides):
        weights[sides == side] *= len(samples) / len(set(sides)) / weights[sides == side].sum()
    return weights


def _trust(sample: Sample, annotated: Collection[str], presumed: float) -> float:
    is_presumed = sample.example.posting.kind is PostingKind.JOB_ADVERT and sample.example.dataset not in annotated
    return presumed if is_presumed else 1.0
