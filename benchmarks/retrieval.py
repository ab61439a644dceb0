"""Retrieval beside EnsembleRetriever: `python -m benchmarks.retrieval [--large] [--other CHECKOUT]`.

Times are of the processor, which other work on the machine disturbs less. With `--other`, another checkout
measures the same, the two taking turns: the medians of both, and the ratio.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
from platformdirs import user_cache_path

from domain.guide import Guide, Source, TalkingPoint, TalkingPointKind
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.library import Library
from knowledge.search import weights
from knowledge.search.embed import Embedder, Vectors, local_embedder

QUERIES = 220
WARM_UP = 20
K = 8

Ask = Callable[[str], object]
# Topics and words of made-up guides: real words, so that the tokenizer sees what it would see.
SUBJECTS = (
    "cache index queue pipeline model service cluster dashboard migration release incident budget schema "
    "contract interview mentor deadline customer vendor audit latency throughput accuracy recall drift "
    "retrieval embedding tokenizer transformer gradient feature label dataset warehouse stream batch"
).split()
VERBS = (
    "built moved measured reduced tested replaced explained scaled designed reviewed automated fixed".split()
)
DETAILS = (
    "nightly weekly quarterly carefully because although several three nine forty percent users teams "
    "regions requests tables notebooks engineers reviewers alerts rollbacks experiments thresholds "
    "partitions replicas tokens prompts chunks shards retries timeouts checkpoints baselines".split()
)


def main() -> None:
    """Measure each size and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="100,000 passages as well, with made-up vectors")
    parser.add_argument("--sizes", type=int, nargs="+", help="how many passages, instead of the usual sizes")
    parser.add_argument("--other", type=Path, help="another checkout to compare with")
    parser.add_argument("--rounds", type=int, default=3, help="how often each of the two measures")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--open", nargs=2, metavar=("FOLDER", "SIZE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.open:
        print(json.dumps(cold_open(Path(options.open[0]), int(options.open[1]))))
        return
    if importlib.util.find_spec("langchain_classic") is None:
        # What it is measured beside comes with nothing that we install.
        raise SystemExit(
            "Install langchain-classic first (`uv pip install langchain-classic`): ours is held against it."
        )
    sizes = options.sizes or [1_000, 10_000, *([100_000] if options.large else [])]
    if options.other:
        beside(options.other.resolve(), sizes, options.rounds)
        return
    embedder = local_embedder(user_cache_path("mock-interviewer"))
    if embedder is None:
        raise SystemExit(weights.missing_hint())
    rows = [measure(size, embedder) for size in sizes]
    if options.json:
        print(json.dumps(rows))
        return
    for column in rows[0]:
        print(f"{column:44}" + "".join(f"{row[column]:>16}" for row in rows))


def beside(other: Path, sizes: list[int], rounds: int) -> None:
    """Print what this checkout and `other` measured, and the ratios."""
    checkouts = [Path(__file__).resolve().parent.parent, other]
    found: list[list[list[dict[str, str]]]] = [[] for _ in checkouts]
    for number in range(rounds):
        # Whoever comes first in one round comes last in the next.
        for at in sorted(range(len(checkouts)), reverse=number % 2 == 1):
            done = subprocess.run(
                [sys.executable, __file__, "--json", "--sizes", *map(str, sizes)],
                env=os.environ | {"PYTHONPATH": _path_of(checkouts[at])},
                stdout=subprocess.PIPE, check=True, text=True,
            )  # fmt: skip
            found[at].append(json.loads(done.stdout.splitlines()[-1]))
    for at, size in enumerate(sizes):
        print(f"{size:,} passages")
        for column in found[0][0][at]:
            ours, theirs = ([_figure(each[at][column]) for each in rows] for rows in found)
            ratio = median(ours) / median(theirs) if median(theirs) else float("nan")
            print(f"{column:44} {median(ours):10.2f} {median(theirs):10.2f} {ratio:8.2f}")


def _path_of(checkout: Path) -> str:
    """Where modules are looked for: in `checkout` first, then where they are now."""
    return os.pathsep.join([str(checkout), *filter(None, [os.environ.get("PYTHONPATH")])])


def _figure(shown: str) -> float:
    """The number of a cell; of median and 95th percentile the latter."""
    return float(shown.rsplit("/", 1)[-1].replace(",", "").rstrip("x"))


def measure(size: int, model: Embedder) -> dict[str, str]:
    """One column of the table."""
    library = made_up(size)
    # Embedding 10,000 passages takes minutes and says nothing about search: documents get vectors of
    # chance, and queries go through the real model.
    embedder = RealQueries(model)
    queries = [f"How was the {random_words(seed, 5)}?" for seed in range(QUERIES)]
    with tempfile.TemporaryDirectory() as folder:
        knowledge, build, update = _built(library, Path(folder), embedder)
        cold = json.loads(
            subprocess.run(
                [sys.executable, __file__, "--open", folder, str(size)],
                capture_output=True, check=True, text=True,
            ).stdout
        )  # fmt: skip
        stored = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        took = _searched(knowledge, model, queries)
    return {
        "passages": f"{len(knowledge.index.units):,}",
        "index built, vectors given (s)": f"{build:.2f}",
        "one line changed, index updated (s)": f"{update:.2f}",
        "on disk (MB)": f"{stored / 1e6:.1f}",
        "index loaded, new process, imports too (s)": f"{cold['seconds']:.2f}",
        "  of it imports (s)": f"{cold['imports']:.2f}",
        "memory of that process (MB)": f"{cold['megabytes']:.0f}",
        "  of it guides, model, libraries (MB)": f"{cold['megabytes_before']:.0f}",
        "embedding a query alone, p50/p95 (ms)": spread(took["embedding"]),
        "search with embedding, p50/p95 (ms)": spread(took["ours"]),
        "search with a filter by kind, p50/p95 (ms)": spread(took["filtered"]),
        "search from the cache, p50/p95 (ms)": spread(took["cached"], digits=4),
        "EnsembleRetriever, rank-bm25, p50/p95 (ms)": spread(took["rank-bm25"]),
        "EnsembleRetriever, bm25s, p50/p95 (ms)": spread(took["bm25s"]),
        "  ours is faster than rank-bm25 by (p95)": times(took["rank-bm25"], took["ours"]),
        "  ours is faster than bm25s by (p95)": times(took["bm25s"], took["ours"]),
    }


