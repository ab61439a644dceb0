#!/usr/bin/env bash
# Of two graders beside a first, quadratic weighted kappa finds the one who errs by four marks of five nearer than the one who
# errs by one: where nobody gave 2, 3 or 4, a 5 for a 1 is a step like any other.
#
# Library: scikit-learn 1.9.1 (cohen_kappa_score with weights="quadratic" or "linear").
# Guess, written down before the run: a weighted kappa of numbers weighs by the distance of the numbers.
# Behaviour: it weighs by the places of the labels among those that occur, so that a small sample, in which some marks are never
# given, has another scale than a large one, and the ranking of two judges can turn round. With `labels=` naming the
# whole scale it is by the distance of equally spaced marks; marks such as 0, 1, 4 have no way to say that they are not.
# Output seen:
#   as called:         off by four .909, off by one .889
#   labels=0..5 named: off by four .786, off by one .984
#   linear, as called: off by four .862, off by one .846
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "scikit-learn==1.9.1" "numpy==2.4.6"
cat >"$here/try.py" <<'PYTHON'
import sys

from sklearn.metrics import cohen_kappa_score

FIRST = [0, 0, 1, 1, 5, 5, 0, 1]
OFF_BY_FOUR = [0, 0, 1, 5, 5, 5, 0, 1]
OFF_BY_ONE = [0, 1, 1, 1, 5, 5, 0, 1]


def both(**how):
    return tuple(round(float(cohen_kappa_score(FIRST, other, **how)), 3) for other in (OFF_BY_FOUR, OFF_BY_ONE))


called = both(weights="quadratic")
named = both(weights="quadratic", labels=[0, 1, 2, 3, 4, 5])
linear = both(weights="linear")
for name, (four, one) in (("as called:        ", called), ("labels=0..5 named:", named), ("linear, as called:", linear)):
    print(name, f"off by four {four:.3f}, off by one {one:.3f}".replace("0.", "."))
sys.exit(not (called == (0.909, 0.889) and named == (0.786, 0.984) and linear[0] > linear[1]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
