"""A fine-tuned encoder as a text model to be measured: trained anew for each question, as a run trains it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.dataset import Example
from experiments.evaluation.figures import Floats
from experiments.evaluation.scorer import SILENT
from experiments.training.bases import PACKAGED
from experiments.training.config import Config
from features.reading import Reading
from models.linear import words_of

if TYPE_CHECKING:
    from experiments.training.encoder_stage import Learned

FOLDER: Final = Path("var/measured")
"""Holds a checkpoint of each training, so that an interrupted measurement goes on there."""


class EncoderScorer:
    """The encoder that comes along, with the settings that a run has by default."""

    name = "encoder"

    def __init__(self, folder: Path = FOLDER, config: Config | None = None) -> None:
        given = config or Config()
        self._config = given if given.encoder.base else replace(given, encoder=replace(given.encoder, base=PACKAGED))
        self._folder = folder
        self._fitted: dict[str, Learned] = {}
        self._learned: Learned | None = None

    def fit(self, rows: Sequence[Example]) -> None:
        """Fine-tune on these rows; the same rows are learned from once."""
        from experiments.training.encoder_stage import learned

        self._folder.mkdir(parents=True, exist_ok=True)
        key = hashlib.sha256("\n".join([self._config.digest, *sorted(row.posting.id for row in rows)]).encode()).hexdigest()[:16]
        if key not in self._fitted:
            trained = [replace(row, split="train") for row in rows]
            self._fitted[key] = learned(trained, self._config, self._folder / f"{key}.ckpt")
        self._learned = self._fitted[key]

    def score(self, rows: Sequence[Example]) -> Floats:
        """Log-odds, `SILENT` for other languages. Raises RuntimeError before `fit`."""
        if self._learned is None:
            raise RuntimeError("score before fit")
        scores = np.full(len(rows), SILENT, dtype=np.float64)
        heard = [number for number, row in enumerate(rows) if row.posting.language in self._config.encoder.languages]
        if heard:
            scores[heard] = self._learned.logits([words_of(Reading(rows[number].posting)) for number in heard])[:, 0]
        return scores
