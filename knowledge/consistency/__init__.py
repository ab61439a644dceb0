"""Contradictions within a candidate's own guides, found without a language model."""

from knowledge.consistency.doubts import doubts
from knowledge.consistency.kept import contradictions, kept_contradictions

__all__ = ["contradictions", "doubts", "kept_contradictions"]
