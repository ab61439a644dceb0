"""How the graph of each encoder is built: imported once on a machine, since onnx takes half a second."""

from knowledge.entailment.graph import build_encoder_graph, updated
from knowledge.entailment.larger.graph import build_larger_graph
from knowledge.entailment.multilingual.graph import build_multilingual_graph

__all__ = ["build_encoder_graph", "build_larger_graph", "build_multilingual_graph", "updated"]
