"""Ways of searching, side by side: each side alone, rank fusion, score fusion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.search.embed import Embedder
from knowledge.search.index import Index
from knowledge.search.passages import Role, digest
from knowledge.search.retrieve import Fusion, fuse

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sides:
    """What both sides say about every talking point for one query, each (points,)."""

    title: Floats
    body: Floats
    both: Floats
    bm25: Floats
    coverage: Floats


Ranker = Callable[[Sides], Floats]


class Corpus:
    """The talking points of an index, asked one query at a time; each scores with its best chunk."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        assert index.texts is not None
        self._index = index
        self._embedder = embedder
        self._rows = np.array([i for i, unit in enumerate(index.units) if unit.role is Role.POINT])
        units = [index.units[row] for row in self._rows]
        self.ids = list(dict.fromkeys(unit.point.id for unit in units))
        number = {point_id: i for i, point_id in enumerate(self.ids)}
        self._owner = np.array([number[unit.point.id] for unit in units])
        texts = index.texts
        places = np.array([[texts.rows[digest(text)] for text in unit.texts] for unit in units])
        self.texts = tuple(dict.fromkeys(text for unit in index.units for text in unit.texts))
        self._titles, self._bodies = (texts.vectors[places[:, side]] for side in (0, 1))

    def ask(self, query: str) -> Sides:
        """What both sides say about `query`."""
        vector = self._embedder.embed_query(query)
        match = self._index.match(query)
        return Sides(
            self._best(self._titles @ vector),
            self._best(self._bodies @ vector),
            self._best(self._index.cosines(vector, self._rows)),
            self._best(match.scores[self._rows]),
            self._best(match.coverage[self._rows]),
        )

    def _best(self, values: npt.NDArray[np.float32]) -> Floats:
        best = np.full(len(self.ids), -np.inf)
        np.maximum.at(best, self._owner, values)
        return best


def reciprocal_ranks(k: int = 60, dense_weight: float = 0.5) -> Ranker:
    """Reciprocal rank fusion (Cormack et al. 2009), weighted; a side ranks what it found, 100 at most."""

    def rank(sides: Sides) -> Floats:
        return dense_weight * _reciprocal(sides.both, k) + (1 - dense_weight) * _reciprocal(sides.bm25, k)

    return rank


def min_max(dense_weight: float) -> Ranker:
    """Convex combination of cosine and BM25, each stretched to 0 … 1 over the 100 best of the query."""

    def rank(sides: Sides) -> Floats:
        return dense_weight * _stretched(sides.both) + (1 - dense_weight) * _stretched(sides.bm25)

    return rank


def router(coverage: float) -> Ranker:
    """BM25 where some talking point has this share of the query, the cosine otherwise."""
    return lambda sides: sides.bm25 if sides.coverage.max() >= coverage else sides.both


def fixed_scale(fusion: Fusion) -> Ranker:
    """What retrieval does: cosine and a power of coverage, each on its own scale."""

    def rank(sides: Sides) -> Floats:
        return np.asarray(
            fuse(sides.both.astype(np.float32), sides.coverage.astype(np.float32), fusion), dtype=np.float64
        )

    return rank


def _reciprocal(scores: Floats, k: int) -> Floats:
    ranks = np.empty(len(scores))
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.where((ranks <= 100) & (scores > 0), 1 / (k + ranks), 0)


def _stretched(scores: Floats) -> Floats:
    best = np.sort(scores)[-100:]
    width = best[-1] - best[0]
    return np.clip((scores - best[0]) / width, 0, 1) if width > 0 else np.zeros(len(scores))
