#!/usr/bin/env bash
# An index of distances is kept in bytes, to a quarter of its size, which costs a little exactness. To a question at (1, 0) the
# passages at (1, 0) and (10, 0) are both at distance 0, and half of all best passages are others than before.
#
# Library: usearch 2.26.6 (Index with dtype="i8" and metric="l2sq" or "ip"), numpy 2. unum-cloud/USearch#405 tells of the signs
# and sizes of its distances.
# Guess, written down before the run: distances are those of the exact index up to a scale and some percent.
# Behaviour: each vector is stretched to the length of a byte's range before it is rounded, the stored ones and the question, so
# that there are only directions, whatever the metric is called. What is left is the order by angle: among vectors of one length
# that is the order that was asked for, and a model that gives such vectors hides it. dtype="f16" keeps lengths. Nothing is
# raised; the distances of "ip" are whole numbers about -16000, in no unit of one's own.
# Output seen (100 questions to 500 vectors of lengths .5 to 5, all compared; the best is the one that it is by numpy):
#   l2sq f32  best found 100
#   l2sq f16  best found 100
#   l2sq i8   best found 47
#   ip   f32  best found 100
#   ip   f16  best found 100
#   ip   i8   best found 26
#   (1, 0) to (1, 0) and to (10, 0): f32 0.0 and 81.0, i8 0.0 and 0.0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "usearch==2.26.6" "numpy<3"
cat >"$here/try.py" <<'PYTHON'
import sys

import numpy as np
from usearch.index import Index

random = np.random.default_rng(0)
vectors = random.normal(size=(500, 16))
vectors *= random.uniform(0.5, 5, size=(500, 1)) / np.linalg.norm(vectors, axis=1, keepdims=True)
vectors, questions = vectors.astype("float32"), random.normal(size=(100, 16)).astype("float32")
apart = {
    "l2sq": ((questions[:, None] - vectors[None]) ** 2).sum(axis=2),
    "ip": -questions @ vectors.T,
}


def best(metric, kind):
    """For how many of the questions the best vector is found, with all of them compared."""
    index = Index(ndim=16, metric=metric, dtype=kind)
    index.add(np.arange(500), vectors)
    keys = index.search(questions, 1, exact=True).keys[:, 0]
    return int((keys == apart[metric].argmin(axis=1)).sum())


def distances(kind):
    """From (1, 0) to itself and to (10, 0)."""
    index = Index(ndim=2, metric="l2sq", dtype=kind)
    index.add([1, 10], np.array([[1, 0], [10, 0]], dtype="float32"))
    matches = index.search(np.array([1, 0], dtype="float32"), 2, exact=True)
    found = dict(zip(matches.keys.tolist(), matches.distances.tolist()))
    return found[1], found[10]


seen = {(metric, kind): best(metric, kind) for metric in apart for kind in ("f32", "f16", "i8")}
for (metric, kind), count in seen.items():
    print(f"{metric:4} {kind:4} best found {count}")
exact, bytes_only = distances("f32"), distances("i8")
print("(1, 0) to (1, 0) and to (10, 0): f32 {} and {}, i8 {} and {}".format(*exact, *bytes_only))
floats = all(count >= 98 for (_, kind), count in seen.items() if kind != "i8")
lost = seen["l2sq", "i8"] < 60 and seen["ip", "i8"] < 40
sys.exit(not (floats and lost and exact == (0.0, 81.0) and bytes_only == (0.0, 0.0)))
PYTHON
"$here/venv/bin/python" "$here/try.py"
