"""Quantities in text: found, normalised, and compared with what the guides say."""

from knowledge.figures.aspect import aspect_of
from knowledge.figures.check import check_figures
from knowledge.figures.compare import compare
from knowledge.figures.figure import Bound, Dimension, Figure, Role
from knowledge.figures.parse import figures

__all__ = ["Bound", "Dimension", "Figure", "Role", "aspect_of", "check_figures", "compare", "figures"]
