#!/usr/bin/env bash
# A service in Python and one in JavaScript read the same file of settings. To the one the password is "pa#ss", to the other
# "pa"; a link loses its end in one, and a text in backquotes in the other.
#
# Libraries: python-dotenv 1.2.4 (dotenv_values), dotenv 18.0.10 for Node (parse), and Node's own parser (util.parseEnv, of
# --env-file; Node 20 or later).
# Guess, written down before the run: a "#" begins a remark where a space stands before it, in all three, as in a shell.
# Behaviour: for both in JavaScript a "#" ends whatever is not in quotation marks, wherever it stands. Python puts in what
# ${...} names, JavaScript does not. Backquotes are quotation marks in JavaScript and none in Python. Nothing is said by any
# of them. A service that has "pa" is refused by its database, and the file is right, as the other service shows. In plain
# quotation marks all agree.
# Output seen:
#            python-dotenv                  dotenv                         Node
#   PASSWORD pa#ss                          pa                             pa
#   LINK     http://host/page#part          http://host/page               http://host/page
#   PLACE    http://host/page#part/a        ${LINK}/a                      ${LINK}/a
#   TEXT     `nine                          nine # days                    nine # days
#   QUOTED   pa#ss                          pa#ss                          pa#ss
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "python-dotenv==1.2.4"
npm install --silent --no-audit --no-fund --prefix "$here" "dotenv@18.0.10" >/dev/null
cat >"$here/settings" <<'SETTINGS'
PASSWORD=pa#ss
LINK=http://host/page#part
PLACE=${LINK}/a
TEXT=`nine # days`
QUOTED="pa#ss"
SETTINGS
cat >"$here/try.cjs" <<'NODE'
const { readFileSync } = require('fs');
const text = readFileSync(process.argv[2], 'utf8');
console.log(JSON.stringify([require('dotenv').parse(text), require('util').parseEnv(text)]));
NODE
node "$here/try.cjs" "$here/settings" >"$here/by_node.json"
cat >"$here/try.py" <<'PYTHON'
import json
import sys

from dotenv import dotenv_values

python = dict(dotenv_values(sys.argv[1]))
with open(sys.argv[2]) as file:
    package, node = json.load(file)
print(f"{'':8} {'python-dotenv':30} {'dotenv':30} Node")
for name in python:
    print(f"{name:8} {python[name]:30} {package[name]:30} {node[name]}")
link = "http://host/page"
of_python = {
    "PASSWORD": "pa#ss",
    "LINK": f"{link}#part",
    "PLACE": f"{link}#part/a",
    "TEXT": "`nine",
    "QUOTED": "pa#ss",
}
of_node = {"PASSWORD": "pa", "LINK": link, "PLACE": "${LINK}/a", "TEXT": "nine # days", "QUOTED": "pa#ss"}
sys.exit(not (python == of_python and package == of_node and node == of_node))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/settings" "$here/by_node.json"
