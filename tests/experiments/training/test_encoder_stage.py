"""From labelled postings to the files of an encoder, with a small network in place of a real one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from experiments.dataset import DatasetError, Example, datasets, examples
from experiments.training import encoder_stage, export
from experiments.training.config import Config, EncoderTraining
from experiments.training.encoder_rows import HEADS
from experiments.training.encoder_stage import CHECKPOINT, learned, windowed
from features.posting import Posting
from features.reading import Reading
from models.bundle import PARTS, write_bundle
from models.encoder import FILES, Encoder
from models.encoder_text import MASK, NUMBER, text_of
from models.policy import PolicyName
from tests.experiments.training.made import Place
from tests.models.small_encoder import MARKS, tokenizer

WORDS = ["#", "earn", "money", "daily", "bakery", "baker", "pension", "hours", "pay", "first", "apply", "post", "we", "the"]
SETTINGS = EncoderTraining(base="small", epochs=2, batch=4, learned_layers=1, window=12, most_tokens=20)


def small(name: str = "small") -> tuple[BertModel, PreTrainedTokenizerFast]:
    """A small network and a tokenizer of few words, in place of a base."""
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(MARKS) + len(WORDS),
        hidden_size=8,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=16,
    )
    words = Tokenizer.from_str(tokenizer([*MARKS, *WORDS]))
    marks = {f"{mark.strip('[]').lower()}_token": mark for mark in MARKS}
    return BertModel(config, add_pooling_layer=False), PreTrainedTokenizerFast(tokenizer_object=words, **marks)


@pytest.fixture(autouse=True)
def _small_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_stage, "base", small)


@pytest.fixture
def config(place: Place) -> Config:
    return replace(place.config, encoder=SETTINGS)


@pytest.fixture
def rows(config: Config) -> list[Example]:
    return [row for path in datasets(config.data_folder).values() for row in examples(path)]


def opened(folder: Path, files: dict[str, bytes]) -> Encoder:
    return Encoder(write_bundle(folder / "opened", {name: {} for name in PARTS}, {"made_on": "2026.01.01"}, files))


def test_the_files_are_those_of_an_encoder_that_answers_as_the_network_that_learned(
    config: Config, rows: list[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    networks: list[torch.nn.Module] = []
    graph = export.graph

    def kept(model: torch.nn.Module, *, int8: bool) -> bytes:
        networks.append(model)
        return graph(model, int8=int8)

    monkeypatch.setattr(export, "graph", kept)
    files = learned(rows, config, tmp_path / CHECKPOINT).files()
    assert set(files) == set(FILES)
    encoder = opened(tmp_path, files)
    assert (encoder.settings.heads, encoder.settings.languages) == (HEADS, {"en"})
    assert (encoder.settings.window, encoder.settings.most_tokens) == (12, 20)
    texts = ["earn money daily we pay first", "the bakery " * 15, f"{MASK} {NUMBER}"]
    theirs = export.network_logits(networks[0], texts, files["tokenizer.json"].decode(), encoder.settings)
    np.testing.assert_allclose(encoder.logits(texts), theirs, atol=0.05)
    assert "pension" in encoder.words
    assert encoder.text(Reading(Posting(id="1", description="Maria: 36 hours"))) == f"{MASK} {NUMBER} hours"


def test_only_rows_of_train_are_learned_from(config: Config, rows: list[Example]) -> None:
    hidden = replace(rows[0], posting=Posting(id="x", description="Zyxword " * 30, language="en"), split="dev")
    more = [replace(hidden, group=f"g{number}", dataset=("alpha", "beta")[number % 2]) for number in range(20)]
    assert learned(rows, config).files() == learned([*rows, *more], config).files()


def test_a_text_is_answered_with_the_mean_of_its_windows_as_the_files_answer(
    config: Config, rows: list[Example], tmp_path: Path
) -> None:
    found = learned(rows, config)
    texts = [["earn", "money", "daily"], ["the", "bakery"] * 15, ["Zyxword"]]
    said = found.logits(texts)
    encoder = opened(tmp_path, found.files())
    heads = encoder.heads([text_of(words, found.words) for words in texts])
    np.testing.assert_allclose(said[:, 0], [head[PolicyName.RECRUITMENT_FRAUD] for head in heads], atol=0.05)
    assert len({round(value, 3) for value in said[:, 0].tolist()}) == len(texts)


def test_it_is_heard_in_the_languages_that_it_was_taught(config: Config, rows: list[Example], tmp_path: Path) -> None:
    taught = replace(config, encoder=replace(SETTINGS, languages=("en", "ru")))
    assert opened(tmp_path, learned(rows, taught).files()).settings.languages == {"en", "ru"}


@pytest.mark.parametrize(("languages", "said"), [(("fr", "de"), "in fr, de"), ((), "in no language")])
def test_without_a_row_in_its_languages_there_is_nothing_to_learn_from(
    config: Config, rows: list[Example], languages: tuple[str, ...], said: str
) -> None:
    with pytest.raises(DatasetError, match=said):
        learned(rows, replace(config, encoder=replace(SETTINGS, languages=languages)))


def test_windows_of_a_text_stand_together_and_belong_to_it() -> None:
    texts = ["earn money", "the bakery " * 30, "", "pay " * 11]
    cut = windowed(texts, small()[1], SETTINGS)
    assert [cut.of(number) for number in range(4)] == [[0], [1, 2], [3], [4, 5]]
    assert [len(cut.ids[number]) for number in cut.of(1)] == [12, 12]
    assert cut.owners == [0, 1, 1, 2, 3, 3]
