#!/usr/bin/env bash
# A graph that is resumed at an older checkpoint, with another answer than then, goes on with the old one and says nothing. And a
# graph that waits for nothing takes an answer without a word.
#
# Libraries: langgraph 1.2.22, langgraph-checkpoint 4.3.2 (langchain-ai/langgraph#7361 tells the first of it).
# Guess, written down before the run: Command(resume="other") with the checkpoint_id of an interrupt branches off there with
# "other", and with nothing to resume it raises.
# Behaviour: the answer of then is kept with the checkpoint, and is what `interrupt` returns: the run is a replay, and what was sent
# is dropped. After update_state at that checkpoint, which makes a checkpoint without an answer, the new one counts. At the end
# of a graph the same command returns the last state as if it had done something.
# Output seen:
#   resumed at the first interrupt with 'other': 'first'
#   the same after update_state there:           'other'
#   resumed when it was over:                    'third', 0 new checkpoints
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.22" "langgraph-checkpoint==4.3.2"
cat >"$here/try.py" <<'PYTHON'
import sys
from typing import TypedDict

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt


class State(TypedDict, total=False):
    said: str
    count: int


def ask(state):
    return {"said": interrupt("?"), "count": state.get("count", 0) + 1}


def begun(thread):
    """A graph that asks three times, resumed twice; its first interrupt."""
    builder = StateGraph(State)
    builder.add_node("start", lambda state: {"count": 0})
    builder.add_node("ask", ask)
    builder.add_node("use", lambda state: {})
    builder.add_edge(START, "start")
    builder.add_edge("start", "ask")
    builder.add_edge("ask", "use")
    builder.add_conditional_edges("use", lambda state: "ask" if state["count"] < 3 else END)
    graph = builder.compile(checkpointer=InMemorySaver())
    config = {"configurable": {"thread_id": thread}}
    graph.invoke({}, config)
    for said in ("first", "second"):
        graph.invoke(Command(resume=said), config)
    waited = [each for each in graph.get_state_history(config) if each.next == ("ask",)]
    return graph, config, waited[-1].config


graph, config, first = begun("a")
replayed = graph.invoke(Command(resume="other"), first)["said"]

graph, config, first = begun("b")
graph.update_state(first, {}, as_node="start")
branched = graph.invoke(Command(resume="other"), config)["said"]

graph, config, first = begun("c")
graph.invoke(Command(resume="third"), config)
before = len(list(graph.get_state_history(config)))
late = graph.invoke(Command(resume="late"), config)["said"]
new = len(list(graph.get_state_history(config))) - before

print(f"resumed at the first interrupt with 'other': {replayed!r}")
print(f"the same after update_state there:           {branched!r}")
print(f"resumed when it was over:                    {late!r}, {new} new checkpoints")
sys.exit((replayed, branched, late, new) != ("first", "other", "third", 0))
PYTHON
"$here/venv/bin/python" "$here/try.py"
