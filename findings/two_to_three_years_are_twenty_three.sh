#!/usr/bin/env bash
# "It took 2-3 years and cost 1/2 of it", with its figures put into words for a voice, took twenty-three years and cost twelve
# of it.
#
# Library: inflect 7.6.0 (engine.number_to_words), beside num2words 0.5.14.
# jaraco/inflect#226 tells it of small floats (1e-06 was "one hundred and six"), which are right by now.
# Guess, written down before the run for 1e-07 alone: it raises, or is "zero point …", and so it is. For the others of the same
# list one would have guessed that they raise, as in the other library, or are said part by part.
# Behaviour: all signs but digits, the point and a leading sign are taken out, and what is left is said: a range, a fraction and
# a ratio become one number of all their digits, 1e3 is thirteen and 5 % is five. The minus of a word processor goes as well.
# Nothing is raised.
# Output seen:
#   2-3      twenty-three
#   1/2      twelve
#   3:2      thirty-two
#   1e3      thirteen
#   5 %      five
#   −5       five
#   -5       minus five
#   num2words raises for: 2-3, 1/2, 3:2, 5 %, −5
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "inflect==7.6.0" "num2words==0.5.14"
cat >"$here/try.py" <<'PYTHON'
import sys
from decimal import InvalidOperation

import inflect
from num2words import num2words

FIGURES = ("2-3", "1/2", "3:2", "1e3", "5 %", "\u22125", "-5")


def refused(figure):
    try:
        num2words(figure)
    except InvalidOperation:
        return True
    return False


engine = inflect.engine()
seen = [engine.number_to_words(figure) for figure in FIGURES]
raised = [figure for figure in FIGURES if refused(figure)]
for figure, words in zip(FIGURES, seen):
    print(f"{figure:8} {words}")
print("num2words raises for:", ", ".join(raised))
expected = ["twenty-three", "twelve", "thirty-two", "thirteen", "five", "five", "minus five"]
sys.exit(not (seen == expected and raised == ["2-3", "1/2", "3:2", "5 %", "\u22125"]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
