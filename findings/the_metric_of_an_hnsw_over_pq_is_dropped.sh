#!/usr/bin/env bash
# An index that is made by its name for inner products searches by distance instead, without a word: of the ten best
# neighbours it finds none.
#
# Library: faiss-cpu 1.15.1 (index_factory with METRIC_INNER_PRODUCT), numpy 2.
# facebookresearch/faiss#1621 asks about it.
# Guess, written down before the run: index_factory hands the metric to whatever it makes, or refuses ("only METRIC_L2"),
# as it does for LSH and for IVF…,PQ8+8.
# Behaviour: "HNSW32,PQ8" (and "IVF16,ITQ16,SH") comes out with metric_type METRIC_L2. The same graph over another code
# ("HNSW32,SQ8") and the same code in another index ("PQ8", "IVF16,PQ8") keep the one that was asked for. With vectors of one
# length nobody would notice; with others, long vectors, which win by inner product, lose by distance. Scores are distances,
# so that the best has the lowest and a threshold turns over.
# Output seen (how many of the ten best by inner product are found, in the mean over 50 queries):
#   HNSW32,PQ8  metric L2             found  0.0
#   HNSW32,SQ8  metric INNER_PRODUCT  found  9.5
#   PQ8         metric INNER_PRODUCT  found  7.5
#   Flat        metric INNER_PRODUCT  found 10.0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "faiss-cpu==1.15.1" "numpy<3"
cat >"$here/try.py" <<'PYTHON'
import sys

import faiss
import numpy as np

rng = np.random.default_rng(0)
rows = rng.normal(size=(10_240, 16)).astype(np.float32)
rows *= rng.uniform(0.2, 3, size=(len(rows), 1)).astype(np.float32)
queries = rng.normal(size=(50, 16)).astype(np.float32)
best = np.argsort(-(queries @ rows.T), axis=1)[:, :10]


def tried(name):
    index = faiss.index_factory(16, name, faiss.METRIC_INNER_PRODUCT)
    index.train(rows)
    index.add(rows)
    _, found = index.search(queries, 10)
    metric = {faiss.METRIC_L2: "L2", faiss.METRIC_INNER_PRODUCT: "INNER_PRODUCT"}[index.metric_type]
    return metric, np.mean([len(set(here) & set(there)) for here, there in zip(found, best, strict=True)])


seen = {name: tried(name) for name in ("HNSW32,PQ8", "HNSW32,SQ8", "PQ8", "Flat")}
for name, (metric, found) in seen.items():
    print(f"{name:11} metric {metric:14} found {found:4.1f}")
kept = [metric for metric, _ in seen.values()] == ["L2", "INNER_PRODUCT", "INNER_PRODUCT", "INNER_PRODUCT"]
sys.exit(not (kept and seen["HNSW32,PQ8"][1] < 2 and seen["PQ8"][1] > 6 and seen["Flat"][1] == 10))
PYTHON
"$here/venv/bin/python" "$here/try.py"
