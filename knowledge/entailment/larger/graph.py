"""The larger encoder as an ONNX graph: MPNet's weights with our update on them.

MPNet (Song et al., MPNet: Masked and Permuted Pre-training for Language Understanding, 2020) has no kinds of
tokens; what tells a key point from the answer, and who sees whom how, is learnt besides: a vector for each
and a number a head for each relation, from layer `FIRST` up.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper

from knowledge.entailment.graph import FastGraph
from knowledge.search.onnx_model import CONTRIBUTED, word_embeddings
from knowledge.search.weights import Weights

LAYERS, HEADS, HIDDEN = 12, 12, 768
# The layers below are the pinned ones.
FIRST = 3
# The first two rows of the table of places stand for padding.
FIRST_PLACE = 2
MATRICES = (
    "attention.attn.q",
    "attention.attn.k",
    "attention.attn.v",
    "attention.attn.o",
    "intermediate.dense",
    "output.dense",
)
EPSILON = 1e-5
_BUCKETS, _FARTHEST, _PLACES = 32, 128, 512


class _Mpnet(FastGraph):
    epsilon = EPSILON


def build_larger_graph(weights: Weights) -> bytes:
    """Serialised ONNX: a row as `knowledge.entailment.layout` makes it -> `hidden` and `halfway`.

    As `knowledge.entailment.graph.build_encoder_graph` gives them, (1, tokens, HIDDEN). Inputs are
    `input_ids`, `positions` and `segments`, (1, tokens) int64; `weights` are merged ones (`merged`).
    """
    graph = _Mpnet(weights)
    near = _nearness(graph)
    related = graph.node("Add", [near, _relations(graph)], "related")
    x = graph.add_and_normalize(word_embeddings(graph), _places(graph), "embeddings.LayerNorm")
    for number in range(LAYERS):
        if number == FIRST:
            x = graph.node("Add", [x, _kinds(graph)], "told")
        x = _layer(graph, x, number, near if number < FIRST else related)
        if number + 1 == LAYERS // 2:
            graph.node("Identity", [x], "halfway")
    graph.node("Identity", [x], "hidden")
    tokens: list[str | int | None] = [1, "tokens"]
    return graph.serialized(
        "entailment-larger",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, tokens)
            for name in ("input_ids", "positions", "segments")
        ],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", HIDDEN])
            for name in ("hidden", "halfway")
        ],
    )


def merged(weights: Weights, update: Weights) -> dict[str, npt.NDArray[np.float32]]:
    """`weights` with the shipped `update` on them.

    Of a matrix (out, in) the update holds "NAME.down" (rank, in) and "NAME.up" (out, rank), whose product is
    added (Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021), each in 8 bits with
    "….scales" a row; of a vector "NAME.plus", which is added; "kinds" (2, HIDDEN) and "relations" (4, HEADS)
    are the update's own.
    """
    found = dict(weights)
    for name, value in update.items():
        base, _, what = name.rpartition(".")
        if what == "up":
            found[f"{base}.weight"] = weights[f"{base}.weight"] + _whole(update, name) @ _whole(
                update, f"{base}.down"
            )
        elif what == "plus":
            found[base] = weights[base] + value.astype(np.float32)
        elif name in ("kinds", "relations"):
            found[name] = value.astype(np.float32)
    return found


def _whole(update: Weights, name: str) -> npt.NDArray[np.float32]:
    scaled: npt.NDArray[np.float32] = update[name].astype(np.float32) * update[f"{name}.scales"]
    return scaled


def _places(graph: FastGraph) -> str:
    table = graph.weights["embeddings.position_embeddings.weight"][FIRST_PLACE:]
    return graph.node("Gather", [graph.constant("places.table", table), "positions"], "places")


def _kinds(graph: FastGraph) -> str:
    zero = graph.constant("kinds.zero", np.array(0, np.int64))
    asked = graph.node("Cast", [graph.node("Greater", ["segments", zero], "kinds.asked")], "kinds", to=7)
    return graph.node("Gather", [graph.constant("kinds.table", graph.weights["kinds"]), asked], "kinds.rows")


def _nearness(graph: FastGraph) -> str:
    """MPNet's own: what each head adds for the distance of two places, (1, HEADS, tokens, tokens)."""
    distances = np.arange(-_PLACES, _PLACES + 1)
    table = graph.weights["encoder.relative_attention_bias.weight"][
        [bucket_of(int(each)) for each in distances]
    ]
    one, two = (graph.constant(f"distance.axis.{axis}", np.array([axis], np.int64)) for axis in (1, 2))
    across = graph.node("Unsqueeze", ["positions", one], "distance.across")
    down = graph.node("Unsqueeze", ["positions", two], "distance.down")
    apart = graph.node("Sub", [across, down], "distance")
    shifted = graph.node(
        "Add", [apart, graph.constant("distance.shift", np.array(_PLACES, np.int64))], "distance.shifted"
    )
    return _by_head(graph, graph.constant("distance.table", table), shifted, "near")


def _relations(graph: FastGraph) -> str:
    """What each head adds for two tokens of one part, answer and key point, key point and answer, two key
    points: (1, HEADS, tokens, tokens)."""
    one, two = (graph.constant(f"relation.axis.{axis}", np.array([axis], np.int64)) for axis in (1, 2))
    across = graph.node("Unsqueeze", ["segments", one], "relation.across")
    down = graph.node("Unsqueeze", ["segments", two], "relation.down")
    zero, *numbers = (graph.constant(f"relation.{n}", np.array(n, np.int64)) for n in range(4))
    same = graph.node("Equal", [across, down], "relation.same")
    from_answer = graph.node("Equal", [down, zero], "relation.from_answer")
    to_answer = graph.node("Equal", [across, zero], "relation.to_answer")
    found = graph.node("Where", [to_answer, numbers[1], numbers[2]], "relation.asked")
    found = graph.node("Where", [from_answer, numbers[0], found], "relation.parts")
    found = graph.node("Where", [same, zero, found], "relation")
    return _by_head(graph, graph.constant("relation.table", graph.weights["relations"]), found, "relations")


def _by_head(graph: FastGraph, table: str, at: str, name: str) -> str:
    rows = graph.node("Gather", [table, at], f"{name}.rows")
    return graph.node("Transpose", [rows], name, perm=[0, 3, 1, 2])


def bucket_of(distance: int) -> int:
    """The row of MPNet's table for a token that stands `distance` behind: near ones exactly, far ones by the
    logarithm (Raffel et al., T5, 2020)."""
    half = _BUCKETS // 2
    ahead, far = (half if distance > 0 else 0), abs(distance)
    exact = half // 2
    if far < exact:
        return ahead + far
    grown = math.log(far / exact) / math.log(_FARTHEST / exact) * (half - exact)
    return ahead + min(half - 1, exact + int(grown))


def _layer(graph: FastGraph, x: str, number: int, bias: str) -> str:
    base = f"encoder.layer.{number}"
    query, key, value = (graph.linear(x, f"{base}.attention.attn.{part}") for part in "qkv")
    attended = graph.node(
        "MultiHeadAttention",
        [query, key, value, "", "", bias],
        f"{base}.attended",
        CONTRIBUTED,
        num_heads=HEADS,
    )
    x = graph.add_and_normalize(
        graph.linear(attended, f"{base}.attention.attn.o"), x, f"{base}.attention.LayerNorm"
    )
    inner = graph.node(
        "Gelu", [graph.linear(x, f"{base}.intermediate.dense")], f"{base}.gelu", approximate="tanh"
    )
    return graph.add_and_normalize(graph.linear(inner, f"{base}.output.dense"), x, f"{base}.output.LayerNorm")
