"""BM25 over terms: scores worked out when the index is built, added up when it is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bm25:
    """The score of every term in every document, by column (a compressed sparse matrix).

    bm25s works the figures out (Lù 2024, arXiv:2407.03618, Lucene's variant); asking is a sum over the
    columns of the query's terms, so it is done here: no half second to import bm25s at start-up, and an
    empty query, unknown words or a k beyond the corpus need no guard. `vocabulary` gives a term's column.
    """

    data: Floats
    documents: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    vocabulary: dict[str, int]
    size: int

    def scores(self, terms: Sequence[str]) -> Floats:
        """BM25 of each document, (size,); all zero where no term is known."""
        columns = [self.vocabulary[term] for term in terms if term in self.vocabulary]
        total = np.zeros(self.size, dtype=np.float32)
        for column in columns:
            span = slice(self.starts[column], self.starts[column + 1])
            # A document stands once in a column, so plain fancy addition is enough.
            total[self.documents[span]] += self.data[span]
        return total

    def ceiling(self, terms: Sequence[str]) -> float:
        """The score no document can exceed for `terms`: the sum of their inverse document frequencies.

        Terms that no document has count as the rarest, so a query about something else keeps a low share.
        """
        return sum(self._rarity(term) for term in terms)

    def _rarity(self, term: str) -> float:
        column = self.vocabulary.get(term)
        frequency = 0 if column is None else int(self.starts[column + 1] - self.starts[column])
        return math.log(1 + (self.size - frequency + 0.5) / (frequency + 0.5))


def build_bm25(documents: Sequence[Sequence[str]]) -> Bm25:
    """BM25 over `documents`, each a list of terms."""
    if not any(documents):
        empty = np.zeros(0, dtype=np.float32)
        return Bm25(empty, empty.astype(np.int32), np.zeros(1, dtype=np.int64), {}, len(documents))
    import bm25s  # noqa: PLC0415  (0.3 s, needed only to build)

    # Numbered by first occurrence: the same guides give the same bytes.
    vocabulary = {
        term: i for i, term in enumerate(dict.fromkeys(term for terms in documents for term in terms))
    }
    numbered = [[vocabulary[term] for term in terms] for terms in documents]
    model = bm25s.BM25(method="lucene", backend="numpy")
    model.index((numbered, vocabulary), create_empty_token=False, show_progress=False)
    return Bm25(
        np.asarray(model.scores["data"], dtype=np.float32),
        np.asarray(model.scores["indices"], dtype=np.int32),
        np.asarray(model.scores["indptr"], dtype=np.int64),
        vocabulary,
        len(documents),
    )
