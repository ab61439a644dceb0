#!/usr/bin/env bash
# A JSON text that stops in the middle, as one streamed by a model does, is read with "partial" parsing: strings and words that
# are cut are left out, numbers are not. A score of 85 that has arrived up to its 8 is 8, and valid.
#
# Libraries: pydantic 2.14.4 with pydantic-core 2.50.5 (from_json, TypeAdapter with experimental_allow_partial), and
# langchain-core 1.8.3 (parse_partial_json).
# Guess, written down before the run: what may go on is left out until it is known to be over: a number at the very end
# like a string, unless a comma or bracket follows.
# Behaviour: a cut string, "tru", "8." and "1e" are dropped, "8" and "-1" are kept as numbers. Bounds do not help (0 to 100
# takes 8), nor does a look at what was dropped: nothing was. An answer that ends at the limit of tokens is a wrong score;
# one that is shown while it comes runs from 8 to 85 before one's eyes.
# Output seen (the same text, one sign later each):
#   {"why": "go         -> {}
#   {"done": tru        -> {}
#   {"score": 8         -> {'score': 8}
#   {"score": 85        -> {'score': 85}
#   {"score": 85.       -> {}
#   validated, 0 to 100 -> 8
#   langchain-core      -> {'score': 8}
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pydantic==2.14.4" "langchain-core==1.8.3"
cat >"$here/try.py" <<'PYTHON'
import sys
from typing import Annotated

from annotated_types import Ge, Le
from langchain_core.utils.json import parse_partial_json
from pydantic import TypeAdapter
from pydantic_core import from_json
from typing_extensions import TypedDict


class Judged(TypedDict, total=False):
    score: Annotated[int, Ge(0), Le(100)]


cut = ('{"why": "go', '{"done": tru', '{"score": 8', '{"score": 85', '{"score": 85.')
seen = {text: from_json(text, allow_partial=True) for text in cut}
for text, value in seen.items():
    print(f"{text:19} -> {value}")
judged = TypeAdapter(Judged).validate_json('{"score": 8', experimental_allow_partial=True)["score"]
print(f"{'validated, 0 to 100':19} -> {judged}")
other = parse_partial_json('{"score": 8')
print(f"{'langchain-core':19} -> {other}")
expected = [{}, {}, {"score": 8}, {"score": 85}, {}]
sys.exit(not (list(seen.values()) == expected and judged == 8 and other == {"score": 8}))
PYTHON
"$here/venv/bin/python" "$here/try.py"
