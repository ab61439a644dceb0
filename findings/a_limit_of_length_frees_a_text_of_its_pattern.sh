#!/usr/bin/env bash
# A text that has to look like "Q3" is held to it while a model writes. With a limit of its length beside the pattern, it may be
# anything; and a score from 0 to 10 may be -999, though the schema that the model is held to says otherwise.
#
# Libraries: outlines-core 0.2.14 (json_schema.build_regex_from_schema), beside jsonschema 4.26.0 for what the schema means.
# Guess, written down before the run: the bounds of a number are kept or refused with an error, as other words of the
# schema are that it has no way for. (Of the pattern beside a length none was written down: it was met on the way.)
# Behaviour: of a length and a pattern only the length goes into the expression, and nothing says so. minimum, maximum,
# multipleOf and uniqueItems are read over. A format that it does not know raises, so that one takes silence for consent. A
# field of pydantic with ge and le, or with a pattern and a max_length, has just these words in its schema.
# Output seen (may be written; is valid by the schema):
#   pattern          "Q3" True True    "xx" False False
#   pattern, length  "Q3" True True    "xx" True False
#   0 to 10          7 True True    -999 True False
#   a format it does not know: ValueError
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "outlines-core==0.2.14" "jsonschema==4.26.0"
cat >"$here/try.py" <<'PYTHON'
import json
import re
import sys

from jsonschema import Draft202012Validator
from outlines_core.json_schema import build_regex_from_schema

quarter = {"type": "string", "pattern": "^Q[1-4]$"}
tried = {
    "pattern": (quarter, "Q3", "xx"),
    "pattern, length": (quarter | {"maxLength": 2}, "Q3", "xx"),
    "0 to 10": ({"type": "integer", "minimum": 0, "maximum": 10}, 7, -999),
}
seen = {}
for name, (schema, *values) in tried.items():
    expression = build_regex_from_schema(json.dumps(schema))
    seen[name] = [
        (
            re.fullmatch(expression, json.dumps(value)) is not None,
            Draft202012Validator(schema).is_valid(value),
        )
        for value in values
    ]
    print(f"{name:16}", "    ".join(f"{json.dumps(v)} {a} {b}" for v, (a, b) in zip(values, seen[name])))
try:
    build_regex_from_schema('{"type": "string", "format": "uri-reference"}')
    unknown = "taken"
except ValueError:
    unknown = "ValueError"
print("a format it does not know:", unknown)
fine, held, loose = (True, True), (False, False), (True, False)
sys.exit(not (list(seen.values()) == [[fine, held], [fine, loose], [fine, loose]] and unknown == "ValueError"))
PYTHON
"$here/venv/bin/python" "$here/try.py"