def _built(library: Library, folder: Path, embedder: Embedder) -> tuple[KnowledgeBase, float, float]:
    """The index in `folder`, and the seconds it took to build it and to follow one line that changed."""
    started = time.process_time()
    knowledge = open_knowledge(library, folder, embedder)
    build = time.process_time() - started
    changed = library.model_copy(
        update={"guides": (one_line_changed(library.guides[0]), *library.guides[1:])}
    )
    started = time.process_time()
    open_knowledge(changed, folder, embedder)
    update = time.process_time() - started
    open_knowledge(library, folder, embedder)
    return knowledge, build, update


def _searched(knowledge: KnowledgeBase, model: Embedder, queries: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each query in each way."""
    from benchmarks.ensemble import ensemble  # noqa: PLC0415 -- its imports are timed in `cold_open`

    ways: dict[str, Ask] = {
        "embedding": model.embed_query,
        "ours": lambda query: knowledge.search(query, k=K),
        "filtered": lambda query: knowledge.search(query + "?", k=K, kinds={TalkingPointKind.STAR_STORY}),
        "rank-bm25": ensemble(knowledge, model, "rank-bm25", K),
        "bm25s": ensemble(knowledge, model, "bm25s", K),
    }
    took = in_turn(queries, ways)
    return took | in_turn(queries, {"cached": ways["ours"]})


class RealQueries:
    """Made-up vectors for documents, the model's for queries."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self.fingerprint = "benchmark"
        self.dimensions = model.dimensions

    def embed_documents(self, texts: list[str]) -> Vectors:
        """Reproducible directions: (texts, dimensions)."""
        if len(texts) == 1:
            return self._model.embed_documents(texts)
        chance = np.random.default_rng(zlib.crc32(texts[0].encode()))
        vectors = chance.standard_normal((len(texts), self.dimensions))
        unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def embed_query(self, text: str) -> Vectors:
        """The model's vector."""
        return self._model.embed_query(text)


def made_up(size: int) -> Library:
    """A library of `size` talking points in guides of 200, about 60 words each."""
    kinds = list(TalkingPointKind)
    points = [
        TalkingPoint(
            id=str(number),
            kind=kinds[number % len(kinds)],
            title=f"How was the {random_words(number, 6)}?",
            text=f"We {random_words(number + size, 60)}.",
            source=Source(guide=f"{number // 200}.md", first_line=number + 1, last_line=number + 1),
        )
        for number in range(size)
    ]
    guides = tuple(
        Guide(
            name=f"{start // 200}.md",
            digest="",
            lines=size,
            talking_points=tuple(points[start : start + 200]),
        )
        for start in range(0, size, 200)
    )
    return Library(guides=guides, unreadable=())


def random_words(seed: int, count: int) -> str:
    """`count` words, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join(chance.choice(chance.choice((SUBJECTS, VERBS, DETAILS))) for _ in range(count))


def one_line_changed(guide: Guide) -> Guide:
    """The guide with one answer changed."""
    first, *others = guide.talking_points
    changed = first.model_copy(update={"text": first.text + " And one more thing."})
    return guide.model_copy(update={"talking_points": (changed, *others)})


def in_turn(queries: list[str], ways: dict[str, Ask]) -> dict[str, list[float]]:
    """Milliseconds of each query in each way; the ways take turns, so that a busy moment hits them all."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for query in queries:
        for name, ask in ways.items():
            started = time.process_time()
            ask(query)
            took[name].append((time.process_time() - started) * 1000)
    return {name: values[WARM_UP:] for name, values in took.items()}


def spread(milliseconds: list[float], digits: int = 2) -> str:
    """Median and 95th percentile."""
    return "/".join(f"{np.percentile(milliseconds, percent):.{digits}f}" for percent in (50, 95))


def times(slower: list[float], faster: list[float]) -> str:
    """The ratio of 95th percentiles."""
    return f"{np.percentile(slower, 95) / np.percentile(faster, 95):.1f}x"


def cold_open(folder: Path, size: int) -> dict[str, float]:
    """In a new process: load the index, once the guides are read and the model is there."""
    library = made_up(size)
    model = local_embedder(user_cache_path("mock-interviewer"))
    assert model is not None
    started = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import faiss  # noqa: F401, PLC0415  (timed)
        import langchain_community.vectorstores.faiss  # noqa: F401, PLC0415  (timed)
    imports = time.process_time() - started
    before = resident_bytes()
    open_knowledge(library, folder, RealQueries(model)).search("How was the migration?")
    return {
        "seconds": time.process_time() - started,
        "imports": imports,
        "megabytes": resident_bytes() / 1e6,
        "megabytes_before": before / 1e6,
    }


def resident_bytes() -> int:
    """Memory of this process that is in RAM (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


if __name__ == "__main__":
    main()
