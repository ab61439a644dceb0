"""Quantities in text: found, normalised, and compared with what the guides say."""

from knowledge.figures.check import check_figures
from knowledge.figures.compare import compare
from knowledge.figures.figure import Bound, Dimension, Figure, Role
from knowledge.figures.parse import figures

__all__ = ["Bound", "Dimension", "Figure", "Role", "check_figures", "compare", "figures"]
