"""The multilingual encoder as an ONNX graph: multilingual-e5-small's layers with our update on them.

Wang et al., Multilingual E5 Text Embeddings: A Technical Report, 2024. Its words stay outside: a quarter of a
million of them, of which an answer has a hundred (`knowledge.entailment.multilingual.weights.Words`).
"""

from __future__ import annotations

from onnx import TensorProto

from knowledge.entailment.graphs.low_rank import LowRankGraph, merged
from knowledge.entailment.shape import MULTILINGUAL, Shape
from knowledge.search.weights import Weights


def build_multilingual_graph(weights: Weights, update: Weights, shape: Shape = MULTILINGUAL) -> bytes:
    """Serialised ONNX: a row as `knowledge.entailment.layout` makes it -> `hidden` and `halfway`.

    As `knowledge.entailment.graphs.small.build_encoder_graph` gives them, (1, tokens, hidden). Inputs are
    `words` (1, tokens, hidden) float32, `positions` and `segments`, (1, tokens) int64; `update` comes on
    `weights` (`knowledge.entailment.graphs.low_rank.merged`).
    """
    graph = LowRankGraph(merged(weights, update), shape)
    table = graph.constant("places.table", graph.weights["embeddings.position_embeddings.weight"])
    places = graph.node("Gather", [table, "positions"], "places")
    graph.layers(graph.add_and_normalize("words", places, "embeddings.LayerNorm"))
    return graph.finished(
        "entailment-multilingual",
        {
            "words": (TensorProto.FLOAT, (shape.hidden,)),
            "positions": (TensorProto.INT64, ()),
            "segments": (TensorProto.INT64, ()),
        },
    )
