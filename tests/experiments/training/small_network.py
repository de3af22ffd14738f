"""A network small enough for tests, and what it reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import torch
from transformers import BertConfig, BertModel

from experiments.training.transformer import EncoderWithHeads, lower_states, upper_logits

LAYERS = 3
IDS = [[1, 5, 9, 2], [1, 7, 2], [1, 4, 4, 8, 11, 2], [1, 3, 2], [1, 10, 6, 12, 2], [1, 9, 9, 2]]


def network() -> EncoderWithHeads:
    """A small network, random and always the same."""
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=16,
        hidden_size=8,
        num_hidden_layers=LAYERS,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=16,
        hidden_dropout_prob=0.2,
    )
    made = EncoderWithHeads(BertModel(config, add_pooling_layer=False), ("fraud", "offers"))
    torch.nn.init.normal_(made.heads.weight, std=0.5)
    return made.eval()


@cache
def states(learned: int) -> Sequence[np.ndarray]:
    return lower_states(network(), IDS, learned)


def logits(model: EncoderWithHeads, read: Sequence[np.ndarray], learned: int) -> np.ndarray:
    """What a network says of texts that its lower layers have read, shape (texts, heads)."""
    model.eval()
    with torch.no_grad():
        return upper_logits(model, read, learned).numpy()
