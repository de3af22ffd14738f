"""Trains the gate: which words tell an offer of work, risky or not, from other spam and chatter.

Learned from adverts, job lures and recruitment spam on one side, other spam and ordinary messages on the other. Long texts are
cut into pieces as short as messages, both sides of a language weigh alike, and the same words are hidden as from the text
model, so that no length, source or language stands for a label. The open hand-written examples are learned from too: no dataset
holds recruitment into exploitation or crime that does not look like a job. Borders are read off grouped folds.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import inf, isfinite, log
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix

from experiments.dataset import Example
from experiments.examples import FOLDER
from experiments.masking import masked_words, ordinary_words
from experiments.train_linear import LANGUAGES
from experiments.training.gate_texts import WRITTEN, Text, text_of, written_texts
from features.reading import Reading
from models.gate import MOST_WORDS, Shown
from models.linear import TERM_FREQUENCY, loudness, terms_of

MIXED: Final = frozenset({"ru_chat_other_spam"})
"""Moderators removed these for whatever reason; about half ask for hands or a bank card. Those that a model of the others takes
for an offer are not learned from."""
FOLDS: Final = 4
MOST_OF_A_DATASET: Final = 500
LONG: Final = 60
"""Texts of more words are also read in pieces of as many at most."""
SHORT: Final = 8
FEWEST_GROUPS: Final = 3
FEWEST_TERMS: Final = 4
REGULARISATION: Final = 10.0
MOST_LOST: Final = 0.01
"""The share of each dataset's offers that may fall below the border: labels are not always right either."""
MOST_WRITTEN_LOST: Final = 0.005
"""The same for hand-written examples, whose labels are."""
MARGIN: Final = 0.5
"""Log-odds below the lowest hand-written risky example at which a none is clear although a strong indicator is shown."""
_KEPT_FROM: Final = 0.05


def gate_part(rows: Iterable[Example], written: Path = FOLDER) -> Mapping[str, Any]:
    """What a bundle writes of the gate (`gate.json`), learned from the labelled rows of `train` and a folder's open examples.

    Empty where some fold would be left without one of the two sides: there is too little to learn a gate from.
    """
    learned = [row for row in rows if row.label and row.split == "train" and row.posting.language in LANGUAGES]
    masked = masked_words(ordinary_words(Reading(row.posting).text for row in learned))
    texts = [*(text_of(row) for row in learned), *written_texts(LANGUAGES, written)]
    return fitted_part(texts, masked) if _is_enough(texts) else {}


def _is_enough(texts: Sequence[Text]) -> bool:
    """Whether both sides stand in more than one fold, so that each can be held out."""
    return min(len({_fold(text) for text in texts if text.offers_work is side}) for side in (True, False)) > 1


def fitted_part(texts: Sequence[Text], masked: frozenset[str]) -> Mapping[str, Any]:
    """Fit on all texts, read the borders off held-out folds; no term holds a masked word or a digit."""
    chosen = _cleaned(list(_chosen(texts)), masked)
    pieces = [piece for text in chosen for piece in _pieces(text)]
    held_out = _held_out(chosen, masked)
    borders = {language: _border(language, held_out) for language in LANGUAGES}
    found = {language: border for language, border in borders.items() if isfinite(border["none"])}
    return {**Fitted.of(pieces, masked).part(), "borders": found}


def _chosen(texts: Iterable[Text]) -> Iterable[Text]:
    """At most so many of a dataset, the same each time."""
    by_dataset: defaultdict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in texts:
        by_dataset[text.dataset, text.language].append(text)
    for found in by_dataset.values():
        yield from sorted(found, key=lambda text: sha256(f"{text.group} {len(text.words)}".encode()).digest())[:MOST_OF_A_DATASET]


def _pieces(text: Text) -> Iterable[Text]:
    """The text, and of a long one its beginning and a piece from within, each as long as a message may be."""
    words = text.words[:MOST_WORDS]
    yield replace(text, words=words)
    if len(words) > LONG:
        chance = random.Random(f"{text.group} {len(text.words)}")  # noqa: S311 - nothing secret
        start, length = chance.randrange(len(words) - LONG), chance.randint(SHORT, LONG)
        yield replace(text, words=words[: chance.randint(SHORT, LONG)])
        yield replace(text, words=words[start : start + length])


def _fold(text: Text) -> int:
    return sha256(text.group.encode()).digest()[0] % FOLDS


def _cleaned(chosen: Sequence[Text], masked: frozenset[str]) -> Sequence[Text]:
    if not any(text.dataset in MIXED for text in chosen):
        return chosen
    return [text for text, log_odds in _held_out(chosen, masked) if log_odds < 0 or text.dataset not in MIXED]


