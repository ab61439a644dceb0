"""Prompt templates and their loader."""

from prompts.loader import PromptTemplate, load

__all__ = ["PromptTemplate", "load"]
