#!/usr/bin/env bash
# Marks go from 0 to 10 in steps of a tenth. The server's model takes all of the 101, and says so in its schema; a form in the
# browser and a second program, which check by that schema, refuse 33 of them: 0.3, 0.6, 0.7, 1.2 …
#
# Libraries: pydantic 2.14.4 (multiple_of=0.1, model_json_schema), jsonschema 4.26.0 and ajv 8.20.0, beside fastjsonschema
# 2.22.3 and zod 4.6.7. python-jsonschema/jsonschema#185 has been told of it in 2014, #1433 in 2025.
# Guess, written down before the run: each takes every mark with one decimal.
# Behaviour: the mark is divided by the step as floats are, and has to be whole to the last bit: 0.3 / 0.1 is
# 2.9999999999999996. The others allow for that. Both that refuse agree to the digit, so that one believes them; 0.1, 0.2, 0.4
# and 0.5, by which one tries it, are taken. In steps of a hundredth it is 159 of 1001; halves and quarters are all right.
# Output seen (of 101 marks are refused):
#   pydantic         0
#   jsonschema      33: 0.3, 0.6, 0.7, 1.2, 1.4, 1.9 …
#   ajv             33: 0.3, 0.6, 0.7, 1.2, 1.4, 1.9 …
#   fastjsonschema   0
#   zod              0
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pydantic==2.14.4" "jsonschema==4.26.0" "fastjsonschema==2.22.3"
npm install --silent --no-audit --no-fund --prefix "$here" "ajv@8.20.0" "zod@4.6.7" >/dev/null
cat >"$here/try.cjs" <<'NODE'
const { readFileSync } = require('fs');
const Ajv = require('ajv/dist/2020').default;
const { z } = require('zod');
const byAjv = new Ajv().compile(JSON.parse(readFileSync(process.argv[2], 'utf8')));
const byZod = z.object({ mark: z.number().min(0).max(10).multipleOf(0.1) });
const marks = Array.from({ length: 101 }, (_, n) => n / 10);
const ajv = marks.filter((mark) => !byAjv({ mark }));
const zod = marks.filter((mark) => !byZod.safeParse({ mark }).success);
console.log(JSON.stringify({ ajv, zod }));
NODE
cat >"$here/try.py" <<'PYTHON'
import json
import subprocess
import sys

import fastjsonschema
import jsonschema
from pydantic import BaseModel, Field, ValidationError


class Answer(BaseModel):
    mark: float = Field(ge=0, le=10, multiple_of=0.1)


schema = Answer.model_json_schema()
compiled = fastjsonschema.compile(schema)
MARKS = [number / 10 for number in range(101)]


def refused(check, *errors):
    found = []
    for mark in MARKS:
        try:
            check({"mark": mark})
        except errors:
            found.append(mark)
    return found


here = sys.argv[1]
with open(f"{here}/schema.json", "w") as file:
    json.dump(schema, file)
by_node = json.loads(subprocess.check_output(["node", f"{here}/try.cjs", f"{here}/schema.json"]))
seen = {
    "pydantic": refused(Answer.model_validate, ValidationError),
    "jsonschema": refused(lambda one: jsonschema.validate(one, schema), jsonschema.ValidationError),
    "ajv": by_node["ajv"],
    "fastjsonschema": refused(compiled, fastjsonschema.JsonSchemaValueException),
    "zod": by_node["zod"],
}
for name, marks in seen.items():
    print(f"{name:14} {len(marks):3}" + (": " + ", ".join(map(str, marks[:6])) + " …" if marks else ""))
same = seen["jsonschema"] == seen["ajv"] and seen["ajv"][:6] == [0.3, 0.6, 0.7, 1.2, 1.4, 1.9]
sys.exit(not (same and [len(marks) for marks in seen.values()] == [0, 33, 33, 0, 0]))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here"
