"""Hybrid search: meaning and words fused into one score, cut where nothing is relevant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from domain.guide import Passage
from knowledge.embed import Vectors
from knowledge.index import Index, Mask, Rows
from knowledge.passages import Role

# Each side nominates this many rows; both sides then score all nominees.
CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Fusion:
    """How a cosine and a share of BM25 become one score (docs/adr/0004-fusion.md has the measurements).

    `dense_weight` is the cosine's share of the score, `lexical_scale` the share of the BM25 ceiling that
    counts as a full match (a term in a document of average length reaches about 0.4 of its ceiling).
    A passage below `threshold` is not relevant; `lexical_threshold` is that for words alone.
    """

    dense_weight: float = 0.7
    lexical_scale: float = 0.5
    threshold: float = 0.25
    lexical_threshold: float = 0.2


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
    words = index.query_terms(query)
    if k < 1 or not (words or (vector is not None and query.strip())):
        return []
    ceiling = index.bm25.ceiling(words)
    lexical = index.bm25.scores(words)
    if mask is not None:
        lexical = np.where(mask, lexical, 0)
    rows = _top(lexical)
    cosines = None
    if vector is not None and index.store is not None:
        nearest, _ = index.nearest(vector, CANDIDATES, mask)
        rows = np.union1d(rows, nearest)
        cosines = index.cosines(vector, rows)
    share = lexical[rows] / (ceiling * fusion.lexical_scale) if ceiling else np.zeros(len(rows))
    scores = fuse(cosines, share, fusion)
    if threshold is None:
        threshold = fusion.lexical_threshold if cosines is None else fusion.threshold
    chosen = _best_of_each(index, rows, scores, k, threshold)
    return [
        Passage(
            talking_point_id=index.units[rows[i]].point.id,
            kind=index.units[rows[i]].point.kind,
            text=index.units[rows[i]].shown,
            source=index.units[rows[i]].source,
            score=float(scores[i]),
            dense=None if cosines is None else float(np.clip(cosines[i], -1, 1)),
            lexical=float(lexical[rows[i]]) if lexical[rows[i]] > 0 else None,
        )
        for i in chosen
    ]


def fuse(cosines: Vectors | None, shares: Vectors, fusion: Fusion) -> Vectors:
    """One score 0 to 1 for each row: a convex combination of the two sides, each on a fixed scale.

    A fixed scale (and not min-max of what was found, Bruch et al. 2023, arXiv:2210.11934) keeps the score
    of an unrelated query low, which is what the threshold needs.
    """
    words = np.clip(shares, 0, 1)
    if cosines is None:
        return words
    fused: Vectors = fusion.dense_weight * np.clip(cosines, 0, 1) + (1 - fusion.dense_weight) * words
    return fused


def _top(lexical: Vectors) -> Rows:
    """The rows with the highest scores above 0, CANDIDATES at most."""
    if len(lexical) > CANDIDATES:
        top = np.argpartition(lexical, -CANDIDATES)[-CANDIDATES:]
    else:
        top = np.arange(len(lexical))
    return top[lexical[top] > 0].astype(np.int64)


def _best_of_each(index: Index, rows: Rows, scores: Vectors, k: int, threshold: float) -> Sequence[int]:
    """Positions in `rows` of what is shown, best first, ties in the guide's order."""
    chosen: dict[object, int] = {}
    for i in np.lexsort((rows, -scores)):
        if scores[i] < threshold or len(chosen) == k:
            break
        unit = index.units[rows[i]]
        # A talking point cut into chunks is one find; two of its key points are two.
        chosen.setdefault(unit.point.id if unit.role is Role.POINT else int(rows[i]), int(i))
    return list(chosen.values())
