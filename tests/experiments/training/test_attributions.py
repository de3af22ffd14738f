from __future__ import annotations

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from experiments.training.attributions import Attributions, attributed

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "pay", "##ing", "fee", "##s", "we", "salary", "good", "a"]


class Heads(nn.Module):
    """A tiny encoder with random weights and two heads, in the form of those that are trained."""

    def __init__(self) -> None:
        super().__init__()
        config = BertConfig(
            vocab_size=len(PIECES),
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=32,
            initializer_range=0.4,
        )
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.heads = nn.Linear(16, 2)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        logits: Tensor = self.heads(states.mean(1))
        return logits


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(WordPiece({piece: number for number, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    made.normalizer = BertNormalizer()
    made.pre_tokenizer = BertPreTokenizer()
    made.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    made.add_special_tokens(["[CLS]", "[SEP]", "[MASK]"])
    return made


@pytest.fixture(scope="module")
def model() -> Heads:
    torch.manual_seed(7)
    return Heads()


def missed(found: Attributions) -> float:
    return abs(found.missed) / abs(found.logit - found.baseline)


def test_pieces_are_joined_to_the_words_of_the_text(model: Heads, tokenizer: Tokenizer) -> None:
    text = "Paying fees, we a salary"
    words = attributed(model, tokenizer, text, steps=4).words
    assert [word.word for word in words] == ["Paying", "fees", ",", "we", "a", "salary"]
    assert all(text[word.start : word.end] == word.word for word in words)


@pytest.mark.parametrize("head", [0, 1])
def test_the_words_add_up_to_what_the_text_has_more_than_the_baseline(model: Heads, tokenizer: Tokenizer, head: int) -> None:
    found = attributed(model, tokenizer, "we pay a good salary", head, steps=100)
    ids = torch.tensor([tokenizer.encode("we pay a good salary").ids])
    assert found.logit == pytest.approx(model(ids, torch.ones_like(ids)).tolist()[0][head], abs=1e-5)
    assert missed(found) < 0.02


def test_more_steps_miss_less(model: Heads, tokenizer: Tokenizer) -> None:
    coarse, fine = (attributed(model, tokenizer, "paying fees we a salary", steps=steps) for steps in (2, 100))
    assert abs(fine.missed) < abs(coarse.missed)


def test_a_text_of_unknown_words_is_its_own_baseline(model: Heads, tokenizer: Tokenizer) -> None:
    found = attributed(model, tokenizer, "[MASK] [MASK]", steps=4)
    assert found.logit == found.baseline
    assert found.missed == pytest.approx(0)


def test_an_unknown_mark_is_refused(model: Heads, tokenizer: Tokenizer) -> None:
    with pytest.raises(ValueError, match="no <mask>"):
        attributed(model, tokenizer, "we pay", unknown="<mask>")
