"""Prompt templates and their loader."""

from prompts.loader import PromptTemplate, load, names, shipped, use_folder

__all__ = ["PromptTemplate", "load", "names", "shipped", "use_folder"]
