"""A transformer of the Hugging Face kind with a head for each thing it is asked.

Its lower layers can be read once and kept: training and asking go on from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from experiments.progress import track
from experiments.training.machine import quickened

_FAR: Final = -1e4
"""Added to the attention that padding would get."""


class EncoderWithHeads(nn.Module):
    """An encoder, the mean of its last states over a text's tokens, and a linear head for each thing it is asked."""

    def __init__(self, encoder: nn.Module, heads: Sequence[str]) -> None:
        super().__init__()
        self.encoder = encoder
        self.names = tuple(heads)
        self.heads = nn.Linear(int(encoder.config.hidden_size), len(heads))  # type: ignore[union-attr, arg-type]

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Logits, shape (texts, heads), of token ids and their mask, shape (texts, tokens)."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.of_states(states, attention_mask)

    def of_states(self, states: Tensor, attention_mask: Tensor) -> Tensor:
        """Logits of the last states, shape (texts, tokens, width)."""
        weight = attention_mask.unsqueeze(-1).to(states.dtype)
        pooled: Tensor = (states * weight).sum(1) / weight.sum(1).clamp(min=1)
        logits: Tensor = self.heads(pooled.float())
        return logits

    @property
    def device(self) -> torch.device:
        """Where it computes."""
        return self.heads.weight.device

    def layers(self) -> Sequence[nn.Module]:
        """The encoder's layers, the lowest first."""
        return self.encoder.encoder.layer  # type: ignore[union-attr, return-value]

    def first_learned(self, learned: int) -> int:
        """The number of the lowest layer of the `learned` upper ones; of more than there are, all learn."""
        return max(0, len(self.layers()) - learned)

    def through(self, states: Tensor, attention_mask: Tensor, start: int, stop: int | None = None) -> Tensor:
        """States after the layers from `start` to `stop`, of the states before them."""
        far = (1.0 - attention_mask[:, None, None, :].to(states.dtype)) * _FAR
        for layer in self.layers()[start:stop]:
            out = layer(states, far)
            states = out[0] if isinstance(out, tuple) else out
        return states


def padded(ids: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Token ids and their mask, shape (texts, longest), padded with zeros."""
    longest = max(map(len, ids))
    tokens, mask = torch.zeros(len(ids), longest, dtype=torch.long), torch.zeros(len(ids), longest, dtype=torch.long)
    for number, found in enumerate(ids):
        tokens[number, : len(found)] = torch.tensor(found)
        mask[number, : len(found)] = 1
    return tokens, mask


def lower_states(model: EncoderWithHeads, ids: Sequence[Sequence[int]], learned: int) -> list[np.ndarray[Any, Any]]:
    """What the layers below the `learned` upper ones say of each text, shape (tokens, width), half precision."""
    found: list[np.ndarray[Any, Any]] = [np.empty(0)] * len(ids)
    model.eval()
    with torch.no_grad(), quickened(model.device):
        for batch in track(list(buckets([len(item) for item in ids], 32)), "reading with the lower layers"):
            tokens, mask = (held.to(model.device) for held in padded([ids[number] for number in batch]))
            states = model.through(model.encoder.embeddings(input_ids=tokens), mask, 0, model.first_learned(learned))  # type: ignore[operator]
            for place, number in enumerate(batch):
                found[number] = states[place, : len(ids[number])].to(torch.float16).cpu().numpy()
    return found


def buckets(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Numbers of texts in batches of similar length."""
    order = sorted(range(len(lengths)), key=lambda number: (lengths[number], number))
    return (order[start : start + size] for start in range(0, len(order), size))


def stacked(windows: Sequence[np.ndarray[Any, Any]]) -> tuple[Tensor, Tensor]:
    """Kept states and their mask, shape (texts, longest, width) and (texts, longest), padded with zeros."""
    longest = max(map(len, windows))
    states = torch.zeros(len(windows), longest, windows[0].shape[1])
    mask = torch.zeros(len(windows), longest, dtype=torch.long)
    for number, window in enumerate(windows):
        states[number, : len(window)] = torch.from_numpy(window.astype(np.float32))
        mask[number, : len(window)] = 1
    return states, mask


def upper_logits(model: EncoderWithHeads, states: Sequence[np.ndarray[Any, Any]], learned: int) -> Tensor:
    """Logits, shape (texts, heads), of a batch of texts that the lower layers have read."""
    held, mask = (item.to(model.device) for item in stacked(states))
    return model.of_states(model.through(held, mask, model.first_learned(learned)), mask)


def asked(model: EncoderWithHeads, ids: Sequence[Sequence[int]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Logits, shape (texts, heads), of token ids."""
    found = np.zeros((len(ids), len(model.names)))
    model.eval()
    with torch.no_grad(), quickened(model.device):
        for batch in track(list(buckets([len(item) for item in ids], 32)), "asking the encoder"):
            tokens, mask = (held.to(model.device) for held in padded([ids[number] for number in batch]))
            found[batch] = model(tokens, mask).float().cpu().numpy()
    return found
