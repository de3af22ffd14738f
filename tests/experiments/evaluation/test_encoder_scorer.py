"""An encoder is measured like any text model, and learns the same rows once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from experiments.dataset import Example, datasets, examples
from experiments.evaluation.encoder_scorer import EncoderScorer
from experiments.evaluation.scorer import SILENT
from experiments.training import encoder_stage
from experiments.training.bases import PACKAGED
from experiments.training.config import Config
from features.posting import Posting
from tests.experiments.training.made import place_in
from tests.experiments.training.test_encoder_stage import SETTINGS, small


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return replace(place_in(tmp_path, "", "encoder").config, encoder=replace(SETTINGS, base=""))


@pytest.fixture
def rows(config: Config) -> list[Example]:
    return [row for path in datasets(config.data_folder).values() for row in examples(path) if row.posting.language == "en"]


@pytest.fixture(autouse=True)
def bases(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The encoders that were begun from, in order."""
    asked: list[str] = []

    def begun(name: str) -> object:
        asked.append(name)
        return small()

    monkeypatch.setattr(encoder_stage, "base", begun)
    return asked


def test_the_encoder_that_comes_along_is_measured_where_the_settings_name_none(
    config: Config, rows: list[Example], tmp_path: Path, bases: list[str]
) -> None:
    EncoderScorer(tmp_path, config).fit(rows)
    assert bases == [PACKAGED]


def test_it_says_something_of_its_language_alone(config: Config, rows: list[Example], tmp_path: Path) -> None:
    scorer = EncoderScorer(tmp_path, config)
    scorer.fit(rows)
    foreign = replace(rows[0], posting=Posting(id="f", language="ru", description="Работа"))
    said = scorer.score([foreign, rows[0], rows[-1]])
    assert said[0] == SILENT
    assert len(set(said.tolist())) == 3
    assert scorer.score([foreign]).tolist() == [SILENT]


def test_the_same_rows_are_learned_once_in_whatever_order_and_other_rows_anew(
    config: Config, rows: list[Example], tmp_path: Path, bases: list[str]
) -> None:
    scorer = EncoderScorer(tmp_path, config)
    scorer.fit(rows)
    said = scorer.score(rows[:3])
    scorer.fit(rows[: len(rows) // 2])
    scorer.fit(rows[::-1])
    assert len(bases) == 2
    assert scorer.score(rows[:3]).tolist() == said.tolist()


def test_an_interrupted_measurement_goes_on_with_what_was_learned(
    config: Config, rows: list[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = EncoderScorer(tmp_path, config)
    first.fit(rows)
    losses: list[float] = []
    fine_tune = encoder_stage.fine_tune
    monkeypatch.setattr(encoder_stage, "fine_tune", lambda *given: fine_tune(*given[:6], lambda _, loss: losses.append(loss)))
    second = EncoderScorer(tmp_path, config)
    second.fit(rows)
    assert losses == []
    assert second.score(rows[:3]).tolist() == first.score(rows[:3]).tolist()


def test_asking_before_learning_is_an_error(rows: list[Example], tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="score before fit"):
        EncoderScorer(tmp_path).score(rows)
