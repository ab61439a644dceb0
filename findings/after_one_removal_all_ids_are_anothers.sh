#!/usr/bin/env bash
# An index that was given ids of its own is asked to forget one of a thousand passages. It forgets it, says "1", and from then
# on finds every other passage under the id of the next one.
#
# Library: faiss-cpu 1.15.1 (index_factory, remove_ids), numpy 2. facebookresearch/faiss#1379 and #2409 ask about it.
# Guess, written down before the run: a map of ids before an index either forgets with it, whatever the index is, or refuses,
# as it does over HNSW ("remove_ids not implemented for this type of index").
# Behaviour: the map closes the gap in its own list, since the flat index below does the same. An inverted file (IVF) keeps
# the numbers it was given, so that the two are off by one from the gap on. Distances are right, nothing is raised, the
# total is right, the last passage has the id -1. "IVF16,Flat" takes ids without a map and forgets well: one word too many
# in the name, which helps the index it is copied from, does it.
# Output seen (ids right before, ids right after removing the first of 1,000, what 5001 and 5999 are found as):
#   IDMap,Flat        1000  999  5001 5999
#   IVF16,Flat        1000  999  5001 5999
#   IDMap,IVF16,Flat  1000    0  5002 -1
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

vectors = np.random.default_rng(0).normal(size=(1000, 8)).astype("float32")
ids = np.arange(5000, 6000)


def found(index):
    return index.search(vectors, 1)[1][:, 0]


def tried(name):
    index = faiss.index_factory(8, name)
    index.train(vectors)
    index.add_with_ids(vectors, ids)
    if "IVF" in name:
        faiss.extract_index_ivf(index).nprobe = 16
    before = int((found(index) == ids).sum())
    assert index.remove_ids(ids[:1]) == 1 and index.ntotal == 999
    after = found(index)
    return before, int((after[1:] == ids[1:]).sum()), int(after[1]), int(after[-1])


expected = {
    "IDMap,Flat": (1000, 999, 5001, 5999),
    "IVF16,Flat": (1000, 999, 5001, 5999),
    "IDMap,IVF16,Flat": (1000, 0, 5002, -1),
}
seen = {name: tried(name) for name in expected}
for name, (before, after, second, last) in seen.items():
    print(f"{name:16} {before:5} {after:4}  {second} {last}")
sys.exit(seen != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
