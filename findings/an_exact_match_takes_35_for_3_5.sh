#!/usr/bin/env bash
# Programs are optimised and judged by an "exact match" of their answers. To it 3.5 is 35, -5 is 5, "> 5" is "< 5", and C++ is C.
#
# Library: dspy 3.4.1 (dspy.evaluate.answer_exact_match).
# Guess, written down before the run: case, articles and punctuation at the ends are ignored, so that "The answer." is
# "answer"; a figure stays what it is.
# Behaviour: the rules are those of a reading test with names and dates for answers: every sign of punctuation is taken out,
# wherever it stands, and "a", "an", "the" go as words (the answer "A" of four choices is an empty text). An optimiser keeps
# the prompt whose figures are wrong by a point or a sign, as it has full marks.
# Output seen:
#   3.5    for 35    exact: True
#   -5     for 5     exact: True
#   > 5    for < 5   exact: True
#   C++    for C     exact: True
#   A      for the   exact: True
#   36     for 35    exact: False
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "dspy==3.4.1"
cat >"$here/try.py" <<'PYTHON'
import sys

import dspy
from dspy.evaluate import answer_exact_match

PAIRS = [("3.5", "35"), ("-5", "5"), ("> 5", "< 5"), ("C++", "C"), ("A", "the"), ("36", "35")]
seen = []
for answer, right in PAIRS:
    exact = answer_exact_match(dspy.Example(answer=right), dspy.Prediction(answer=answer))
    print(f"{answer:6} for {right:5} exact: {exact}")
    seen.append(exact)
sys.exit(seen != [True] * 5 + [False])
PYTHON
DSPY_CACHEDIR="$here/cache" "$here/venv/bin/python" "$here/try.py"
