"""Only the upper layers learn, the same way each time, from what is known and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from experiments.training.fine_tuning import FineTuning, Row, fine_tune
from experiments.training.transformer import EncoderWithHeads
from tests.experiments.training.small_network import IDS, LAYERS, logits, network, states

SETTINGS = FineTuning(batch=2, fewest_tokens=3, cut=0.5)
PICKS = [[0, 1, 2, 3, 4, 5], [5, 3, 1], [0, 2, 4, 1]]


def row(*targets: float, weight: float = 1.0) -> Row:
    return Row(np.array(targets, dtype=np.float32), weight)


ROWS = [row(number % 2, 1.0) for number in range(len(IDS))]


def weights(model: EncoderWithHeads) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in model.state_dict().items()}


def trained(
    rows: Sequence[Row] = ROWS, settings: FineTuning = SETTINGS, picks: Sequence[Sequence[int]] = PICKS
) -> dict[str, torch.Tensor]:
    model = network()
    fine_tune(model, rows, states(settings.learned_layers), settings, picks)
    return weights(model)


def is_same(some: dict[str, torch.Tensor], others: dict[str, torch.Tensor]) -> bool:
    return all(torch.equal(some[name], others[name]) for name in some)


@pytest.mark.parametrize(("learned", "frozen"), [(1, 2), (2, 1), (LAYERS, 0), (LAYERS + 1, 0), (100, 0)])
def test_only_the_upper_layers_and_the_heads_learn(learned: int, frozen: int) -> None:
    before, after = weights(network()), trained(settings=replace(SETTINGS, learned_layers=learned))
    changed = {
        name.rsplit(".", 2)[0] for name in before if name.endswith("weight") and not torch.equal(before[name], after[name])
    }
    layers = {int(name.split(".")[3]) for name in changed if ".layer." in name}
    assert layers == set(range(frozen, LAYERS))
    assert not {name for name in changed if "embeddings" in name}
    assert not torch.equal(before["heads.weight"], after["heads.weight"])


def test_the_loss_falls_and_is_told_after_each_epoch() -> None:
    told: list[tuple[int, float]] = []
    model, settings = network(), replace(SETTINGS, learning_rate=1e-2, head_learning_rate=1e-1, cut=0)
    losses = fine_tune(model, ROWS, states(2), settings, [list(range(6))] * 25, after=lambda *said: told.append(said))
    assert told == list(enumerate(losses))
    assert losses[-1] < losses[0] / 3
    risky = logits(model, states(2), 2)[:, 0] > 0
    assert risky.tolist() == [bool(item.targets[0]) for item in ROWS]


def test_the_same_seed_gives_the_same_weights_and_another_others() -> None:
    assert is_same(trained(), trained())
    assert not is_same(trained(), trained(settings=replace(SETTINGS, seed=1)))


class StoppedError(Exception):
    """What stops a training in these tests."""


def interrupted(checkpoint: Path) -> None:
    def stop(epoch: int, loss: float) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        fine_tune(network(), ROWS, states(2), SETTINGS, PICKS, checkpoint, stop)


def test_an_interrupted_training_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    interrupted(tmp_path / "net.ckpt")
    epochs: list[int] = []
    model = network()
    losses = fine_tune(model, ROWS, states(2), SETTINGS, PICKS, tmp_path / "net.ckpt", lambda epoch, _: epochs.append(epoch))
    assert epochs == [1, 2]
    assert losses == fine_tune(network(), ROWS, states(2), SETTINGS, PICKS)
    assert is_same(weights(model), trained())
    assert [path.name for path in tmp_path.iterdir()] == ["net.ckpt"]


def test_a_finished_training_is_not_begun_again(tmp_path: Path) -> None:
    first, second = network(), network()
    losses = fine_tune(first, ROWS, states(2), SETTINGS, PICKS, tmp_path / "net.ckpt")
    assert (
        fine_tune(second, ROWS, states(2), SETTINGS, PICKS, tmp_path / "net.ckpt", lambda *_: pytest.fail("an epoch was trained"))
        == losses
    )
    assert is_same(weights(first), weights(second))


def test_other_settings_do_not_take_up_an_old_checkpoint(tmp_path: Path) -> None:
    interrupted(tmp_path / "net.ckpt")
    other = replace(SETTINGS, learning_rate=1e-3)
    model = network()
    fine_tune(model, ROWS, states(2), other, PICKS, tmp_path / "net.ckpt")
    assert is_same(weights(model), trained(settings=other))


def test_what_is_not_known_of_a_text_teaches_nothing() -> None:
    unknown = [row(item.targets[0], np.nan) for item in ROWS]
    before, after = network().heads, trained(unknown, replace(SETTINGS, weight_decay=0.0))
    assert torch.equal(before.weight[1], after["heads.weight"][1])
    assert not torch.equal(before.weight[0], after["heads.weight"][0])
    assert all(value.isfinite().all() for value in after.values())


@pytest.mark.parametrize("picks", [PICKS, [[1], [1, 3]]])
def test_a_row_that_weighs_nought_teaches_nothing(picks: Sequence[Sequence[int]]) -> None:
    one, other = ([*ROWS[:1], row(side, side, weight=0.0), ROWS[2], row(side, 0.0, weight=0.0), *ROWS[4:]] for side in (0.0, 1.0))
    assert is_same(trained(one, picks=picks), trained(other, picks=picks))


def test_a_row_of_more_weight_is_answered_rather_than_its_opposite() -> None:
    same_text = [states(2)[0]] * 2
    settings = replace(SETTINGS, head_learning_rate=0.1, cut=0)
    for side in (0.0, 1.0):
        model = network()
        rows = [row(side, 1.0, weight=1.0), row(1 - side, 1.0, weight=0.05)]
        fine_tune(model, rows, same_text, settings, [[0, 1]] * 15)
        assert (logits(model, same_text, 2)[0, 0] > 0) == bool(side)
