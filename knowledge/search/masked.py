"""An embedding model elsewhere that never sees personal data."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.search.embed import Embedder, Vectors


class MaskedEmbedder:
    """An `Embedder` in front of `model`, which gets each text as `mask` makes it.

    `how` names the way of masking and becomes part of the fingerprint: caches and indexes keep vectors of
    texts masked otherwise, or not at all, apart. `mask` gives one text always the same result.
    """

    def __init__(self, model: Embedder, mask: Callable[[str], str], how: str) -> None:
        self._model = model
        self._mask = mask
        self.fingerprint = f"{model.fingerprint}/{how}"

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._model.dimensions

    def embed_documents(self, texts: list[str]) -> Vectors:
        """One row a text: (texts, dimensions)."""
        return self._model.embed_documents([self._mask(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        """One vector: (dimensions,)."""
        return self._model.embed_query(self._mask(text))
