"""An encoder of our own that can be reckoned by hand: a text's logits are the mean of its words' weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from models.encoder import GRAPH, KIND, SETTINGS, TOKENIZER, WORDS

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def encoder_files(
    weights: Mapping[str, Sequence[float]], heads: Sequence[str], *, words: Sequence[str] = (), **changes: Any
) -> dict[str, bytes]:
    """The files of an encoder that knows these words, with each one's weight for every head; the other `words` weigh nothing."""
    vocabulary = [*MARKS, *weights]
    table = np.zeros((len(vocabulary), len(heads)), dtype=np.float32)
    for word, row in weights.items():
        table[vocabulary.index(word)] = row
    settings = {"kind": KIND, "languages": ["en"], "heads": list(heads), "most_tokens": 30, "window": 32} | changes
    return {
        GRAPH: graph(table),
        TOKENIZER: tokenizer(vocabulary).encode(),
        SETTINGS: json.dumps(settings).encode(),
        WORDS: "\n".join([*weights, *words]).encode(),
    }


def graph(table: np.ndarray[Any, Any]) -> bytes:
    """Sum of the words' rows, over the number of tokens that are not padding."""
    axis = numpy_helper.from_array(np.array([1], dtype=np.int64), "axis")
    nodes = [
        helper.make_node("Cast", ["attention_mask"], ["real"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Unsqueeze", ["real", "last"], ["wide"]),
        helper.make_node("Mul", ["rows", "wide"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "axis"], ["sum"], keepdims=0),
        helper.make_node("ReduceSum", ["real", "axis"], ["count"], keepdims=1),
        helper.make_node("Div", ["sum", "count"], ["logits"]),
    ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"]) for name in ("input_ids", "attention_mask")]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", table.shape[1]])
    last = numpy_helper.from_array(np.array([-1], dtype=np.int64), "last")
    made = helper.make_graph(nodes, "small", inputs, [output], [numpy_helper.from_array(table, "table"), axis, last])
    model: onnx.ModelProto = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    return bytes(model.SerializeToString())


def tokenizer(vocabulary: Sequence[str]) -> str:
    """One token a known word, between a mark at the beginning and one at the end."""
    numbers = {word: number for number, word in enumerate(vocabulary)}
    made = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.add_special_tokens(list(MARKS))
    ends = [("[CLS]", numbers["[CLS]"]), ("[SEP]", numbers["[SEP]"])]
    made.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    return str(made.to_str())
