#!/usr/bin/env bash
# "Two point five million", as people say sums, is 2 for one reader of spoken numbers and two numbers for another, which in
# French writes "2,5000000": two and a half. "Two million five hundred thousand" is out by 1500.
#
# Libraries: word2number 1.1 (word_to_num), text2num 3.1.0 (alpha2digit).
# Guess, written down before the run (with "half a million" as the other case): what is not understood raises an error or
# stays in words; what comes back as a number is the number.
# Behaviour: neither multiplies a fraction by what follows it. word2number drops both, the fraction and the million; where
# a sum ends in thousands after its millions it adds 1000 and their count once more; a year said in pairs is none. text2num
# begins another number after the fraction: with a space in English, and without one in French, where the result is one
# plain, small number. Whole millions, and fractions alone, are right in both.
# Output seen:
#   two point five million             word2number 2        text2num 2.5 1000000
#   two million five hundred thousand  word2number 2501500  text2num 2500000
#   nineteen ninety nine               word2number 1719     text2num 19 99
#   two million                        word2number 2000000  text2num 2000000
#   two point five                     word2number 2.5      text2num 2.5
#   deux virgule cinq millions         text2num 2,5000000
#   deux millions                      text2num 2000000
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "word2number==1.1" "text2num==3.1.0"
cat >"$here/try.py" <<'PYTHON'
import sys

from text_to_num import alpha2digit
from word2number import w2n

expected = {
    "two point five million": (2, "2.5 1000000"),
    "two million five hundred thousand": (2501500, "2500000"),
    "nineteen ninety nine": (1719, "19 99"),
    "two million": (2000000, "2000000"),
    "two point five": (2.5, "2.5"),
}
seen = {said: (w2n.word_to_num(said), alpha2digit(said, "en")) for said in expected}
for said, (one, other) in seen.items():
    print(f"{said:34} word2number {one!s:8} text2num {other}")
french = {said: alpha2digit(said, "fr") for said in ("deux virgule cinq millions", "deux millions")}
for said, value in french.items():
    print(f"{said:34} text2num {value}")
sys.exit(not (seen == expected and list(french.values()) == ["2,5000000", "2000000"]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
