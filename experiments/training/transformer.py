"""Fine-tunes a transformer of the Hugging Face kind with a head for each thing it is asked, trained together.

The embeddings and the lower layers stay as they were trained on a billion sentences: what they say of each row is computed once
and kept, so that an epoch costs less and a few hundred fraudulent adverts do not undo what a language is. The upper layers and
the heads learn. An interrupted training goes on after its last finished epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from experiments.progress import track

_FAR: Final = -1e4
"""Added to the attention that padding would get."""


@dataclass(frozen=True, slots=True)
class FineTuning:
    """How an encoder is fine-tuned."""

    seed: int = 0
    epochs: int = 4
    batch: int = 16
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.1
    """The share of steps in which the learning rate rises."""
    learned_layers: int = 2
    """The upper layers that learn."""
    cut: float = 0.3
    """The share of long rows that are cut to a window of a post's length, anew in each epoch."""
    fewest_tokens: int = 40
    """A window is not shorter."""


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


@dataclass(frozen=True, slots=True)
class Row:
    """What should be answered of a text, and how much it weighs."""

    targets: np.ndarray[Any, np.dtype[np.float32]]
    """One a head; NaN where nothing is known."""
    weight: float


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
    with torch.no_grad():
        for batch in track(list(buckets([len(item) for item in ids], 32)), "reading with the lower layers"):
            tokens, mask = padded([ids[number] for number in batch])
            states = model.through(model.encoder.embeddings(input_ids=tokens), mask, 0, model.first_learned(learned))  # type: ignore[operator]
            for place, number in enumerate(batch):
                found[number] = states[place, : len(ids[number])].to(torch.float16).numpy()
    return found


def buckets(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Numbers of texts in batches of similar length."""
    order = sorted(range(len(lengths)), key=lambda number: (lengths[number], number))
    return (order[start : start + size] for start in range(0, len(order), size))


def fine_tune(
    model: EncoderWithHeads,
    rows: Sequence[Row],
    states: Sequence[np.ndarray[Any, Any]],
    settings: FineTuning,
    picks: Sequence[Sequence[int]],
    checkpoint: Path | None = None,
    after: Callable[[int, float], None] | None = None,
) -> list[float]:
    """Train the upper layers and the heads; gives each epoch's mean loss, and says it to `after` with the epoch's number.

    `picks` are the rows of each epoch, by number. With a checkpoint, an interrupted training of the same settings goes on there.
    """
    torch.manual_seed(settings.seed)
    learned = [parameter for layer in model.layers()[-settings.learned_layers :] for parameter in layer.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": learned, "lr": settings.learning_rate},
            {"params": model.heads.parameters(), "lr": settings.head_learning_rate},
        ],
        weight_decay=settings.weight_decay,
    )
    steps = sum(-(-len(pick) // settings.batch) for pick in picks)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _pace(step, steps, settings.warm_up))
    losses = _resumed(checkpoint, model, optimiser, schedule, settings)
    for epoch in range(len(losses), len(picks)):
        losses.append(_epoch(model, rows, states, settings, picks[epoch], epoch, optimiser, schedule))
        _kept(checkpoint, model, optimiser, schedule, settings, losses)
        if after:
            after(epoch, losses[-1])
    return losses


def _pace(step: int, steps: int, warm_up: float) -> float:
    rising = max(1.0, warm_up * steps)
    return min((step + 1) / rising, max(0.0, (steps - step) / max(1.0, steps - rising)))


def _epoch(
    model: EncoderWithHeads,
    rows: Sequence[Row],
    states: Sequence[np.ndarray[Any, Any]],
    settings: FineTuning,
    pick: Sequence[int],
    epoch: int,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> float:
    chance = np.random.default_rng((settings.seed, epoch))
    torch.manual_seed(settings.seed * 1000 + epoch)
    model.train()
    lost = []
    batches = [[pick[place] for place in batch] for batch in buckets([len(states[number]) for number in pick], settings.batch)]
    for place in track(list(chance.permutation(len(batches))), f"epoch {epoch + 1}"):
        batch = batches[place]
        windows = [_window(states[number], settings, chance) for number in batch]
        held, mask = _stacked(windows)
        logits = model.of_states(model.through(held, mask, model.first_learned(settings.learned_layers)), mask)
        loss = _loss(logits, [rows[number] for number in batch])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        lost.append(float(loss.detach()))
    return float(np.mean(lost))


def _window(states: np.ndarray[Any, Any], settings: FineTuning, chance: np.random.Generator) -> np.ndarray[Any, Any]:
    if len(states) <= settings.fewest_tokens or chance.random() >= settings.cut:
        return states
    length = int(chance.integers(settings.fewest_tokens, len(states) + 1))
    start = int(chance.integers(0, len(states) - length + 1))
    return states[start : start + length]


def _stacked(windows: Sequence[np.ndarray[Any, Any]]) -> tuple[Tensor, Tensor]:
    longest = max(map(len, windows))
    states = torch.zeros(len(windows), longest, windows[0].shape[1])
    mask = torch.zeros(len(windows), longest, dtype=torch.long)
    for number, window in enumerate(windows):
        states[number, : len(window)] = torch.from_numpy(window.astype(np.float32))
        mask[number, : len(window)] = 1
    return states, mask


def _loss(logits: Tensor, rows: Sequence[Row]) -> Tensor:
    """Cross entropy over what is known: the first head's mean, weighted by the rows, and the mean of the others'."""
    targets = torch.from_numpy(np.stack([row.targets for row in rows]))
    known = ~targets.isnan()
    weights = torch.tensor([row.weight for row in rows])[:, None] * known
    each = nn.functional.binary_cross_entropy_with_logits(logits, targets.nan_to_num(), reduction="none") * weights
    by_head = each.sum(0) / weights.sum(0).clamp(min=1e-6)
    others = by_head[1:].mean() if len(by_head) > 1 else by_head.new_zeros(())
    return by_head[0] + others


def logits_of(model: EncoderWithHeads, states: Sequence[np.ndarray[Any, Any]], learned: int) -> np.ndarray[Any, Any]:
    """Logits, shape (texts, heads), of texts that the lower layers have read."""
    found = np.zeros((len(states), len(model.names)))
    model.eval()
    with torch.no_grad():
        for batch in track(list(buckets([len(item) for item in states], 32)), "asking the encoder"):
            held, mask = _stacked([states[number] for number in batch])
            found[batch] = model.of_states(model.through(held, mask, model.first_learned(learned)), mask).numpy()
    return found


def _kept(checkpoint: Path | None, model: nn.Module, optimiser: Any, schedule: Any, settings: Any, losses: list[float]) -> None:
    if checkpoint is None:
        return
    growing = checkpoint.with_suffix(".growing")
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
    torch.save({**state, "settings": asdict(settings), "losses": losses}, growing)
    growing.replace(checkpoint)


def _resumed(checkpoint: Path | None, model: nn.Module, optimiser: Any, schedule: Any, settings: Any) -> list[float]:
    if checkpoint is None or not checkpoint.exists():
        return []
    held = torch.load(checkpoint, weights_only=True)
    if held["settings"] != asdict(settings):
        return []
    model.load_state_dict(held["model"])
    optimiser.load_state_dict(held["optimiser"])
    schedule.load_state_dict(held["schedule"])
    return list(held["losses"])
