"""An encoder of postings for tests: which texts are about the same is written down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from domain.errors import ModelUnavailable
from knowledge.search.embed import Vectors


class WrittenShowing:
    """A text has the direction of the first subject one of whose words stands in it, else one of its own.

    `near` is the cosine of two texts of one subject. `read` lists every text in order.
    """

    fingerprint = "written/1"

    def __init__(self, *subjects: Sequence[str], near: float = 1.0) -> None:
        self._subjects = subjects
        self._near = near
        self.read: list[str] = []

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""
        self.read += texts
        size = len(self._subjects) + 1024
        rows = np.zeros((len(texts), size), np.float32)
        for row, text in zip(rows, texts, strict=True):
            subject = next(
                (at for at, words in enumerate(self._subjects) if any(word in text for word in words)), None
            )
            own = len(self._subjects) + self.read.index(text)
            row[own] = 1.0 if subject is None else np.sqrt(1 - self._near)
            if subject is not None:
                row[subject] = np.sqrt(self._near)
        return rows


class ClosedShowing:
    """One that cannot be opened."""

    fingerprint = "closed/1"

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Raises `ModelUnavailable`."""
        raise ModelUnavailable("The local model is damaged.")
