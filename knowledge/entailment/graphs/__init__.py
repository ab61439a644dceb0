"""How the graph of each encoder is built: imported once on a machine, since onnx takes half a second."""

from knowledge.entailment.graphs.larger import build_larger_graph
from knowledge.entailment.graphs.multilingual import build_multilingual_graph
from knowledge.entailment.graphs.small import build_encoder_graph, updated

__all__ = ["build_encoder_graph", "build_larger_graph", "build_multilingual_graph", "updated"]
