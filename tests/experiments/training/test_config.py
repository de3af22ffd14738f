from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.training.config import DEFAULT_CONFIG, Config, ConfigError, LinearSettings, flattened, read_config


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text)
    return path


def test_the_committed_settings_are_the_defaults() -> None:
    assert read_config(DEFAULT_CONFIG) == Config()
    assert flattened(Config()).keys() == flattened(read_config(DEFAULT_CONFIG)).keys()


def test_a_key_that_is_not_there_keeps_its_default(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, 'leave_out = ["a"]\n[linear]\nregularisation = 2'))
    assert config == Config(leave_out=("a",), linear=LinearSettings(regularisation=2.0))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sead = 1", r"mine\.toml: sead: unknown key; allowed: seed, data"),
        ("[linear]\nregularization = 1.0", r"mine\.toml: linear\.regularization: unknown key; allowed: regularisation"),
        ('[linear]\nregularisation = "much"', r"linear\.regularisation: 'much'; allowed: a number from 0\.001 to 10000"),
        ("[linear]\nregularisation = 0", r"linear\.regularisation: 0; allowed"),
        ("[linear]\nfewest_groups = 1.5", r"linear\.fewest_groups: 1\.5; allowed: a whole number from 1 to 1000"),
        ("seed = true", r"seed: True; allowed: a whole number from 0 to 4294967295"),
        ("[calibration]\nprevalence = nan", r"calibration\.prevalence: nan; allowed: a number"),
        (
            "[calibration.allowances]\nhard = 2.0",
            r"calibration\.allowances: \{'hard': 2\.0\}; allowed: a table of numbers from 0",
        ),
        ('leave_out = "emscad"', r"leave_out: 'emscad'; allowed: a list of texts"),
        ("linear = 3", r"linear: 3; allowed: a section, \[linear\]"),
        ("output = 3", r"output: 3; allowed: a text"),
        ("seed", r"mine\.toml: not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_file_key_and_what_is_allowed(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_config(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: No such file"):
        read_config(tmp_path / "none.toml")


@given(st.one_of(st.floats(max_value=0, exclude_max=True), st.floats(min_value=1, exclude_min=True)))
def test_no_number_out_of_range_is_taken(tmp_path_factory: pytest.TempPathFactory, value: float) -> None:
    path = written(tmp_path_factory.getbasetemp(), f"[linear]\npresumed_weight = {value!r}")
    with pytest.raises(ConfigError, match=r"linear\.presumed_weight: .*from 0 to 1$"):
        read_config(path)


def test_only_what_is_computed_makes_another_digest() -> None:
    config = Config()
    assert replace(config, output="elsewhere", data="there").digest == config.digest
    assert replace(config, seed=1).digest != config.digest
    assert replace(config, linear=LinearSettings(regularisation=1.0)).digest != config.digest
