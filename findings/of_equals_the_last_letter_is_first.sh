#!/usr/bin/env bash
# A search puts the right passage first and gives all five the same score. The usual measure finds it in the last place: 0.2
# in place of 1. Call it "z" and not "a", and the same search is perfect. Scores that differ in the ninth digit are the same,
# too.
#
# Library: pytrec-eval-terrier 0.5.11 (RelevanceEvaluator: trec_eval, for Python).
# Guess, written down before the run: of equal scores the order is the one in which the passages are given, as the search had
# them.
# Behaviour: the ranks that a search gives are not looked at. Passages are sorted by score and, where these are equal, by
# name, backwards. A score is kept as a float of 32 bits, so that 0.900000001 and 0.9 are equal. Searches by words give equal
# scores to what has the same words, filters to everything they let pass; with names that count up (p01, p02, …), the passage
# that stands last in the guide wins. A change of names changes the result of a comparison, and no search was changed.
# Output seen (the reciprocal rank of the right passage, which the search has first of five):
#   scores 5 4 3 2 1, named a:              1.0
#   equal scores, named a:                  0.2
#   equal scores, named z:                  1.0
#   0.900000001 before 0.9, named a:        0.2
#   0.9001 before 0.9, named a:             1.0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pytrec-eval-terrier==0.5.11"
cat >"$here/try.py" <<'PYTHON'
import sys

import pytrec_eval


def reciprocal_rank(right, scores):
    """Of a search that has the right passage first and four others behind it."""
    found = dict(zip([right, "m1", "m2", "m3", "m4"], scores, strict=True))
    judge = pytrec_eval.RelevanceEvaluator({"question": {right: 1}}, {"recip_rank"})
    return round(judge.evaluate({"question": found})["question"]["recip_rank"], 4)


seen = {
    "scores 5 4 3 2 1, named a:": reciprocal_rank("a", [5.0, 4.0, 3.0, 2.0, 1.0]),
    "equal scores, named a:": reciprocal_rank("a", [1.0] * 5),
    "equal scores, named z:": reciprocal_rank("z", [1.0] * 5),
    "0.900000001 before 0.9, named a:": reciprocal_rank("a", [0.900000001] + [0.9] * 4),
    "0.9001 before 0.9, named a:": reciprocal_rank("a", [0.9001] + [0.9] * 4),
}
for name, value in seen.items():
    print(f"{name:39} {value}")
sys.exit(list(seen.values()) != [1.0, 0.2, 1.0, 0.2, 1.0])
PYTHON
"$here/venv/bin/python" "$here/try.py"
