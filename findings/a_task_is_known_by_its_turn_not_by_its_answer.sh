#!/usr/bin/env bash
# Answers are marked by tasks whose results are kept over an interrupt, so that none is paid for twice. While the workflow
# waits, the list is put in another order, or gets one more answer: after the resume each answer has the mark of another one.
#
# Library: langgraph 1.2.24 (the functional API: entrypoint, task, interrupt), langgraph-checkpoint 4.3.2 (InMemorySaver).
# Guess, written down before the run: what was kept is found by the task and what it was given, so that in another order each
# has its own mark again; or what does not fit raises.
# Behaviour: a task is known by its name and its turn within the workflow, and what it was given is not looked at. The first
# call gets what the first call gave, the second the second's, and only what lies beyond the old number of calls is run. The
# guide asks for a workflow that does the same again; here it does, with a list that comes from outside, and so does one whose
# code was mended in between. Nothing is raised, and that nothing was run looks like the saving that one wanted.
# Output seen:
#   before:             a 1, b 2
#   in another order:   b 1, a 2        run again: none
#   one more in front:  c 1, a 2, b 2   run again: b
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langgraph-checkpoint==4.3.2"
cat >"$here/try.py" <<'PYTHON'
import sys

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.func import entrypoint, task
from langgraph.types import Command, interrupt

MARKS = {"a": 1, "b": 2, "c": 3}
answers, ran, seen = [], [], []


@task
def mark(answer):
    ran.append(answer)
    return MARKS[answer]


@entrypoint(checkpointer=InMemorySaver())
def session(_):
    begun = [(answer, mark(answer)) for answer in answers]
    seen[:] = [(answer, future.result()) for answer, future in begun]
    interrupt("Is this all?")
    return list(seen)


def resumed(thread, later):
    """What the answers have before the interrupt and after it, and which of them were marked again."""
    config = {"configurable": {"thread_id": thread}}
    answers[:] = ["a", "b"]
    session.invoke("begin", config)
    before = list(seen)
    ran.clear()
    answers[:] = later
    return before, session.invoke(Command(resume="yes"), config), sorted(ran)


before, turned, again = resumed("turned", ["b", "a"])
_, more, again_more = resumed("more", ["c", "a", "b"])
for name, marks, done in (
    ("before:", before, None),
    ("in another order:", turned, again),
    ("one more in front:", more, again_more),
):
    told = "" if done is None else f"run again: {', '.join(done) or 'none'}"
    print(f"{name:19} {', '.join(f'{answer} {got}' for answer, got in marks):15} {told}".rstrip())
same = before == [("a", 1), ("b", 2)] and turned == [("b", 1), ("a", 2)] and again == []
sys.exit(not (same and more == [("c", 1), ("a", 2), ("b", 2)] and again_more == ["b"]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
