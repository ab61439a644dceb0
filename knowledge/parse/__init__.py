"""Notations: each module turns the lines of a guide into typed talking points."""

from knowledge.parse.understand import understand

__all__ = ["understand"]
