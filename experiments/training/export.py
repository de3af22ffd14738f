"""From a trained network to files of a bundle: an ONNX graph with fused attention, int8, and what goes with it.

Weights are quantised to seven bits a channel: on processors without VNNI instructions, sums of eight-bit products overflow
silently, and scores drift twice as far from those of the network; the graph is no slower for it.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Collection, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from models.encoder import GRAPH, KIND, SETTINGS, TOKENIZER, WORDS, Encoder, EncoderSettings
from models.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import torch

_INPUTS: Final = ("input_ids", "attention_mask")
_OPSET: Final = 17


class Network(Protocol):
    """What can be exported: a BERT, pooled, under linear heads, as `EncoderWithHeads` is."""

    encoder: Any
    """A `transformers` model with `config.num_attention_heads` and `config.hidden_size`."""

    def __call__(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Token ids and mask, both texts by tokens, to logits, texts by heads."""
        ...


class ExportError(ValueError):
    """A network cannot be exported; the message says why and what to change."""


def bundle_files(
    model: Network, tokenizer: str, words: Collection[str], settings: EncoderSettings, *, int8: bool = True
) -> dict[str, bytes]:
    """The files of an encoder as `write_bundle` takes them.

    `tokenizer` is the content of tokenizer.json. Raises ExportError for a network whose attention cannot be fused.
    """
    return {
        GRAPH: graph(model, int8=int8),
        TOKENIZER: tokenizer.encode(),
        WORDS: "\n".join(sorted(words)).encode(),
        SETTINGS: json.dumps(
            {
                "kind": KIND,
                "languages": sorted(settings.languages),
                "heads": list(settings.heads),
                "most_tokens": settings.most_tokens,
                "window": settings.window,
            },
            indent=1,
        ).encode(),
    }


def graph(model: Network, *, int8: bool = True) -> bytes:
    """The network as an ONNX graph with fused attention, its weights in seven bits or, with `int8` false, as they are."""
    with TemporaryDirectory() as folder, _quietly():
        plain, fused, small = (Path(folder) / name for name in ("plain.onnx", "fused.onnx", "small.onnx"))
        _traced(model, plain)
        _fused(model, plain, fused)
        if not int8:
            return fused.read_bytes()
        _quantised(fused, small)
        return small.read_bytes()


def _traced(model: Any, path: Path) -> None:
    """The exporter by tracing: attention comes out of the other one in a shape that no fusion knows."""
    import torch

    ids = torch.tensor([[1, 2, 3, 4], [1, 2, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])
    axes = {name: {0: "texts", 1: "tokens"} for name in _INPUTS} | {"logits": {0: "texts"}}
    with _at_rest(model):
        torch.onnx.export(
            model,
            (ids, mask),
            path,
            input_names=list(_INPUTS),
            output_names=["logits"],
            dynamic_axes=axes,
            dynamo=False,
            opset_version=_OPSET,
        )


@contextmanager
def _at_rest(model: Any) -> Iterator[None]:
    """Without dropout, and with attention written out step by step, as the fusion knows it."""
    was_training, attention = model.training, model.encoder.config._attn_implementation
    model.eval()
    model.encoder.set_attn_implementation("eager")
    try:
        yield
    finally:
        model.encoder.set_attn_implementation(attention)
        model.train(was_training)


def _fused(model: Network, plain: Path, fused: Path) -> None:
    from onnxruntime.transformers import optimizer  # type: ignore[import-untyped]

    config = model.encoder.config
    made = optimizer.optimize_model(
        str(plain), model_type="bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size, opt_level=0
    )
    if (count := made.get_fused_operator_statistics()["Attention"]) != config.num_hidden_layers:
        raise ExportError(f"attention is fused in {count} of {config.num_hidden_layers} layers; only BERT's is known")
    made.save_model_to_file(str(fused))


def _quantised(fused: Path, small: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    quantize_dynamic(
        fused,
        small,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # fused operators have no shapes that could be inferred
    )


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the exporters' remarks: on their own future, on constants of a trace, on steps that are taken anyway."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far an exported encoder is from the network that it was made of, for one head, on some texts."""

    texts: int
    flags_changed: float
    """Share of texts that stand on the other side of the threshold."""
    largest: float
    """Largest difference of log-odds."""
    mean: float
    """Mean difference of log-odds, without sign."""


def agreement(
    model: Network, encoder: Encoder, texts: Sequence[str], tokenizer: str, *, head: str, threshold: float = 0.0
) -> Agreement:
    """Compare log-odds of a head and the flags at a threshold of log-odds. Raises ValueError without texts."""
    if not texts:
        raise ValueError("no texts to compare")
    column = encoder.settings.heads.index(head)
    ours = encoder.logits(texts)[:, column]
    theirs = network_logits(model, texts, tokenizer, encoder.settings)[:, column]
    apart = np.abs(ours - theirs)
    changed = float(np.mean((ours >= threshold) != (theirs >= threshold)))
    return Agreement(len(texts), changed, float(apart.max()), float(apart.mean()))


def network_logits(model: Any, texts: Sequence[str], tokenizer: str, settings: EncoderSettings) -> NDArray[np.float32]:
    """The network's own logits, texts by heads, each text alone, cut into windows as the service cuts it."""
    import torch
    from tokenizers import Tokenizer

    words = Tokenizer.from_str(tokenizer)
    words.no_padding()
    begin, end = words.encode("").ids
    words.enable_truncation(settings.most_tokens)
    rows = []
    with _at_rest(model), torch.inference_mode():
        for text in texts:
            ids = words.encode(text, add_special_tokens=False).ids
            parts = (torch.tensor([part]) for part in windows(ids, settings.window, begin, end))
            rows.append(np.mean([model(part, torch.ones_like(part))[0].float().cpu().numpy() for part in parts], axis=0))
    return np.stack(rows)
