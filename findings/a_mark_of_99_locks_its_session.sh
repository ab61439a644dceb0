#!/usr/bin/env bash
# A graph's state is a model whose mark is from 0 to 10. A node gives 99, and the next node is refused it. From then on the
# session cannot be looked at nor mended: to read its state is refused, its history as well, and so is to set the mark to 5.
#
# Library: langgraph 1.2.24 (StateGraph with a pydantic model, get_state, update_state), langgraph-checkpoint 4.3.2
# (InMemorySaver), pydantic 2.14.4.
# Guess, written down before the run (for an input of "7"): what is handed in is 7 from there on, in the result as well. Of
# the locked session none was written down: it was met while the script was made.
# Behaviour: the model is built anew each time a node is called, from what was handed in, which stays as it was. So a node is
# judged at the door of the next one; 99 is kept before that. With no node behind it, 99 is the result, and the text "7" stays
# a text there, while each node sees a number. Once a node waits for the 99, get_state, get_state_history and update_state
# prepare its call, as invoke does, and fail as it did: what would mend the state has to read it first. The checkpoint is
# there and can be read below all that.
# Output seen:
#   the last node gives 99:   99
#   the input is "7":         '7', a node sees 7
#   a node behind the 99:     refused
#   then get_state:           refused
#   then its history:         refused
#   then update_state to 5:   refused
#   then go on:               refused
#   in the checkpoint:        99
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langgraph-checkpoint==4.3.2" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import sys

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph
from pydantic import BaseModel, Field, ValidationError

THREAD = {"configurable": {"thread_id": "one"}}


class State(BaseModel):
    mark: int = Field(0, ge=0, le=10)
    topic: str = ""


def graph(*nodes):
    builder, before = StateGraph(State), START
    for number, node in enumerate(nodes):
        builder.add_node(f"node {number}", node)
        builder.add_edge(before, f"node {number}")
        before = f"node {number}"
    return builder.compile(checkpointer=InMemorySaver())


def tried(call):
    try:
        return call()
    except ValidationError:
        return "refused"


def gives_99(state):
    return {"mark": 99}


inside = []
last = graph(gives_99)
looks = graph(lambda state: inside.append(state.mark))
behind = graph(gives_99, lambda state: {"topic": "b"})
seen = {
    "the last node gives 99:": tried(lambda: last.invoke({"topic": "a"}, THREAD)["mark"]),
    'the input is "7":': tried(lambda: looks.invoke({"mark": "7"}, THREAD)["mark"]),
    "a node behind the 99:": tried(lambda: behind.invoke({"topic": "a"}, THREAD)),
    "then get_state:": tried(lambda: behind.get_state(THREAD)),
    "then its history:": tried(lambda: list(behind.get_state_history(THREAD))),
    "then update_state to 5:": tried(lambda: behind.update_state(THREAD, {"mark": 5}, as_node="node 0")),
    "then go on:": tried(lambda: behind.invoke(None, THREAD)),
    "in the checkpoint:": behind.checkpointer.get(THREAD)["channel_values"]["mark"],
}
for name, value in seen.items():
    print(f"{name:25} " + (f"{value!r}, a node sees {inside[0]!r}" if "input" in name else str(value)))
sys.exit(not (list(seen.values()) == [99, "7", *["refused"] * 5, 99] and inside == [7]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
