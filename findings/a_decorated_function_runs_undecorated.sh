#!/usr/bin/env bash
# Code that a model wrote doubles what a function returns by a decorator, and asks after a search whether it found nothing
# ("for … else"). In the sandbox nothing is doubled, and what was to be done when nothing was found is not done. No word of
# it.
#
# Library: smolagents 1.26.0 (LocalPythonExecutor, which runs the code of its CodeAgent). huggingface/smolagents#2771 and
# #2782 tell of the first two.
# Guess, written down before the run (for the "else" of a loop, closures and "finally"): they mean what they mean in Python,
# or are refused. Of decorators and arguments none was written down; they were tried beside.
# Behaviour: functions and loops are run by walking over their parts, and parts that nobody asks for are left out: the
# decorators of a function, the "else" of a loop. What stands behind a star in a list of arguments is handed over twice, by
# its name and among those without one. A list as a default is made anew at each call, so that what a function was to keep is
# gone. match, global and nonlocal are refused, so that one believes the rest.
# Output seen:
#                      Python           sandbox
#   a decorator:       42               21
#   for and else:      nothing found    looked
#   behind the star:   {}               {'points': 9}
#   a list as default: ['a', 'b']       ['b']
#   match:             three            refused
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "smolagents==1.26.0"
cat >"$here/try.py" <<'PYTHON'
import sys

from smolagents.local_python_executor import InterpreterError, LocalPythonExecutor

PROGRAMS = {
    "a decorator:": """
def doubled(function):
    def inner(mark):
        return 2 * function(mark)
    return inner

@doubled
def score(mark):
    return mark

answer = score(21)
""",
    "for and else:": """
answer = 'looked'
for mark in [3, 4, 5]:
    if mark > 8:
        break
else:
    answer = 'nothing found'
""",
    "behind the star:": """
def kept(name, *, points=0, **others):
    return others

answer = kept('Ada', points=9)
""",
    "a list as default:": """
def asked(question, before=[]):
    before.append(question)
    return before

asked('a')
answer = asked('b')
""",
    "match:": """
match 3:
    case 3:
        answer = 'three'
""",
}


def by_python(program):
    names = {}
    exec(program, names)
    return str(names["answer"])


def by_sandbox(program):
    executor = LocalPythonExecutor([])
    executor.send_tools({})
    try:
        return str(executor(program + "\nanswer").output)
    except InterpreterError:
        return "refused"


print(f"{'':18} {'Python':16} sandbox")
seen = []
for name, program in PROGRAMS.items():
    row = by_python(program), by_sandbox(program)
    print(f"{name:18} {row[0]:16} {row[1]}")
    seen.append(row)
expected = [
    ("42", "21"),
    ("nothing found", "looked"),
    ("{}", "{'points': 9}"),
    ("['a', 'b']", "['b']"),
    ("three", "refused"),
]
sys.exit(seen != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
