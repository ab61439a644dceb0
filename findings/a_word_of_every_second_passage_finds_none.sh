#!/usr/bin/env bash
# Of two passages one speaks of Postgres. Asked for "postgres", the search by words returns the other one: a word that stands
# in half of the passages counts for nothing, however well it tells them apart.
#
# Library: rank-bm25 0.2.2 (BM25Okapi), beside bm25s 0.3.16.
# Guess, written down before the run: a word of half of the passages still counts a bit, since the other half lacks it.
# Behaviour: its weight is log((N - n + .5) / (n + .5)), which is 0 at n = N / 2 (below, a floor made of the average is put in
# for negative ones). All scores are 0, and among equals get_top_n takes the last passages of the list. With few passages
# (two of two notes, four questions of which two are about one thing) that is the common case, and no score or error tells.
# The other library's weight has a 1 in it and cannot get there.
# Output seen:
#   rank-bm25: scores [0.0, 0.0] best: 'the team grew to nine people'
#   one more passage:  best: 'we moved the data to postgres'
#   bm25s:     best: 'we moved the data to postgres'
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "rank-bm25==0.2.2" "bm25s==0.3.16" "numpy<3"
cat >"$here/try.py" <<'PYTHON'
import sys

import bm25s
from rank_bm25 import BM25Okapi

PASSAGES = ["we moved the data to postgres", "the team grew to nine people"]


def best(passages):
    index = BM25Okapi([passage.split() for passage in passages])
    return index.get_scores(["postgres"]).tolist(), index.get_top_n(["postgres"], passages, n=1)[0]


scores, found = best(PASSAGES)
_, of_three = best([*PASSAGES, "the pager was loud"])
other = bm25s.BM25()
other.index([passage.split() for passage in PASSAGES], show_progress=False)
(ranked,), _ = other.retrieve([["postgres"]], k=1, show_progress=False)
print("rank-bm25: scores", scores, f"best: {found!r}")
print(f"one more passage:  best: {of_three!r}")
print(f"bm25s:     best: {PASSAGES[ranked[0]]!r}")
sys.exit((scores, found, of_three, PASSAGES[ranked[0]]) != ([0.0, 0.0], PASSAGES[1], PASSAGES[0], PASSAGES[0]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
