"""A network that is read in two goes says what it says in one."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from experiments.training.transformer import buckets, lower_states, padded
from tests.experiments.training.small_network import IDS, LAYERS, logits, network


@pytest.mark.parametrize("learned", [1, LAYERS, LAYERS + 1, 2 * LAYERS])
def test_layers_that_are_read_in_two_goes_say_what_the_whole_network_says(monkeypatch: pytest.MonkeyPatch, learned: int) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", dict)  # in full precision
    model = network()
    with torch.no_grad():
        whole = model(*padded(IDS)).numpy()
        alone = np.concatenate([model(*padded([ids])).numpy() for ids in IDS])
    np.testing.assert_allclose(whole, alone, atol=1e-5)
    np.testing.assert_allclose(logits(model, lower_states(model, IDS, learned), learned), whole, atol=5e-3)
    assert np.ptp(whole[:, 0]) > 0.05


@given(st.lists(st.integers(1, 30), max_size=40), st.integers(1, 9))
def test_buckets_hold_each_number_once_and_texts_of_like_length(lengths: list[int], size: int) -> None:
    found = list(buckets(lengths, size))
    assert sorted(number for batch in found for number in batch) == list(range(len(lengths)))
    assert all(len(batch) == size for batch in found[:-1])
    flat = [lengths[number] for batch in found for number in batch]
    assert flat == sorted(flat)
