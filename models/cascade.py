"""What the text models say: the linear one of every posting, the encoder only of those that the linear one leaves in doubt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from features.reading import Reading
from models.calibration import Calibration
from models.encoder import Encoder
from models.linear import LinearModel, LinearReading, words_of


@dataclass(frozen=True, slots=True)
class TextReading:
    """What the text models say of one posting."""

    words: LinearReading
    heads: Mapping[str, float] = field(default_factory=dict)
    """The encoder's log-odds by head; empty where it was not asked."""


class Cascade:
    """The text models of one bundle."""

    def __init__(self, linear: LinearModel, encoder: Encoder | None, calibrations: Collection[Calibration]) -> None:
        """Postings are given to the encoder where at least one of the calibrations hears it."""
        self._linear = linear
        self._encoder = encoder
        self._calibrations = calibrations

    def read(self, readings: Sequence[Reading]) -> list[TextReading | None]:
        """What is said of each, in order; None of texts that warn or report, and of languages that nobody learned."""
        texts = [self._words(reading) for reading in readings]
        if self._encoder is None:
            return texts
        asked = [at for at, text in enumerate(texts) if text and self._in_doubt(text, readings[at].language.code)]
        said = self._encoder.heads([self._encoder.text(readings[at]) for at in asked]) if asked else []
        heads = dict(zip(asked, said, strict=True))
        return [replace(text, heads=heads[at]) if text and at in heads else text for at, text in enumerate(texts)]

    def _words(self, reading: Reading) -> TextReading | None:
        if reading.phrases.is_awareness or reading.language.code not in self._linear.languages:
            return None
        return TextReading(self._linear.read(words_of(reading)))

    def _in_doubt(self, text: TextReading, language: str) -> bool:
        known = self._encoder is not None and language in self._encoder.settings.languages
        return known and any(calibration.hears_encoder(text.words.log_odds, language) for calibration in self._calibrations)
