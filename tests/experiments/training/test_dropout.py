"""Each text loses dimensions by chance while it is learned from, the same in all of its tokens."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from experiments.training.dropout import SharedDropout, share_dropout
from tests.experiments.training.small_network import LAYERS, network


def test_a_text_loses_the_same_dimensions_in_all_of_its_tokens_and_another_text_others() -> None:
    torch.manual_seed(1)
    states = SharedDropout(0.3)(torch.ones(40, 7, 64))
    lost = states == 0
    assert (lost == lost[:, :1]).all()
    assert (lost[0] != lost[1]).any()
    assert lost.float().mean().item() == pytest.approx(0.3, abs=0.03)


def test_what_is_left_is_scaled_so_that_the_mean_stays() -> None:
    torch.manual_seed(1)
    states = SharedDropout(0.3)(torch.ones(400, 2, 64))
    assert states.mean().item() == pytest.approx(1.0, abs=0.02)
    assert states[states > 0].unique().numel() == 1


@pytest.mark.parametrize(("share", "trained"), [(0.3, False), (0.0, True)])
def test_nothing_is_lost_outside_training_or_where_nothing_shall_be(share: float, trained: bool) -> None:
    states = torch.randn(3, 4, 5)
    assert torch.equal(SharedDropout(share).train(trained)(states), states)


def test_all_dropout_of_states_is_shared_and_attention_has_none() -> None:
    encoder = network().encoder
    share_dropout(encoder)
    shared = [module.share for module in encoder.modules() if isinstance(module, SharedDropout)]
    assert shared == [0.2] * (1 + 2 * LAYERS)
    assert [module.p for module in encoder.modules() if isinstance(module, nn.Dropout)] == [0.0] * LAYERS
