"""Contradictions within a candidate's own guides, found without a language model."""

from knowledge.consistency.check import contradictions

__all__ = ["contradictions"]
