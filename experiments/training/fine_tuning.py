"""Fine-tunes an encoder's upper layers and its heads, trained together.

The embeddings and the lower layers stay as they were trained on a billion sentences: what they say of each row is computed once
and kept, so that an epoch costs less and a few hundred fraudulent adverts do not undo what a language is. An interrupted training
goes on after its last finished epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from experiments.progress import track
from experiments.training.dropout import share_dropout
from experiments.training.machine import quickened
from experiments.training.transformer import EncoderWithHeads, buckets, upper_logits


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


@dataclass(frozen=True, slots=True)
class Row:
    """What should be answered of a text, and how much it weighs."""

    targets: np.ndarray[Any, np.dtype[np.float32]]
    """One a head; NaN where nothing is known."""
    weight: float


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
    share_dropout(model.encoder)
    optimiser = _optimiser(model, settings)
    steps = sum(-(-len(pick) // settings.batch) for pick in picks)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _pace(step, steps, settings.warm_up))
    losses = _resumed(checkpoint, model, optimiser, schedule, settings)
    for epoch in range(len(losses), len(picks)):
        losses.append(_epoch(model, rows, states, settings, picks[epoch], epoch, optimiser, schedule))
        _kept(checkpoint, model, optimiser, schedule, settings, losses)
        if after:
            after(epoch, losses[-1])
    return losses


def _optimiser(model: EncoderWithHeads, settings: FineTuning) -> torch.optim.Optimizer:
    """Of the upper layers and, at a rate of their own, the heads."""
    learned = [parameter for layer in model.layers()[-settings.learned_layers :] for parameter in layer.parameters()]
    return torch.optim.AdamW(
        [
            {"params": learned, "lr": settings.learning_rate},
            {"params": model.heads.parameters(), "lr": settings.head_learning_rate},
        ],
        weight_decay=settings.weight_decay,
    )


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
        with quickened(model.device):
            logits = upper_logits(model, windows, settings.learned_layers)
        loss = _loss(logits.float(), [rows[number] for number in batch])
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


def _loss(logits: Tensor, rows: Sequence[Row]) -> Tensor:
    """Cross entropy over what is known: the first head's mean, weighted by the rows, and the mean of the others'."""
    targets = torch.from_numpy(np.stack([row.targets for row in rows])).to(logits.device)
    known = ~targets.isnan()
    weights = torch.tensor([row.weight for row in rows], device=logits.device)[:, None] * known
    each = nn.functional.binary_cross_entropy_with_logits(logits, targets.nan_to_num(), reduction="none") * weights
    by_head = each.sum(0) / weights.sum(0).clamp(min=1e-6)
    others = by_head[1:].mean() if len(by_head) > 1 else by_head.new_zeros(())
    return by_head[0] + others


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
    held = torch.load(checkpoint, weights_only=True, map_location="cpu")
    if held["settings"] != asdict(settings):
        return []
    model.load_state_dict(held["model"])
    optimiser.load_state_dict(held["optimiser"])
    schedule.load_state_dict(held["schedule"])
    return list(held["losses"])
