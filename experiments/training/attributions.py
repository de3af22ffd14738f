"""Which words an encoder listened to: integrated gradients (Sundararajan 2017) from a text of unknown words to the text itself.

What all words are given adds up to what the text's logit has more than the baseline's (completeness); how far it misses is
reported with every answer, and grows smaller with more steps. For an analysis on request: a text costs as much as `steps`
readings with their gradients.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Final

import torch
from captum.attr import LayerIntegratedGradients
from torch import nn

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

STEPS: Final = 50
"""Points on the way from the baseline to the text; the miss is then a few per cent of what is given."""
_AT_ONCE: Final = 8
"""Points that are read together: memory grows with them."""


@dataclass(frozen=True, slots=True)
class WordAttribution:
    """What one word, its pieces joined, adds to a logit; half-open offsets into the text that was read."""

    word: str
    start: int
    end: int
    log_odds: float


@dataclass(frozen=True, slots=True)
class Attributions:
    """What each word adds to one head's logit, in reading order."""

    words: tuple[WordAttribution, ...]
    logit: float
    """Of the text."""
    baseline: float
    """Of the text with every word unknown."""

    @property
    def missed(self) -> float:
        """How far the words are from adding up to `logit` less `baseline`: the check of completeness."""
        return self.logit - self.baseline - fsum(word.log_odds for word in self.words)


def attributed(
    model: nn.Module, tokenizer: Tokenizer, text: str, head: int = 0, *, unknown: str = "[MASK]", steps: int = STEPS
) -> Attributions:
    """What the words of a text add to the logit of a head.

    The model takes `input_ids` and `attention_mask`, each of shape (texts, tokens), and gives logits of shape (texts, heads); its
    `encoder.embeddings` is where the way from `unknown` to each word piece is taken. Raises ValueError for a token that the
    tokenizer does not have.
    """
    if (mask_id := tokenizer.token_to_id(unknown)) is None:
        raise ValueError(f"the tokenizer has no {unknown}")
    encoding = tokenizer.encode(text)
    ids = torch.tensor([encoding.ids])
    words = torch.tensor([[number is not None for number in encoding.word_ids]])
    baseline = torch.where(words, mask_id, ids)
    attended = torch.ones_like(ids)
    model.eval()
    with torch.no_grad():
        logit, other = (float(model(found, attended)[0, head]) for found in (ids, baseline))
    gradients = LayerIntegratedGradients(model, model.encoder.embeddings)  # type: ignore[union-attr]
    given = gradients.attribute(
        ids, baseline, target=head, additional_forward_args=(attended,), n_steps=steps, internal_batch_size=_AT_ONCE
    )
    pieces = given[0].sum(-1).tolist()
    return Attributions(_joined(encoding, text, pieces), logit, other)


def _joined(encoding: Encoding, text: str, pieces: Sequence[float]) -> tuple[WordAttribution, ...]:
    """Word pieces joined to the words they are of; marks of the tokenizer's own (beginning, end) are no words."""
    found: dict[int, WordAttribution] = {}
    for number, (start, end), piece in zip(encoding.word_ids, encoding.offsets, pieces, strict=True):
        if number is not None:
            before = found.get(number, WordAttribution("", start, end, 0.0))
            found[number] = WordAttribution(text[before.start : end], before.start, end, before.log_odds + piece)
    return tuple(found.values())
