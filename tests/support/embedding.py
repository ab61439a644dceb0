"""An embedder for tests: fast, deterministic, and texts that share words are near each other."""

from __future__ import annotations

import re
import zlib

import numpy as np
import numpy.typing as npt


class HashEmbedder:
    """Hashes each word to a direction and adds them up; counts the texts it was given.

    A text without words gets a fixed vector of length 1. `embedded` lists every text in order.
    """

    def __init__(self, dimensions: int = 64, fingerprint: str = "hash/1") -> None:
        self.dimensions = dimensions
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> npt.NDArray[np.float32]:
        """One row a text: (texts, dimensions)."""
        self.embedded += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dimensions)

    def embed_query(self, text: str) -> npt.NDArray[np.float32]:
        """One vector: (dimensions,)."""
        row: npt.NDArray[np.float32] = self.embed_documents([text])[0]
        return row

    def _vector(self, text: str) -> npt.NDArray[np.float32]:
        total = np.zeros(self.dimensions)
        for word in re.findall(r"\w+", text.lower()) or [""]:
            total += np.random.default_rng(zlib.crc32(word.encode())).standard_normal(self.dimensions)
        return (total / np.linalg.norm(total)).astype(np.float32)
