#!/usr/bin/env bash
# Code that a model wrote hands a set of what was asked already to a function, which adds a question to it. In the sandbox nothing
# was added, and the same question is asked again; with a list or a dictionary in its place it works.
#
# Library: pydantic-monty 1.4.0 (a sandbox for Python code written by models).
# Guess, written down before the run: code does what it does in Python, or is refused with an error, as `yield` and `del` are.
# Behaviour: `|=`, `&=`, `-=` and `^=` of a set make a new set for the name on the left; whoever else holds it keeps the old one.
# set.update() changes the set for all, and so do `+=` of a list and `|=` of a dictionary.
# Output seen:
#   set |= :       Python [1, 2]  sandbox [1]
#   set -= :       Python []      sandbox [1]
#   set.update():  Python [1, 2]  sandbox [1, 2]
#   list += :      Python [1, 2]  sandbox [1, 2]
#   dict |= :      Python [1, 2]  sandbox [1, 2]
#   a generator:   Python [1, 2]  sandbox refused
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pydantic-monty==1.4.0"
cat >"$here/try.py" <<'PYTHON'
import sys

import pydantic_monty

CODES = {
    "set |= :": "def add(seen):\n    seen |= {2}\nasked = {1}\nadd(asked)\nsorted(asked)",
    "set -= :": "def drop(seen):\n    seen -= {1}\nasked = {1}\ndrop(asked)\nsorted(asked)",
    "set.update():": "def add(seen):\n    seen.update({2})\nasked = {1}\nadd(asked)\nsorted(asked)",
    "list += :": "def add(seen):\n    seen += [2]\nasked = [1]\nadd(asked)\nsorted(asked)",
    "dict |= :": "def add(seen):\n    seen |= {2: 2}\nasked = {1: 1}\nadd(asked)\nsorted(asked)",
    "a generator:": "def each():\n    yield 1\n    yield 2\nsorted(each())",
}


def by_python(code):
    names = {}
    *lines, last = code.splitlines()
    exec("\n".join(lines), names)
    return eval(last, names)


def in_sandbox(pool, code):
    with pool.checkout() as session:
        try:
            return session.feed_run(code)
        except pydantic_monty.MontyError:
            return "refused"


with pydantic_monty.Monty() as pool:
    seen = {name: (by_python(code), in_sandbox(pool, code)) for name, code in CODES.items()}
for name, (here, there) in seen.items():
    print(f"{name:14} Python {here!s:7} sandbox {there}")
same = all(seen[name][0] == seen[name][1] == [1, 2] for name in ("set.update():", "list += :", "dict |= :"))
kept = seen["set |= :"] == ([1, 2], [1]) and seen["set -= :"] == ([], [1])
sys.exit(not (same and kept and seen["a generator:"] == ([1, 2], "refused")))
PYTHON
"$here/venv/bin/python" "$here/try.py"
