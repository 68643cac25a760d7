"""A model of some numbers as an ONNX file, whose vectors can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

VOCABULARY = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "زار": 3, "مو": 4, "##سكو": 5, "أمس": 6}
EMBEDDINGS = np.arange(7 * 4, dtype=np.float32).reshape(7, 4)


def tiny_model(folder: Path) -> Path:
    """A model of two layers in a folder: the first looks pieces up, the second doubles that. Both pool as well."""
    words = Tokenizer(models.WordPiece(VOCABULARY, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    words.save(str(folder / "tokenizer.json"))
    return save(folder / "model.onnx", ["hidden_states.0", "hidden_states.1", "pooled"])


def save(path: Path, outputs: list[str], *, asks: str = "attention_mask") -> Path:
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["hidden_states.0"]),
        helper.make_node("Add", ["hidden_states.0", "hidden_states.0"], ["inner"]),
        helper.make_node("Identity", ["inner"], ["hidden_states.1"]),
        helper.make_node("ReduceMean", ["hidden_states.1"], ["pooled"], axes=[1], keepdims=0),
    ]
    whole = [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "n"]) for name in ("input_ids", asks)]
    shapes = {"pooled": ["b", 4]}
    given = [helper.make_tensor_value_info(n, TensorProto.FLOAT, shapes.get(n, ["b", "n", 4])) for n in outputs]
    graph = helper.make_graph(nodes, "tiny", whole, given, [numpy_helper.from_array(EMBEDDINGS, "table")])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), path)
    return path
