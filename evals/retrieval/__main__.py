"""Prints the table: python -m evals.retrieval [--guides FOLDER] [--titles] [--masked]."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from platformdirs import user_cache_path

from evals.retrieval.measure import Figures, average, by_type, cuts, held_out, per_query
from evals.retrieval.queries import Judged, QueryType, judge, read_queries, titles_of
from evals.retrieval.rankers import Corpus, Ranker, Sides, fixed_scale, min_max, reciprocal_ranks, router
from knowledge.base import open_knowledge
from knowledge.library import read_library
from knowledge.search import weights
from knowledge.search.embed import local_embedder
from knowledge.search.masked import MaskedEmbedder
from knowledge.search.retrieve import DEFAULT_FUSION, Fusion
from models.privacy import blank, blanking

SAMPLES = Path(__file__).parents[2] / "knowledge" / "guides"
OURS = fixed_scale(DEFAULT_FUSION)
RANKERS: dict[str, Ranker] = {
    "BM25": lambda sides: sides.bm25,
    "coverage": lambda sides: sides.coverage,
    "dense, title": lambda sides: sides.title,
    "dense, body": lambda sides: sides.body,
    "dense, title and body": lambda sides: sides.both,
    "RRF k=60, 1:1": reciprocal_ranks(),
    "RRF k=10, dense 2:1": reciprocal_ranks(k=10, dense_weight=2 / 3),
    "min-max .7 dense": min_max(0.7),
    "min-max .5 dense": min_max(0.5),
    "router at coverage .8": router(0.8),
    "fixed scale (in use)": OURS,
}
TUNED: dict[str, Ranker] = {
    f"dense {weight}, coverage to the power of {power}": fixed_scale(
        Fusion(dense_weight=weight, coverage_power=power)
    )
    for weight in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    for power in (1, 2, 3, 4)
}
THRESHOLDS = tuple(step / 50 for step in range(5, 36))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--guides", type=Path, default=SAMPLES, help="folder of guides (default: the samples)"
    )
    parser.add_argument("--titles", action="store_true", help="ask the guides' own titles, for any guides")
    parser.add_argument("--masked", action="store_true", help="embed what an embedding server would be sent")
    options = parser.parse_args()
    library = read_library([options.guides])
    if options.titles:
        queries = titles_of(library.guides)
    else:
        queries, lost = judge(read_queries(), library.talking_points)
        if lost:
            print(f"No talking point where these queries have their answer: {', '.join(lost)}\n")
    embedder = local_embedder(user_cache_path("mock-interviewer"))
    if embedder is None:
        raise SystemExit(weights.missing_hint())
    if options.masked:
        embedder = MaskedEmbedder(embedder, blank, blanking())
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(open_knowledge(library, Path(folder), embedder).index, embedder)
        sides = {query.id: corpus.ask(query.query) for query in queries}
    if options.masked:
        print_masking(corpus.texts)
    print(f"{len(corpus.ids)} talking points, {len(queries)} queries. nDCG@10 / recall@5 / MRR\n")
    print_comparison(queries, sides, corpus.ids)
    if not options.titles:
        print_tuning(queries, sides, corpus.ids)
        print_thresholds(queries, sides, corpus.ids)


def print_masking(texts: Sequence[str]) -> None:
    """How many of the texts masking changes, and what it costs."""
    blank(texts[0])  # the first one imports the recognisers
    began = time.perf_counter()
    changed = sum(blank(text) != text for text in texts)
    each = (time.perf_counter() - began) / len(texts)
    mean = sum(map(len, texts)) / len(texts)
    print(f"Masking changes {changed} of {len(texts)} texts: {1000 * each:.2f} ms each, {mean:.0f} signs\n")


def print_comparison(queries: Sequence[Judged], sides: Mapping[str, Sides], ids: Sequence[str]) -> None:
    """One row a way of searching, one column a type of query."""
    kinds = [kind for kind in QueryType if any(query.type is kind and query.relevant for query in queries)]
    print(f"{'':24}" + "".join(f"{kind.value:>20}" for kind in kinds) + f"{'mean of types':>20}")
    for name, ranker in RANKERS.items():
        found = by_type(queries, per_query(queries, sides, ids, ranker))
        print(f"{name:24}" + "".join(f"{_cell(found[kind]):>20}" for kind in kinds), end="")
        print(f"{_cell(average(list(found.values()))):>20}")


def print_tuning(queries: Sequence[Judged], sides: Mapping[str, Sides], ids: Sequence[str]) -> None:
    """What tuning gains on queries it did not see, what each fold chose, and how flat the top is."""
    figures = {name: per_query(queries, sides, ids, ranker) for name, ranker in TUNED.items()}
    chosen = held_out(queries, figures)
    found = by_type(queries, {key: one for key, (_, one) in chosen.items()})
    print("\nFixed scale, tuned by five-fold cross-validation: each query under what the other folds chose")
    print("  " + " · ".join(f"{kind.value} {_cell(one)}" for kind, one in found.items()), end="")
    print(f" · mean {_cell(average(list(found.values())))}")
    for name in sorted({name for name, _ in chosen.values()}):
        print(f"  chosen by a fold: {name}")
    quality = {name: average(list(by_type(queries, one).values())).ndcg for name, one in figures.items()}
    for name in sorted(quality, key=lambda name: -quality[name])[:8]:
        print(f"  best on all: {name}: {quality[name]:.3f}")


def print_thresholds(queries: Sequence[Judged], sides: Mapping[str, Sides], ids: Sequence[str]) -> None:
    """What thresholds on our score, and on words alone, silence and keep."""
    for name, ranker in (("the fused score", OURS), ("coverage alone", RANKERS["coverage"])):
        print(f"\nThreshold on {name}: unanswerable queries that find nothing / answers kept of those found")
        for cut in cuts(queries, sides, ids, ranker, THRESHOLDS):
            print(f"  {cut.threshold:.2f}   {cut.silent:6.1%}   {cut.kept:6.1%}")


def _cell(figures: Figures) -> str:
    return f"{figures.ndcg:.3f} {figures.recall:.3f} {figures.mrr:.3f}"


if __name__ == "__main__":
    main()