def _held_out(chosen: Sequence[Text], masked: frozenset[str]) -> Sequence[tuple[Text, float]]:
    """Each whole text, with the log-odds that a model of the other folds gives it."""
    found: list[tuple[Text, float]] = []
    for fold in range(FOLDS):
        fitted = Fitted.of([piece for text in chosen if _fold(text) != fold for piece in _pieces(text)], masked)
        held = [text for text in chosen if _fold(text) == fold]
        found += zip(held, fitted.log_odds(held), strict=True)
    return found


def _border(language: str, held_out: Iterable[tuple[Text, float]]) -> Mapping[str, float]:
    """Below `none` lie few offers of any dataset; below `clearly`, by a margin, no hand-written one."""
    offers: defaultdict[str, list[float]] = defaultdict(list)
    for text, log_odds in held_out:
        if text.language == language and text.offers_work:
            offers[text.dataset].append(inf if text.shown is Shown.MUCH else log_odds)
    none = min((float(np.quantile(found, _lost(name), method="lower")) for name, found in offers.items()), default=-inf)
    written = min(offers.get(WRITTEN, [-inf]))
    return {"none": round(min(none, 0.0), 3), "clearly": round(min(none, written) - MARGIN, 3)}


def _lost(dataset: str) -> float:
    return MOST_WRITTEN_LOST if dataset == WRITTEN else MOST_LOST


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model: the weight and inverse document frequency of each term."""

    intercept: float
    weights: Mapping[str, float]
    idf: Mapping[str, float]
    masked: frozenset[str]

    @classmethod
    def of(cls, texts: Sequence[Text], masked: frozenset[str]) -> Fitted:
        """Logistic regression of offers against the rest."""
        from sklearn.linear_model import LogisticRegression

        found = [_terms(text, masked) for text in texts]
        idf = _idf(texts, found)
        names = sorted(idf)
        matrix = _matrix(found, {name: number for number, name in enumerate(names)}, idf)
        labels = np.array([text.offers_work for text in texts])
        model = LogisticRegression(C=REGULARISATION, max_iter=400).fit(matrix, labels, sample_weight=_weights(texts))
        return cls(float(model.intercept_[0]), dict(zip(names, map(float, model.coef_[0]), strict=True)), idf, masked)

    def log_odds(self, texts: Sequence[Text]) -> list[float]:
        """Of each text."""
        columns = {name: number for number, name in enumerate(self.weights)}
        matrix = _matrix([_terms(text, self.masked) for text in texts], columns, self.idf)
        return [float(value) for value in matrix @ np.array(list(self.weights.values())) + self.intercept]

    def part(self) -> Mapping[str, Any]:
        """As a bundle writes a linear model."""
        return {
            "intercept": round(self.intercept, 4),
            "languages": list(LANGUAGES),
            "fewest_terms": FEWEST_TERMS,
            "term_frequency": TERM_FREQUENCY,
            "terms": {
                name: [round(weight, 3), round(self.idf[name], 3)]
                for name, weight in self.weights.items()
                if abs(weight) >= _KEPT_FROM
            },
        }


def _terms(text: Text, masked: frozenset[str]) -> Mapping[str, float]:
    return {
        term: loudness(count)
        for term, count in terms_of(text.words[:MOST_WORDS]).items()
        if not any(word in masked or word[0].isdigit() or word.startswith("xx") for word in term.split(" "))
    }


def _idf(texts: Sequence[Text], found: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for text, terms in zip(texts, found, strict=True):
        for term in terms:
            groups[term].add(text.group)
    count = len({text.group for text in texts})
    return {term: 1 + log((1 + count) / (1 + len(held))) for term, held in groups.items() if len(held) >= FEWEST_GROUPS}


def _matrix(found: Iterable[Mapping[str, float]], columns: Mapping[str, int], idf: Mapping[str, float]) -> csr_matrix[np.float64]:
    values: list[float] = []
    indices: list[int] = []
    starts = [0]
    for terms in found:
        loud = {columns[term]: value * idf[term] for term, value in terms.items() if term in columns}
        length = sum(value**2 for value in loud.values()) ** 0.5 or 1.0
        values += [value / length for value in loud.values()]
        indices += loud
        starts.append(len(indices))
    return csr_matrix((values, indices, starts), shape=(len(starts) - 1, len(columns)))


def _weights(texts: Sequence[Text]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Groups of a dataset weigh alike, datasets by the square root of their size, both sides of a language alike; mean one."""
    groups = Counter((text.dataset, text.group) for text in texts)
    weights = np.array([1 / groups[text.dataset, text.group] for text in texts])
    datasets = np.array([f"{text.dataset} {text.language} {text.offers_work}" for text in texts])
    for name in set(datasets):
        weights[datasets == name] /= weights[datasets == name].sum() ** 0.5
    sides = np.array([f"{text.language} {text.offers_work}" for text in texts])
    for name in set(sides):
        weights[sides == name] *= len(texts) / len(set(sides)) / weights[sides == name].sum()
    return weights
