#!/usr/bin/env bash
# "Describe the fire system in detail, from top to bottom" has no words, once the words that say nothing are left out; and "the
# plan never failed" is the same as "the plan failed", to all digits.
#
# Library: scikit-learn 1.9.1 (TfidfVectorizer with stop_words="english").
# Guess, written down before the run: the list holds words of grammar alone, so that "system", "fire" and "detail" count.
# Behaviour: among its 318 words are system, fire, describe, detail, interest, serious, sincere, bill, find, show, move, full,
# empty, top, bottom, first, last, five, ten, hundred, and every word that denies: no, not, never, nothing. A question made of
# them has a vector of noughts: each answer is as near as any other, and the question itself is not near to itself. Five plans
# and ten plans are one. Without the list all of it is there, and what is rare counts more anyway.
# Output seen (words that count, and how near the two are; with the list, without):
#   the question and itself  0 words  0.0   10 words  1.0
#   never failed, failed     2 words  1.0   4 words 0.78
#   no interest, interest    1 words  1.0   6 words 0.86
#   five plans, ten plans    2 words  1.0   4 words  0.6
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "scikit-learn==1.9.1" "numpy==2.4.6"
cat >"$here/try.py" <<'PYTHON'
import sys

from sklearn.feature_extraction.text import TfidfVectorizer

QUESTION = "Describe the fire system in detail, from top to bottom."
PAIRS = {
    "the question and itself": (QUESTION, QUESTION),
    "never failed, failed": ("The plan never failed.", "The plan failed."),
    "no interest, interest": ("She had no interest in pay.", "She had interest in pay."),
    "five plans, ten plans": ("We cut five plans.", "We cut ten plans."),
}


def near(pair, stop_words):
    """How many words of the first count, and the cosine of the two."""
    vectors = TfidfVectorizer(stop_words=stop_words).fit([*pair, "A nurse cut the waiting time."]).transform(pair)
    return vectors[0].nnz, round(float((vectors[0] @ vectors[1].T).sum()), 2)


seen = []
for name, pair in PAIRS.items():
    row = (*near(pair, "english"), *near(pair, None))
    print(f"{name:24} {row[0]} words {row[1]:4}   {row[2]} words {row[3]:4}")
    seen.append(row)
with_list = [row[:2] for row in seen]
without = [row[3] < 1 for row in seen]
sys.exit(not (with_list == [(0, 0.0), (2, 1.0), (1, 1.0), (2, 1.0)] and without == [False, True, True, True]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
