"""Hybrid search: meaning and words fused into one score, cut where nothing is relevant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from domain.guide import Passage
from knowledge.search.embed import Mask, Rows, Vectors
from knowledge.search.index import Index
from knowledge.search.passages import Role, Unit

# Each side nominates this many rows; both sides then score all nominees.
CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Fusion:
    """How meaning and words become one score; docs/adr/0004-fusion.md has the measurements.

    `dense_weight` is the cosine's share of the score; the rest is coverage to the power of
    `coverage_power`. A passage below `threshold` is not relevant, unless it covers `words_threshold` of the
    query, which alone decides where there is no cosine.
    """

    dense_weight: float = 0.7
    coverage_power: float = 3
    threshold: float = 0.24
    words_threshold: float = 0.4


DEFAULT_FUSION = Fusion()


def search(
    index: Index,
    query: str,
    vector: Vectors | None,
    k: int,
    *,
    mask: Mask | None = None,
    threshold: float | None = None,
    fusion: Fusion = DEFAULT_FUSION,
) -> list[Passage]:
    """The `k` most relevant passages for `query`, best first: one for each talking point, key point or hook.

    `vector` is the query's embedding, None to search by words alone. `mask` (rows,) says which rows may be
    found. `threshold` 0 to 1 replaces the fusion's own; an empty list means that nothing is relevant.
    """
    if k < 1 or not query.strip():
        return []
    match = index.match(query)
    lexical = match.scores if mask is None else np.where(mask, match.scores, 0)
    rows = _top(lexical)
    cosines = None
    if vector is not None and index.store is not None:
        nearest, _ = index.nearest(vector, CANDIDATES, mask)
        rows = np.union1d(rows, nearest)
        cosines = index.cosines(vector, rows)
    coverage = match.covered(rows)
    scores = fuse(cosines, coverage, fusion)
    passes = (coverage >= fusion.words_threshold) | ((scores >= fusion.threshold) & (cosines is not None))
    relevant = passes if threshold is None else scores >= threshold
    # Ties, common where words alone decide, go to BM25 and then to the guide's order.
    order = np.lexsort((rows, -lexical[rows], -scores))
    return [
        _passage(
            index.units[rows[i]],
            score=float(scores[i]),
            dense=None if cosines is None else float(np.clip(cosines[i], -1, 1)),
            lexical=float(lexical[rows[i]]),
        )
        for i in islice(_one_of_each(index, rows, order[relevant[order]]), k)
    ]


def _passage(unit: Unit, *, score: float, dense: float | None, lexical: float) -> Passage:
    return Passage(
        talking_point_id=unit.point.id,
        kind=unit.point.kind,
        text=unit.shown,
        source=unit.source,
        score=score,
        dense=dense,
        lexical=lexical if lexical > 0 else None,
    )


def fuse(cosines: Vectors | None, coverage: Vectors, fusion: Fusion) -> Vectors:
    """One score 0 to 1 for each row: a convex combination of cosine and coverage, each on a fixed scale.

    Raising coverage to a power routes queries without a router: a passage that has nearly all of the
    query's words gets the whole share of the words, an accidental word next to nothing. A fixed scale
    (not min-max of what was found; Bruch et al. 2023, arXiv:2210.11934, compare both) leaves the best
    score of an unrelated query low, which is what the threshold needs.
    """
    if cosines is None:
        return coverage
    words = coverage**fusion.coverage_power
    fused: Vectors = fusion.dense_weight * np.clip(cosines, 0, 1) + (1 - fusion.dense_weight) * words
    return fused


def _top(lexical: Vectors) -> Rows:
    """The rows with the highest scores above 0, CANDIDATES at most."""
    if len(lexical) > CANDIDATES:
        top = np.argpartition(lexical, -CANDIDATES)[-CANDIDATES:]
    else:
        top = np.arange(len(lexical))
    return top[lexical[top] > 0].astype(np.int64)


def _one_of_each(index: Index, rows: Rows, order: npt.NDArray[np.int64]) -> Iterator[int]:
    """`order` without rows of a talking point that came before; key points and hooks stand for themselves."""
    seen: set[object] = set()
    for i in map(int, order):
        row = int(rows[i])
        unit = index.units[row]
        what = unit.point.id if unit.role is Role.POINT else row
        if what not in seen:
            seen.add(what)
            yield i
