"""Passages, their embeddings, and the index they are found in."""
