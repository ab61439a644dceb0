"""Retrieval measures by query type, weights tuned on held-out queries, and what a threshold costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG

from evals.retrieval.queries import Judged, QueryType
from evals.retrieval.rankers import Floats, Ranker, Sides

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """nDCG@10, recall@5 and mean reciprocal rank over some queries."""

    ndcg: float
    recall: float
    mrr: float
    queries: int


@dataclass(frozen=True, slots=True)
class Cut:
    """What a threshold does.

    `silent` is the share of unanswerable queries that find nothing; `kept` the share of those queries with
    a relevant talking point among the five best that still find it.
    """

    threshold: float
    silent: float
    kept: float


def per_query(
    queries: Sequence[Judged], sides: Mapping[str, Sides], ids: Sequence[str], ranker: Ranker
) -> dict[str, Figures]:
    """The figures of every answerable query under `ranker`."""
    asked = [query for query in queries if query.relevant]
    relevant = {query.id: dict.fromkeys(query.relevant, 1) for query in asked}
    runs = {query.id: _run(ranker(sides[query.id]), ids) for query in asked}
    found: dict[str, dict[str, float]] = {query.id: {} for query in asked}
    for value in ir_measures.iter_calc([nDCG @ 10, R @ 5, RR @ 10], relevant, runs):
        found[value.query_id][str(value.measure)] = value.value
    return {
        key: Figures(ndcg=values["nDCG@10"], recall=values["R@5"], mrr=values["RR@10"], queries=1)
        for key, values in found.items()
    }


def average(figures: Sequence[Figures]) -> Figures:
    """The mean of each figure."""
    return Figures(
        ndcg=mean(one.ndcg for one in figures),
        recall=mean(one.recall for one in figures),
        mrr=mean(one.mrr for one in figures),
        queries=len(figures),
    )


def by_type(queries: Sequence[Judged], figures: Mapping[str, Figures]) -> dict[QueryType, Figures]:
    """The mean figures of each type of query that there is."""
    types = {query.id: query.type for query in queries}
    return {
        kind: average([one for key, one in figures.items() if types[key] is kind])
        for kind in QueryType
        if any(types[key] is kind for key in figures)
    }


def held_out(
    queries: Sequence[Judged], figures: Mapping[str, Mapping[str, Figures]]
) -> dict[str, tuple[str, Figures]]:
    """Each query's figures under the variant that was best, by mean nDCG, on the other folds.

    `figures` maps a variant's name to its figures by query. The mean is taken over query types first, so
    that the commonest type does not choose alone.
    """
    keys = sorted(key for key in next(iter(figures.values())))
    folds = {key: number % FOLDS for number, key in enumerate(np.random.default_rng(0).permutation(keys))}
    chosen: dict[str, tuple[str, Figures]] = {}
    for fold in range(FOLDS):
        training = [query for query in queries if query.id in folds and folds[query.id] != fold]

        def quality(variant: str, training: list[Judged] = training) -> float:
            seen = {query.id: figures[variant][query.id] for query in training}
            return mean(one.ndcg for one in by_type(training, seen).values())

        best = max(figures, key=quality)
        chosen |= {key: (best, figures[best][key]) for key in keys if folds[key] == fold}
    return chosen


def cuts(
    queries: Sequence[Judged],
    sides: Mapping[str, Sides],
    ids: Sequence[str],
    ranker: Ranker,
    thresholds: Sequence[float],
) -> list[Cut]:
    """What each of `thresholds` on the scores of `ranker` would do."""
    others: list[float] = []
    found: list[float] = []
    for query in queries:
        scores = ranker(sides[query.id])
        five = np.argsort(-scores, kind="stable")[:5]
        if not query.relevant:
            others.append(float(scores[five[0]]))
        elif right := [float(scores[i]) for i in five if ids[i] in query.relevant]:
            found.append(max(right))
    return [
        Cut(
            threshold=threshold,
            silent=mean(score < threshold for score in others),
            kept=mean(score >= threshold for score in found),
        )
        for threshold in thresholds
    ]


def _run(scores: Floats, ids: Sequence[str]) -> dict[str, float]:
    order = np.argsort(-scores, kind="stable")[:100]
    # Ranks in place of scores: ties are ours to break, not the measure's.
    return {ids[i]: float(-rank) for rank, i in enumerate(order)}
