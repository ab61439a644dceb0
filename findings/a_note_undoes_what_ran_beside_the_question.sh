#!/usr/bin/env bash
# While a graph waits for a person, another node has done its work beside, and the state shows it. A note is added to the state
# (update_state), of a field that neither of them has, and the work is gone; given as the answer of the node that waits, the
# graph is over, without what was done and without what comes next.
#
# Libraries: langgraph 1.2.24, langgraph-checkpoint 4.3.2 (InMemorySaver), langgraph-checkpoint-sqlite 3.1.2 (the same in both).
# Guess, written down before the run: what is in the state that get_state shows is in the one that update_state makes of it, so
# that the work of a node that is done is kept, and the node that joins both runs when the answer is there.
# Behaviour: the results of a step that is not over lie beside the checkpoint; get_state adds them to what it shows,
# update_state starts from the checkpoint without them (langchain-ai/langgraph#2332, of 2024, says that it applies them first).
# Without as_node both nodes are to run anew: what was paid for is paid twice, and may come out otherwise. With as_node="ask"
# nothing is left to run, since the join waits for a node that will not run; no error, an invoke returns the state as if it
# had come to its end. A fresh input throws the work away as well. An update within the resume, Command(resume=…, update=…),
# keeps all of it, and is the one way here that does.
# Output seen (shown before each: ['scored'], waiting: ask):
#                                           afterwards            then invoked                    waiting   scored
#   Command(resume="yes")                                         yes, scored, report             -         once
#   Command(resume="yes", update=note)                            yes, scored, report             -         once
#   update_state(note), resumed             nothing               yes, scored, report             -         twice
#   update_state("yes", as_node="ask")      yes                   yes                             -         once
#   invoke(note)                                                  scored                          ask       twice
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langgraph-checkpoint==4.3.2" \
  "langgraph-checkpoint-sqlite==3.1.2"
cat >"$here/try.py" <<'PYTHON'
import operator
import sqlite3
import sys
from typing import Annotated, TypedDict

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt


class State(TypedDict, total=False):
    log: Annotated[list[str], operator.add]
    note: str


THREAD = {"configurable": {"thread_id": "one"}}
NOTE = {"note": "speaks slowly"}


def waiting(saver):
    """A graph that has scored and waits for an answer, and the list of the nodes that ran."""
    ran = []

    def score(state):
        ran.append("score")
        return {"log": ["scored"]}

    def ask(state):
        return {"log": [interrupt("?")]}

    builder = StateGraph(State)
    builder.add_node("score", score)
    builder.add_node("ask", ask)
    builder.add_node("report", lambda state: {"log": ["report"]})
    builder.add_edge(START, "score")
    builder.add_edge(START, "ask")
    builder.add_edge(["score", "ask"], "report")
    builder.add_edge("report", END)
    graph = builder.compile(checkpointer=saver)
    graph.invoke({}, THREAD)
    shown = graph.get_state(THREAD)
    assert (shown.values["log"], shown.next) == (["scored"], ("ask",)), shown
    return graph, ran


def tried(saver, update, then):
    """The log after the update and after the call that follows, what waits, and how often it was scored."""
    graph, ran = waiting(saver)
    between = None
    if update:
        graph.update_state(THREAD, update[0], as_node=update[1])
        between = graph.get_state(THREAD).values["log"]
    log = graph.invoke(then, THREAD)["log"]
    return between, log, graph.get_state(THREAD).next, ran.count("score")


ways = {
    'Command(resume="yes")': (None, Command(resume="yes")),
    'Command(resume="yes", update=note)': (None, Command(resume="yes", update=NOTE)),
    "update_state(note), resumed": ((NOTE, None), Command(resume="yes")),
    'update_state("yes", as_node="ask")': (({"log": ["yes"]}, "ask"), None),
    "invoke(note)": (None, NOTE),
}
whole = ["yes", "scored", "report"]
expected = [
    (None, whole, (), 1),
    (None, whole, (), 1),
    ([], whole, (), 2),
    (["yes"], ["yes"], (), 1),
    (None, ["scored"], ("ask",), 2),
]
seen = [tried(InMemorySaver(), *way) for way in ways.values()]
kept = [tried(SqliteSaver(sqlite3.connect(":memory:", check_same_thread=False)), *way) for way in ways.values()]
print(f"{'':38}  {'afterwards':20}  {'then invoked':30}  waiting   scored")
for name, (between, log, waits, count) in zip(ways, seen, strict=True):
    after = "" if between is None else ", ".join(between) or "nothing"
    print(f"{name:38}  {after:20}  {', '.join(log):30}  {', '.join(waits) or '-':8}  {['', 'once', 'twice'][count]}")
print("in a file:", "the same" if kept == seen else kept)
sys.exit(not (seen == kept == expected))
PYTHON
"$here/venv/bin/python" "$here/try.py"
