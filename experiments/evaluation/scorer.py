"""What a text model must do to be measured, and the simplest ones: words, no words, the mean of several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import log1p
from typing import Any, Final, Protocol

import numpy as np

from experiments.dataset import Example
from experiments.evaluation.figures import Floats
from experiments.masking import masked_words, ordinary_words
from experiments.progress import track
from experiments.train_linear import Sample, is_learned_from, sample_of, train, weights_of
from features.posting import Posting, PostingKind
from features.reading import Reading
from models.linear import LinearModel, words_of

SILENT: Final = -3.0
"""Log-odds of a text of which a model says nothing: about those of any posting, at the prevalence of calibration."""
_CONTROL_LANGUAGES: Final = ("en", "ru", "zh")


class Scorer(Protocol):
    """A text model that can be trained again and again on other rows."""

    name: str

    def fit(self, rows: Sequence[Example]) -> None:
        """Train on these labelled rows alone, forgetting those before."""

    def score(self, rows: Sequence[Example]) -> Floats:
        """Log-odds that each row is risky, shape (n,); only after `fit`."""


class LinearScorer:
    """The linear model of words that is shipped, trained as `experiments.train_linear` does.

    Each posting is read once, however often it is trained on. Which names are ordinary words too (`experiments.masking`) is told
    by the first rows that it is given, without their labels.
    """

    name = "linear"

    def __init__(self) -> None:
        self._read_before: dict[Posting, tuple[Sample, Sequence[str]]] = {}
        self._masked: frozenset[str] | None = None
        self._model: LinearModel | None = None

    def fit(self, rows: Sequence[Example]) -> None:
        """Train on the labelled rows in the model's languages."""
        self._model, _ = train([sample for sample, _ in self._read([row for row in rows if is_learned_from(row)])])

    def score(self, rows: Sequence[Example]) -> Floats:
        """Log-odds, `SILENT` for other languages and texts of too few known words. Raises RuntimeError before `fit`."""
        if self._model is None:
            raise RuntimeError("score before fit")
        return np.array([_said(self._model, *read) for read in self._read(rows)], dtype=np.float64)

    def _read(self, rows: Sequence[Example]) -> list[tuple[Sample, Sequence[str]]]:
        fresh = [row for row in rows if row.posting not in self._read_before]
        readings = [(row, Reading(row.posting)) for row in track(fresh, "reading")]
        if self._masked is None:
            self._masked = masked_words(ordinary_words(reading.text for _, reading in readings))
        for row, reading in readings:
            words = words_of(reading)
            self._read_before[row.posting] = sample_of(row, words, self._masked), words
        return [(replace(sample, example=row), words) for row in rows for sample, words in [self._read_before[row.posting]]]


def _said(model: LinearModel, sample: Sample, words: Sequence[str]) -> float:
    said = model.read(words).log_odds if sample.language in model.languages else None
    return SILENT if said is None else said


class WordlessScorer:
    """The control: it reads no words, only language, kind, length and the share of digits, each with each.

    What it reaches, source, style and language reach; a model of words is worth what it adds.
    """

    name = "wordless"

    def __init__(self) -> None:
        self._model: Any = None

    def fit(self, rows: Sequence[Example]) -> None:
        """A logistic regression with the weights of the linear model."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import PolynomialFeatures, StandardScaler

        self._model = make_pipeline(PolynomialFeatures(2), StandardScaler(), LogisticRegression(max_iter=2000))
        weights = weights_of([Sample(row, row.posting.language, {}) for row in rows])
        self._model.fit(_shape(rows), [row.is_risky for row in rows], logisticregression__sample_weight=weights)

    def score(self, rows: Sequence[Example]) -> Floats:
        """Log-odds of each row."""
        return np.asarray(self._model.decision_function(_shape(rows)), dtype=np.float64)


def _shape(rows: Sequence[Example]) -> Floats:
    return np.array([_features(row.posting) for row in rows], dtype=np.float64)


def _features(posting: Posting) -> list[float]:
    text = " ".join(text for _, text in posting.texts())
    return [
        *(float(posting.language == language) for language in _CONTROL_LANGUAGES),
        *(float(posting.kind is kind) for kind in PostingKind),
        log1p(len(text)),
        sum(map(str.isdigit, text)) / max(1, len(text)),
    ]


class MeanScorer:
    """The mean of what others say, in log-odds."""

    def __init__(self, scorers: Sequence[Scorer]) -> None:
        self._scorers = scorers
        self.name = "mean of " + " and ".join(scorer.name for scorer in scorers)

    def fit(self, rows: Sequence[Example]) -> None:
        """Train each."""
        for scorer in self._scorers:
            scorer.fit(rows)

    def score(self, rows: Sequence[Example]) -> Floats:
        """The mean log-odds of each row."""
        return np.asarray(np.mean([scorer.score(rows) for scorer in self._scorers], axis=0), dtype=np.float64)


def _encoder() -> Scorer:
    from experiments.evaluation.encoder_scorer import EncoderScorer

    return EncoderScorer()


SCORERS: Final[Mapping[str, Callable[[], Scorer]]] = {
    "wordless": WordlessScorer,
    "linear": LinearScorer,
    "encoder": _encoder,
}
"""The text models that can be measured, by name; one that needs more is imported by its own function."""


class ScorerError(Exception):
    """A text model that nobody knows was asked for; the message names those there are."""


def scorers_named(names: Sequence[str], with_mean: bool = False) -> list[Scorer]:
    """New scorers of these names, and if wanted the mean of them all. Raises ScorerError."""
    if unknown := [name for name in names if name not in SCORERS]:
        raise ScorerError(f"no text model is called {', '.join(unknown)}; there are {', '.join(SCORERS)}")
    found = [SCORERS[name]() for name in names]
    return [*found, MeanScorer(found)] if with_mean else found
