#!/usr/bin/env bash
# A record is read from JSON into a dataclass. An answer that was not given (null) is the word "None", "false" is true, 3.9
# points are 3, and one topic that came without its list is five topics of a letter each: none of it is refused.
#
# Libraries: mashumaro 3.23 (DataClassJSONMixin, its defaults), beside msgspec 0.23.0 on the same class.
# Guess, written down before the run (for "false" as a bool): it is refused. Of null, and of the list, none was written down;
# they were tried in the same run, and one would have guessed a refusal, too, as "three" for a number is one
# (InvalidFieldValue).
# Behaviour: a value is handed to the field's type, and whatever that makes of it is the value: str(None), bool("false"),
# int(3.9), the letters of a text. Refused is only what Python itself cannot make, so that an error in a number is told, and one
# in a text or a list is not: str takes everything. "None" is then a text of four letters, is not empty, is counted, embedded
# and marked. With the annotation str | None null stays null.
# Output seen:
#   text: null           mashumaro 'None'                     msgspec refuses
#   follow_up: "false"   mashumaro True                       msgspec refuses
#   points: 3.9          mashumaro 3                          msgspec refuses
#   points: "three"      mashumaro refuses                    msgspec refuses
#   topics: "cache"      mashumaro ['c', 'a', 'c', 'h', 'e']  msgspec refuses
#   note: null           mashumaro None                       msgspec None
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "mashumaro==3.23" "msgspec==0.23.0"
cat >"$here/try.py" <<'PYTHON'
import dataclasses
import json
import sys

import msgspec
from mashumaro.exceptions import InvalidFieldValue
from mashumaro.mixins.json import DataClassJSONMixin


@dataclasses.dataclass
class Answer(DataClassJSONMixin):
    text: str = ""
    follow_up: bool = False
    points: int = 0
    topics: list[str] = dataclasses.field(default_factory=list)
    note: str | None = "-"


EXPECTED = {
    ("text", None): ("'None'", "refuses"),
    ("follow_up", "false"): ("True", "refuses"),
    ("points", 3.9): ("3", "refuses"),
    ("points", "three"): ("refuses", "refuses"),
    ("topics", "cache"): ("['c', 'a', 'c', 'h', 'e']", "refuses"),
    ("note", None): ("None", "None"),
}


def by(read, error, name, record):
    try:
        return repr(getattr(read(record), name))
    except error:
        return "refuses"


seen = {}
for name, value in EXPECTED:
    record = json.dumps({name: value})
    seen[name, value] = (
        by(Answer.from_json, InvalidFieldValue, name, record),
        by(lambda text: msgspec.json.decode(text, type=Answer), msgspec.ValidationError, name, record),
    )
    one, other = seen[name, value]
    print(f"{name + ': ' + json.dumps(value):20} mashumaro {one:26} msgspec {other}")
sys.exit(seen != EXPECTED)
PYTHON
"$here/venv/bin/python" "$here/try.py"
