"""The larger encoder as an ONNX graph: MPNet's weights with our update on them.

Song et al., MPNet: Masked and Permuted Pre-training for Language Understanding, 2020.
"""

from __future__ import annotations

import math

import numpy as np
from onnx import TensorProto

from knowledge.entailment.graphs.low_rank import LowRankGraph, merged
from knowledge.entailment.shape import LARGER, Shape
from knowledge.search.onnx_model import word_embeddings
from knowledge.search.weights import Weights

# The first two rows of the table of places stand for padding.
FIRST_PLACE = 2
_BUCKETS, _FARTHEST, _PLACES = 32, 128, 512


def build_larger_graph(weights: Weights, update: Weights, shape: Shape = LARGER) -> bytes:
    """Serialised ONNX: a row as `knowledge.entailment.layout` makes it -> `hidden` and `halfway`.

    As `knowledge.entailment.graphs.small.build_encoder_graph` gives them, (1, tokens, hidden). Inputs are
    `input_ids`, `positions` and `segments`, (1, tokens) int64; `update` comes on `weights`
    (`knowledge.entailment.graphs.low_rank.merged`).
    """
    graph = LowRankGraph(merged(weights, update), shape)
    x = graph.add_and_normalize(word_embeddings(graph), _places(graph), "embeddings.LayerNorm")
    graph.layers(x, _nearness(graph))
    integers: tuple[int, tuple[int, ...]] = (TensorProto.INT64, ())
    return graph.finished(
        "entailment-larger", dict.fromkeys(("input_ids", "positions", "segments"), integers)
    )


def _places(graph: LowRankGraph) -> str:
    table = graph.weights["embeddings.position_embeddings.weight"][FIRST_PLACE:]
    return graph.node("Gather", [graph.constant("places.table", table), "positions"], "places")


def _nearness(graph: LowRankGraph) -> str:
    """MPNet's own: what each head adds for the distance of two places, (1, heads, tokens, tokens)."""
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
    return graph.by_head(graph.constant("distance.table", table), shifted, "near")


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
