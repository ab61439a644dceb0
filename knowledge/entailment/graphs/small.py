"""The trained encoder as an ONNX graph: the pinned weights with our update on them."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper

from knowledge.search.onnx_model import (
    CONTRIBUTED,
    HIDDEN,
    LAYER_NORM_EPSILON,
    LAYERS,
    Graph,
    encoder_layer,
    word_embeddings,
)
from knowledge.search.weights import Weights


class FastGraph(Graph):
    """Matrices in 8 bits, a scale a column, and their inputs rounded to 8 bits as they come.

    Twice as fast as blocks of weights alone on rows of a hundred tokens and more, which an embedding of a
    sentence never has (docs/adr/0015).
    """

    epsilon = LAYER_NORM_EPSILON

    def linear(self, x: str, layer: str) -> str:
        """x @ W.T + b with the weights of `layer` in 8 bits."""
        matrix = np.ascontiguousarray(self.weights[f"{layer}.weight"].T)
        scales = np.maximum(np.abs(matrix).max(axis=0), 1e-12) / 127
        inputs = [
            x,
            self.constant(f"{layer}.codes", np.rint(matrix / scales).astype(np.int8)),
            self.constant(f"{layer}.scales", scales.astype(np.float32)),
            self.constant(f"{layer}.zeros", np.zeros(matrix.shape[1], np.int8)),
            self.constant(f"{layer}.bias", self.weights[f"{layer}.bias"]),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, f"{layer}.out", CONTRIBUTED)

    def add_and_normalize(self, x: str, residual: str, layer: str) -> str:
        """LayerNorm(x + residual), as two steps: the one that does both takes five times as long."""
        inputs = [
            self.node("Add", [x, residual], f"{layer}.sum"),
            self.constant(f"{layer}.weight", self.weights[f"{layer}.weight"]),
            self.constant(f"{layer}.bias", self.weights[f"{layer}.bias"]),
        ]
        return self.node("LayerNormalization", inputs, f"{layer}.out", epsilon=self.epsilon)


def build_encoder_graph(weights: Weights) -> bytes:
    """Serialised ONNX: a row as `knowledge.entailment.layout` makes it -> `hidden` and `halfway`.

    They are what the last layer makes of each token, and the third, where a word is still that word: both
    (1, tokens, HIDDEN). Inputs are `input_ids`, `positions` and `kinds`, (1, tokens)
    int64.
    """
    graph = FastGraph(weights)
    rows = [
        graph.node(
            "Gather", [graph.constant(f"{name}.table", weights[f"embeddings.{table}"]), name], f"{name}.rows"
        )
        for name, table in (
            ("positions", "position_embeddings.weight"),
            ("kinds", "token_type_embeddings.weight"),
        )
    ]
    placed = graph.node("Add", [word_embeddings(graph), rows[0]], "placed")
    x = graph.add_and_normalize(placed, rows[1], "embeddings.LayerNorm")
    for number in range(LAYERS):
        x = encoder_layer(graph, x, number, gelu="tanh")
        if number + 1 == LAYERS // 2:
            graph.node("Identity", [x], "halfway")
    graph.node("Identity", [x], "hidden")
    tokens: list[str | int | None] = [1, "tokens"]
    return graph.serialized(
        "entailment",
        [
            *(
                helper.make_tensor_value_info(name, TensorProto.INT64, tokens)
                for name in ("input_ids", "positions", "kinds")
            ),
        ],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", HIDDEN])
            for name in ("hidden", "halfway")
        ],
    )


def updated(weights: Weights, update: Weights) -> Weights:
    """`weights` with the shipped `update` on them.

    The update holds "NAME.codes" (out, in) int8 and "NAME.scales" (out, 1) for what is added to a matrix, and
    "NAME.plus" for what is added to a vector.
    """
    merged = dict(weights)
    for name, value in update.items():
        base, _, what = name.rpartition(".")
        if what == "codes":
            merged[base] = weights[base] + value.astype(np.float32) * update[f"{base}.scales"]
        elif what == "plus":
            merged[base] = weights[base] + value.astype(np.float32)
    return merged
