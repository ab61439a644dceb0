#!/usr/bin/env bash
# Three scores, one on a line, as a model writes them and as files of lines of JSON have them, are read with the usual mender
# of JSON: what comes back is the third. Give one of them a remark of its own, and all three come.
#
# Library: json-repair 0.64.6 (loads, from_file).
# Guess: none was written down for this one; it was met in a list of forty texts. One would have guessed a list of three, as
# it comes for objects that differ, or the first, or an error.
# Behaviour: an object that has the same fields, with values of the same kinds, as the one before it is taken for a later
# state of it and replaces it (a comma between them says otherwise). Whether something is lost depends on what is in it: a list
# that is empty in one of them, or a null, makes them two. The result changes its type with it, from a dictionary to a list.
# A test with two different objects sees nothing.
# Output seen:
#   three scores:   {'id': 3, 'score': 9}
#   one has a note: [{'id': 1, 'score': 5}, {'id': 2, 'score': 7, 'note': 'late'}, {'id': 3, 'score': 9}]
#   one is null:    [{'id': 1, 'score': 5}, {'id': 2, 'score': None}, {'id': 3, 'score': 9}]
#   with commas:    [{'id': 1, 'score': 5}, {'id': 2, 'score': 7}, {'id': 3, 'score': 9}]
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "json-repair==0.64.6"
cat >"$here/try.py" <<'PYTHON'
import json
import sys

import json_repair

SCORES = [{"id": 1, "score": 5}, {"id": 2, "score": 7}, {"id": 3, "score": 9}]


def read(objects, between="\n"):
    return json_repair.loads(between.join(map(json.dumps, objects)))


noted = [SCORES[0], {**SCORES[1], "note": "late"}, SCORES[2]]
unscored = [SCORES[0], {**SCORES[1], "score": None}, SCORES[2]]
seen = {
    "three scores:  ": (read(SCORES), SCORES[2]),
    "one has a note:": (read(noted), noted),
    "one is null:   ": (read(unscored), unscored),
    "with commas:   ": (read(SCORES, ", "), SCORES),
}
for name, (value, _) in seen.items():
    print(name, value)
sys.exit(any(value != expected for value, expected in seen.values()))
PYTHON
"$here/venv/bin/python" "$here/try.py"
