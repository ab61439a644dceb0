#!/usr/bin/env bash
# A summary is made when facts and tone have both been checked; a turn that needs one check only goes without it. In a
# conversation of three turns with one check each, the second turn has a summary, of a check of its own and one of the turn
# before.
#
# Library: langgraph 1.2.24 (StateGraph, add_edge(["facts", "tone"], "sum_up"), add_conditional_edges), langgraph-checkpoint
# 4.3.2 (InMemorySaver). langchain-ai/langgraphjs#2666 tells of the turn in which the join does not run.
# Guess, written down before the run (for a loop within one turn, which held): the join runs when both have run again. Of turns
# one would have guessed the same: each invoke() begins with all joins empty, as a new thread does.
# Behaviour: who has arrived at a join is part of what is saved with the thread, and is still there when the next input comes.
# The first turn leaves "facts" waiting, and the "tone" of any later turn completes it. From then on the same thing comes out by
# turns: whether a turn is summed up depends on the one before. Without a checkpointer, and in tests of one turn, none is.
# Output seen (what ran in each turn):
#   turn 1, facts: facts
#   turn 2, tone:  tone sum_up
#   turn 3, tone:  tone
#   turn 2 in a thread of its own: tone
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langgraph-checkpoint==4.3.2"
cat >"$here/try.py" <<'PYTHON'
import sys
from typing import TypedDict

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph

ran = []


class State(TypedDict):
    check: str


def noted(name):
    def node(_):
        ran.append(name)
        return {}

    return node


graph = StateGraph(State)
for name in ("facts", "tone", "sum_up"):
    graph.add_node(name, noted(name))
graph.add_conditional_edges(START, lambda state: state["check"], ["facts", "tone"])
graph.add_edge(["facts", "tone"], "sum_up")
compiled = graph.compile(checkpointer=InMemorySaver())


def turn(thread, check):
    ran.clear()
    compiled.invoke({"check": check}, {"configurable": {"thread_id": thread}})
    return list(ran)


seen = [turn("one", check) for check in ("facts", "tone", "tone")]
alone = turn("another", "tone")
for number, (check, names) in enumerate(zip(("facts:", "tone: ", "tone: "), seen), 1):
    print(f"turn {number}, {check}", *names)
print("turn 2 in a thread of its own:", *alone)
sys.exit(not (seen == [["facts"], ["tone", "sum_up"], ["tone"]] and alone == ["tone"]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
