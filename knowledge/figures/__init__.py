"""The figures of an answer, held against those of the guides."""

from knowledge.figures.check import check_figures

__all__ = ["check_figures"]
