"""The rows an encoder learns from, what it is asked of each, and which of them an epoch takes.

Adverts that nobody annotated are many and alike, messages short and easy: an epoch takes all annotated adverts and a drawn few of
the others, anew each time, so that neither a source nor a length can stand for a label.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from experiments.dataset import OTHER, Example
from experiments.train_linear import is_learned_from
from experiments.training.config import EncoderTraining, LinearSettings
from experiments.training.fine_tuning import Row
from features.posting import PostingKind
from features.reading import Reading
from models.encoder_text import is_number
from models.linear import words_of
from models.policy import PolicyName

HEADS: Final = (PolicyName.RECRUITMENT_FRAUD.value, "offers_work")
"""What an encoder is asked: whether the words are those of fraud, and whether work is offered at all."""
NO_OFFERS: Final = frozenset({"sms_ordinary", "email_ordinary", "ru_chat_ordinary"})
"""Ordinary messages that offer no work, but for a few."""


@dataclass(frozen=True, slots=True)
class Told:
    """A posting as an encoder is told of it."""

    example: Example
    text: str
    """As it was published."""
    words: Sequence[str]
    """`models.linear.words_of`"""


def told(found: Iterable[Example], languages: Collection[str]) -> list[Told]:
    """The labelled rows in the encoder's languages."""
    learned = (example for example in found if is_learned_from(example) and example.posting.language in languages)
    readings = ((example, Reading(example.posting)) for example in learned)
    return [Told(example, reading.text, words_of(reading)) for example, reading in readings]


def readable_words(items: Iterable[Told], masked: Collection[str], settings: LinearSettings) -> frozenset[str]:
    """The words that an encoder may see: those that stand in as many groups and sets as the linear model asks for, unmasked."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    datasets: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        for word in set(item.words):
            groups[word].add(item.example.group)
            datasets[word].add(item.example.dataset)
    frequent = (word for word, found in groups.items() if len(found) >= settings.fewest_groups)
    return frozenset(
        word
        for word in frequent
        if len(datasets[word]) >= settings.fewest_datasets and word not in masked and not is_number(word)
    )


def rows_of(items: Sequence[Told], trust: float) -> list[Row]:
    """What training needs of each: targets in the order of `HEADS`, and its weight.

    A row of a set that nobody annotated weighs `trust`; twins weigh together as much as the square root of their number.
    """
    annotated = _annotated(items)
    twins = Counter((item.example.dataset, item.example.group) for item in items)
    return [
        Row(
            _targets(item.example),
            (1.0 if item.example.dataset in annotated else trust) / twins[item.example.dataset, item.example.group] ** 0.5,
        )
        for item in items
    ]


def _targets(example: Example) -> np.ndarray[Any, np.dtype[np.float32]]:
    offers = example.label not in OTHER and example.dataset not in NO_OFFERS
    return np.array([example.is_risky, offers], dtype=np.float32)


def _annotated(items: Iterable[Told]) -> frozenset[str]:
    """The sets of adverts that hold risky rows: people told its two sides apart."""
    adverts = (item.example for item in items if item.example.posting.kind is PostingKind.JOB_ADVERT)
    return frozenset(example.dataset for example in adverts if example.is_risky)


def picks(items: Sequence[Told], settings: EncoderTraining, seed: int) -> list[list[int]]:
    """The rows of each epoch, by number."""
    annotated = _annotated(items)
    kinds: dict[str, list[int]] = {"annotated": [], "presumed": [], "messages": []}
    for number, item in enumerate(items):
        is_message = item.example.posting.kind is not PostingKind.JOB_ADVERT
        kind = "messages" if is_message else "annotated" if item.example.dataset in annotated else "presumed"
        kinds[kind].append(number)
    chance = np.random.default_rng((seed, 1))
    return [
        [
            *kinds["annotated"],
            *chance.permutation(kinds["presumed"])[: settings.presumed_rows].tolist(),
            *chance.permutation(kinds["messages"])[: settings.message_rows].tolist(),
        ]
        for _ in range(settings.epochs)
    ]
