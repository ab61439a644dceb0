#!/usr/bin/env bash
# Passages of the guides 0, 1 and 2 are wanted, and those of 1 and 2 come; of guide 0 alone, and the passages of every guide come.
# Asked for guide 3, the same line raises a TypeError, so that the type of what is asked for seems to be looked after.
#
# Library: redisvl 0.28.0 (query.filter.Tag), whose filters are the text that is sent to Redis; "*" there is every document.
# redis/redis-vl-python#163 tells it of numbers (Num), where it was mended in 2024.
# Guess, written down before the run (for an empty list): nothing is found, or it raises. The nought was met beside it; one would
# have guessed "0", or the TypeError of 3.
# Behaviour: what Python holds for false is taken out of a list, and alone it is an empty list, before the type is looked at; a
# filter without a value is "*". In a list each number becomes its text, so that all but the nought are found. Without a value,
# "is not" asks for everything as well; and beside "or" such a filter is dropped, as it is beside "and", so that there it
# asks for less: everything, or guide 1, is guide 1.
# Output seen:
#   guide == [0, 1, 2]               @guide:{1|2}
#   guide == [0]                     *
#   guide == 0                       *
#   guide == 3                       TypeError
#   guide == '0'                     @guide:{0}
#   guide != [0]                     *
#   guide == [] or guide == '1'      @guide:{1}
#   number == 0                      @number:[0 0]
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "redisvl==0.28.0"
cat >"$here/try.py" <<'PYTHON'
import sys

from redisvl.query.filter import Num, Tag


def written(made):
    try:
        return str(made())
    except TypeError:
        return "TypeError"


seen = {
    "guide == [0, 1, 2]": written(lambda: Tag("guide") == [0, 1, 2]),
    "guide == [0]": written(lambda: Tag("guide") == [0]),
    "guide == 0": written(lambda: Tag("guide") == 0),
    "guide == 3": written(lambda: Tag("guide") == 3),
    "guide == '0'": written(lambda: Tag("guide") == "0"),
    "guide != [0]": written(lambda: Tag("guide") != [0]),
    "guide == [] or guide == '1'": written(lambda: (Tag("guide") == []) | (Tag("guide") == "1")),
    "number == 0": written(lambda: Num("number") == 0),
}
for asked, query in seen.items():
    print(f"{asked:32} {query}")
expected = ["@guide:{1|2}", "*", "*", "TypeError", "@guide:{0}", "*", "@guide:{1}", "@number:[0 0]"]
sys.exit(list(seen.values()) != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
