"""MiniLM as an ONNX graph, made from its safetensors without torch: the embedding model, and its parts.

Imported where a graph is built, once on a machine: onnx takes half a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from knowledge.search.weights import Weights

LAYERS = 6
HEADS = 12
HIDDEN = 384
BLOCK = 128
LAYER_NORM_EPSILON = 1e-12
# The contributed operators (MatMulNBits and others) are onnxruntime's own domain.
CONTRIBUTED = "com.microsoft"
OPSET = 20
IR_VERSION = 10


@dataclass(frozen=True, slots=True)
class QuantizedMatrix:
    """An 8-bit matrix (N, K) for MatMulNBits: codes (N, K / BLOCK, BLOCK) around 128, one scale a block."""

    codes: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float32]


def quantize_blocks(matrix: npt.NDArray[np.float32]) -> QuantizedMatrix:
    """Round each block of BLOCK neighbours in a row of `matrix` (N, K) to 8 bits, symmetrically."""
    rows, columns = matrix.shape
    blocks = matrix.reshape(rows, columns // BLOCK, BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=2), 1e-12) / 127
    codes = np.rint(blocks / scales[:, :, None]) + 128
    return QuantizedMatrix(codes.astype(np.uint8), scales.astype(np.float32))


class Graph:
    """Collects nodes and constants; every method returns the name of the tensor it made.

    Matrices are 8-bit blocks (`MatMulNBits`).
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, op: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(op, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, x: str, layer: str) -> str:
        """x @ W.T + b with the weights of `layer` in 8 bits."""
        matrix = self.weights[f"{layer}.weight"]
        quantized = quantize_blocks(matrix)
        inputs = [
            x,
            self.constant(f"{layer}.codes", quantized.codes),
            self.constant(f"{layer}.scales", quantized.scales),
            "",
            "",
            self.constant(f"{layer}.bias", self.weights[f"{layer}.bias"]),
        ]
        rows, columns = matrix.shape
        return self.node(
            "MatMulNBits", inputs, f"{layer}.out", CONTRIBUTED,
            K=columns, N=rows, bits=8, block_size=BLOCK, accuracy_level=4,
        )  # fmt: skip

    def serialized(self, name: str, inputs: list[ValueInfoProto], outputs: list[ValueInfoProto]) -> bytes:
        """What was collected as an ONNX file."""
        made = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)]
        model = helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION)
        serialized: bytes = model.SerializeToString()
        return serialized

    def add_and_normalize(self, x: str, residual: str, layer: str) -> str:
        """LayerNorm(x + residual)."""
        gamma = self.constant(f"{layer}.weight", self.weights[f"{layer}.weight"])
        beta = self.constant(f"{layer}.bias", self.weights[f"{layer}.bias"])
        return self.node(
            "SkipLayerNormalization", [x, residual, gamma, beta], f"{layer}.out", CONTRIBUTED,
            epsilon=LAYER_NORM_EPSILON,
        )  # fmt: skip


def word_embeddings(graph: Graph) -> str:
    """The words of `input_ids` (int8 rows, one scale a row): (1, tokens, HIDDEN)."""
    words = graph.weights["embeddings.word_embeddings.weight"]
    scales = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-12) / 127
    codes = graph.constant("words.codes", np.rint(words / scales).astype(np.int8))
    row_scales = graph.constant("words.scales", scales.astype(np.float32))
    rows = graph.node("Gather", [codes, "input_ids"], "words.rows")
    floats = graph.node("Cast", [rows], "words.floats", to=1)
    scale = graph.node("Gather", [row_scales, "input_ids"], "words.row_scales")
    return graph.node("Mul", [floats, scale], "words.out")


def _embeddings(graph: Graph) -> str:
    """Word + position + segment 0, normalised: (1, tokens, HIDDEN)."""
    weights = graph.weights
    word = word_embeddings(graph)
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    positions = graph.constant("positions", weights["embeddings.position_embeddings.weight"] + segment)
    shape = graph.node("Shape", ["input_ids"], "shape")
    start = graph.constant("start", np.array([0], dtype=np.int64))
    one = graph.constant("one", np.array([1], dtype=np.int64))
    two = graph.constant("two", np.array([2], dtype=np.int64))
    length = graph.node("Slice", [shape, one, two], "length")
    position = graph.node("Slice", [positions, start, length], "position")
    batched = graph.node("Unsqueeze", [position, start], "position.batched")
    return graph.add_and_normalize(word, batched, "embeddings.LayerNorm")


def encoder_layer(graph: Graph, x: str, number: int, attention_bias: str = "", *, gelu: str = "none") -> str:
    """One layer over `x` (1, tokens, HIDDEN); `attention_bias` (1, 1, tokens, tokens) says who sees whom,
    `gelu` ("none" or "tanh") how the activation is approximated."""
    base = f"encoder.layer.{number}"
    query, key, value = (
        graph.linear(x, f"{base}.attention.self.{part}") for part in ("query", "key", "value")
    )
    attended = graph.node(
        "MultiHeadAttention", [query, key, value], f"{base}.attended", CONTRIBUTED, num_heads=HEADS
    )  # fmt: skip
    projected = graph.linear(attended, f"{base}.attention.output.dense")
    x = graph.add_and_normalize(projected, x, f"{base}.attention.output.LayerNorm")
    inner = graph.node(
        "Gelu", [graph.linear(x, f"{base}.intermediate.dense")], f"{base}.gelu", approximate=gelu
    )
    return graph.add_and_normalize(graph.linear(inner, f"{base}.output.dense"), x, f"{base}.output.LayerNorm")


def build_graph(weights: Weights) -> bytes:
    """The model as serialised ONNX: `input_ids` (1, tokens) int64 -> `vector` (1, HIDDEN), of length 1.

    One text at a time and so no padding and no mask: a text's vector cannot depend on its neighbours
    in a batch. Weights are 8-bit blocks (MatMulNBits, accuracy level 4), word embeddings int8 rows.
    """
    graph = Graph(weights)
    x = _embeddings(graph)
    for number in range(LAYERS):
        x = encoder_layer(graph, x, number)
    axis = graph.constant("axis", np.array([1], dtype=np.int64))
    mean = graph.node("ReduceMean", [x, axis], "mean", keepdims=0)
    graph.node("LpNormalization", [mean], "vector", axis=-1, p=2)
    return graph.serialized(
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, HIDDEN])],
    )
