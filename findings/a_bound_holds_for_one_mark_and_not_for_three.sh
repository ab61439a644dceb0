#!/usr/bin/env bash
# A tool's schema says that a mark is from 1 to 5. The model made of it refuses a mark of 9, and takes a list of marks with a 9
# in it; a list that is to have no doubles takes them, drops one, and no longer has an order.
#
# Library: json-schema-to-pydantic 0.5.0 (create_model), pydantic 2.14.4, beside jsonschema 4.26.0 on the same schema.
# Guess, written down before the run: what the schema bounds is bounded in the model, or making the model raises, as it does for
# lists without "items".
# Behaviour: bounds and lengths are carried over for what stands directly in a field. Of a list's items, of the choices of
# "anyOf" and of what a "$ref" names (unless that is an object) only the type is left. "uniqueItems" makes a set of the list.
# The schemas of tools and of structured answers have their bounds just there: in lists of marks and in what may be null.
# Nothing says what was left out; the model's own schema lacks it, too.
# Output seen:
#   one mark:             9          model refuses   schema refuses
#   a list of marks:      [1, 9]     model takes     schema refuses
#   a mark or nothing:    9          model takes     schema refuses
#   a mark by $ref:       9          model takes     schema refuses
#   topics, no doubles:   ['b', 'a', 'b'] model takes     schema refuses
#   topics are kept as a set
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "json-schema-to-pydantic==0.5.0" "pydantic==2.14.4" "jsonschema==4.26.0"
cat >"$here/try.py" <<'PYTHON'
import sys

import jsonschema
from json_schema_to_pydantic import create_model
from pydantic import ValidationError

MARK = {"type": "integer", "minimum": 1, "maximum": 5}
CASES = {
    "one mark:": (MARK, 9),
    "a list of marks:": ({"type": "array", "items": MARK}, [1, 9]),
    "a mark or nothing:": ({"anyOf": [MARK, {"type": "null"}]}, 9),
    "a mark by $ref:": ({"$ref": "#/$defs/Mark"}, 9),
    "topics, no doubles:": ({"type": "array", "items": {"type": "string"}, "uniqueItems": True}, ["b", "a", "b"]),
}


def schema_of(part):
    properties = {"given": part}
    return {"title": "Given", "type": "object", "properties": properties, "required": ["given"], "$defs": {"Mark": MARK}}


def takes(check, value, error):
    try:
        check({"given": value})
    except error:
        return "refuses"
    return "takes"


seen = []
for name, (part, value) in CASES.items():
    model = create_model(schema_of(part))
    by_model = takes(model.model_validate, value, ValidationError)
    by_schema = takes(jsonschema.Draft202012Validator(schema_of(part)).validate, value, jsonschema.ValidationError)
    seen.append((by_model, by_schema))
    print(f"{name:21} {value!s:10} model {by_model:9} schema {by_schema}")
kind = type(model.model_validate({"given": ["b", "a"]}).given).__name__
print("topics are kept as a", kind)
sys.exit(not (seen == [("refuses", "refuses")] + [("takes", "refuses")] * 4 and kind == "set"))
PYTHON
"$here/venv/bin/python" "$here/try.py"
