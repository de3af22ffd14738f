"""Encoders to begin from come without a network, or their absence is said by name."""

from __future__ import annotations

import huggingface_hub.constants
import pytest

from experiments.training.bases import PACKAGED, BaseError, base


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable counts only until the library is imported, so its constant is set too."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)


def test_the_packaged_encoder_comes_with_its_tokenizer_and_needs_no_network() -> None:
    network, tokenizer = base(PACKAGED)
    assert (network.config.model_type, network.config.num_hidden_layers, network.config.hidden_size) == ("bert", 6, 384)
    ids = tokenizer("housemaid wanted [MASK]", add_special_tokens=False)["input_ids"]
    assert ids[-1] == tokenizer.mask_token_id
    assert network.embeddings.word_embeddings.num_embeddings == len(tokenizer)
    assert {tokenizer.cls_token, tokenizer.sep_token} == {"[CLS]", "[SEP]"}


@pytest.mark.parametrize("name", ["nobody/no-such-encoder", "/no/such/folder", "..."])
def test_an_encoder_that_is_nowhere_is_called_by_its_name(name: str) -> None:
    with pytest.raises(BaseError, match=f"cannot load the encoder '{name}': .+"):
        base(name)


def test_weights_that_would_have_to_be_unpickled_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    import torch
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("pickled")
    small = BertConfig(vocab_size=8, hidden_size=4, num_hidden_layers=1, num_attention_heads=1, intermediate_size=4)
    small.save_pretrained(folder)
    torch.save(BertModel(small).state_dict(), folder / "pytorch_model.bin")
    _, tokenizer = base(PACKAGED)
    tokenizer.save_pretrained(folder)
    with pytest.raises(BaseError, match=r"cannot load the encoder .*safetensors"):
        base(str(folder))
