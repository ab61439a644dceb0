"""Quantities in text: found, normalised, and compared with one another."""

from language.figures.aspect import aspect_of
from language.figures.compare import compare
from language.figures.figure import Bound, Dimension, Figure, Role
from language.figures.parse import figures, states_a_measure
from language.figures.written import gives_away, invented, values, written

__all__ = [
    "Bound",
    "Dimension",
    "Figure",
    "Role",
    "aspect_of",
    "compare",
    "figures",
    "gives_away",
    "invented",
    "states_a_measure",
    "values",
    "written",
]
