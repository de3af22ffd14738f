"""Dropout that hides the same dimensions in every token of a text.

Drawing a number for each token and dimension takes a third of a training step on a processor; drawing one for each text and
dimension takes nothing, and hides more, because a text's tokens cannot fill in for one another (Gal and Ghahramani 2016).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class SharedDropout(nn.Module):
    """Of states of shape (texts, tokens, width), each text loses dimensions by chance, the same in all of its tokens."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """The states with what is left scaled up; unchanged outside training."""
        if not self.training or not self.share:
            return states
        kept = torch.rand(states.shape[0], 1, states.shape[-1], device=states.device) >= self.share
        return states * (kept / (1 - self.share)).to(states.dtype)


def share_dropout(encoder: nn.Module) -> None:
    """Put it in the place of an encoder's dropout of states, and leave that of its attention out: fused attention has none."""
    for module in list(encoder.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Dropout):
                setattr(module, name, nn.Dropout(0.0) if hasattr(module, "query") else SharedDropout(child.p))
