"""An encoder's part of a run: from labelled postings to the files that a bundle holds of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from experiments.dataset import DatasetError, Example
from experiments.masking import masked_words, ordinary_words
from experiments.progress import track
from experiments.training.bases import base
from experiments.training.config import Config, EncoderTraining
from experiments.training.encoder_rows import HEADS, Told, picks, readable_words, rows_of, told
from experiments.training.export import bundle_files
from experiments.training.fine_tuning import FineTuning, fine_tune
from experiments.training.machine import fastest_device
from experiments.training.transformer import EncoderWithHeads, asked, lower_states
from models.encoder import EncoderSettings
from models.encoder_text import text_of
from models.windows import windows

CHECKPOINT: Final = "encoder.ckpt"
"""Where a run keeps it while it learns."""


@dataclass(frozen=True, slots=True)
class Windowed:
    """Texts cut into windows of token ids."""

    ids: list[list[int]]
    owners: list[int]
    """Of each window, the number of its text."""

    def of(self, text: int) -> list[int]:
        """The numbers of a text's windows; windows of a text stand together."""
        return list(range(bisect_left(self.owners, text), bisect_right(self.owners, text)))


@dataclass(frozen=True, slots=True)
class Learned:
    """A fine-tuned encoder, and what is needed to ask it."""

    model: EncoderWithHeads
    tokenizer: Any
    words: frozenset[str]
    """Those that it may see."""
    settings: EncoderTraining

    def files(self) -> dict[str, bytes]:
        """What a bundle holds of it. Raises ExportError where it cannot be exported."""
        about = EncoderSettings(frozenset(self.settings.languages), HEADS, self.settings.most_tokens, self.settings.window)
        return bundle_files(self.model.cpu(), self.tokenizer.backend_tokenizer.to_str(), self.words, about)

    def logits(self, texts: Sequence[Sequence[str]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """The mean logits of each text's windows, shape (texts, heads); a text is its words (`models.linear.words_of`)."""
        cut = windowed([text_of(words, self.words) for words in texts], self.tokenizer, self.settings)
        answers = asked(self.model, cut.ids)
        return np.array([answers[cut.of(number)].mean(0) for number in range(len(texts))])


def learned(
    found: Iterable[Example],
    config: Config,
    checkpoint: Path | None = None,
    after: Callable[[int, float], None] | None = None,
) -> Learned:
    """Fine-tune on the rows of `train`. An interrupted training goes on with its checkpoint.

    Raises BaseError for an encoder that cannot be loaded, DatasetError where there is nothing to learn from.
    """
    import torch

    settings = config.encoder
    torch.manual_seed(config.seed)
    items = told(track([example for example in found if example.split == "train"], "reading"), settings.languages)
    if not items:
        raise DatasetError(f"no labelled rows to fine-tune an encoder on in {', '.join(settings.languages) or 'no language'}")
    network, tokenizer = base(settings.base)
    masked = masked_words(ordinary_words(item.text for item in items))
    words = readable_words(items, masked, config.linear)
    cut = windowed([text_of(item.words, words) for item in items], tokenizer, settings)
    model = EncoderWithHeads(network, HEADS).to(fastest_device())
    _learn(model, items, cut, settings, config.seed, checkpoint, after)
    return Learned(model, tokenizer, words, settings)


def windowed(texts: Sequence[str], tokenizer: Any, settings: EncoderTraining) -> Windowed:
    """The windows of each text, as the service cuts them."""
    ids = tokenizer(list(texts), add_special_tokens=False, truncation=True, max_length=settings.most_tokens)["input_ids"]
    parts = [windows(found, settings.window, tokenizer.cls_token_id, tokenizer.sep_token_id) for found in ids]
    owners = [number for number, found in enumerate(parts) for _ in found]
    return Windowed([part for found in parts for part in found], owners)


def _learn(
    model: EncoderWithHeads,
    items: Sequence[Told],
    cut: Windowed,
    settings: EncoderTraining,
    seed: int,
    checkpoint: Path | None,
    after: Callable[[int, float], None] | None,
) -> None:
    """Each epoch reads one window of each text that it takes, drawn anew."""
    chance = np.random.default_rng((seed, 2))
    taken = [[int(chance.choice(cut.of(text))) for text in pick] for pick in picks(items, settings, seed)]
    needed = sorted({number for pick in taken for number in pick})
    place = {number: at for at, number in enumerate(needed)}
    states = lower_states(model, [cut.ids[number] for number in needed], settings.learned_layers)
    by_text = rows_of(items, settings.presumed_weight)
    rows = [by_text[cut.owners[number]] for number in needed]
    tuning = FineTuning(
        seed=seed,
        epochs=settings.epochs,
        batch=settings.batch,
        learning_rate=settings.learning_rate,
        learned_layers=settings.learned_layers,
        cut=settings.cut,
    )
    fine_tune(model, rows, states, tuning, [[place[number] for number in pick] for pick in taken], checkpoint, after)
