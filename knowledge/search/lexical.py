"""BM25 and coverage over terms: worked out when the index is built, added up when it is asked."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


Term = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """How well each document matches a query by words, both (documents,).

    `scores` is BM25. `coverage`, 0 to 1, is the share of the query's terms that the document has, each
    term counted by its rarity; a term that no document has counts as the rarest, so a query about
    something else covers little.
    """

    scores: Floats
    coverage: Floats


@dataclass(frozen=True, slots=True)
class Bm25:
    """The score of every term in every document, by column (a compressed sparse matrix).

    bm25s works the figures out (Lù 2024, arXiv:2407.03618, Lucene's variant); asking is a sum over the
    columns of the query's terms, so it is done here: no third of a second to import bm25s at start-up, and
    an empty query, unknown words or a k beyond the corpus need no guard. `vocabulary` gives a stem's column.
    """

    data: Floats
    documents: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    vocabulary: dict[str, int]
    size: int

    def match(self, terms: Iterable[Term]) -> Match:
        """Hold every document against `terms`, each the alternative stems of one word; repeats count once."""
        scores = np.zeros(self.size, dtype=np.float32)
        coverage = np.zeros(self.size, dtype=np.float32)
        total = 0.0
        for term in dict.fromkeys(terms):
            columns = [self.vocabulary[stem] for stem in term if stem in self.vocabulary]
            spans = [slice(self.starts[column], self.starts[column + 1]) for column in columns]
            rarity = self._rarity(max((span.stop - span.start for span in spans), default=0))
            total += rarity
            for span in spans:
                # A document stands once in a column, so plain fancy addition is enough.
                scores[self.documents[span]] += self.data[span]
            if spans:
                holders = [self.documents[span] for span in spans]
                coverage[holders[0] if len(holders) == 1 else np.unique(np.concatenate(holders))] += rarity
        return Match(scores, coverage / total if total else coverage)

    def _rarity(self, documents: int) -> float:
        """Inverse document frequency, Lucene's variant: never negative."""
        return math.log(1 + (self.size - documents + 0.5) / (documents + 0.5))


def build_bm25(documents: Sequence[Sequence[str]]) -> Bm25:
    """BM25 over `documents`, each a list of stems."""
    if not any(documents):
        empty = np.zeros(0, dtype=np.float32)
        return Bm25(empty, empty.astype(np.int32), np.zeros(1, dtype=np.int64), {}, len(documents))
    import bm25s  # noqa: PLC0415  (0.3 s, needed only to build)

    # Numbered by first occurrence: the same guides give the same bytes.
    vocabulary = {stem: i for i, stem in enumerate(dict.fromkeys(itertools.chain(*documents)))}
    numbered = [[vocabulary[stem] for stem in document] for document in documents]
    model = bm25s.BM25(method="lucene", backend="numpy")
    model.index((numbered, vocabulary), create_empty_token=False, show_progress=False)
    return Bm25(
        np.asarray(model.scores["data"], dtype=np.float32),
        np.asarray(model.scores["indices"], dtype=np.int32),
        np.asarray(model.scores["indptr"], dtype=np.int64),
        vocabulary,
        len(documents),
    )
