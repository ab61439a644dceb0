#!/usr/bin/env bash
# Eleven nodes that run beside each other, ask_1 to ask_11, put their results into one list. Its order is 1, 10, 11, 2, 3 …: of
# eleven answers that are matched with their questions by place, ten are answers to another question.
#
# Library: langgraph 1.2.24 (StateGraph, a list with operator.add as its reducer).
# Guess, written down before the run: updates of one step are reduced in the order in which the nodes or edges were added.
# Behaviour: they are sorted by the names of the nodes, as text. With up to nine of them the order is the one that was meant,
# whichever ends first; the tenth turns it over, and so does it to give a node another name. What is sent to one node by Send
# keeps the order of the sends. (The guides say not to rely on the order; nothing says so at run time.)
# Output seen:
#   9 nodes:  [1, 2, 3, 4, 5, 6, 7, 8, 9]
#   11 nodes: [1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9]
#   11 sends: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24"
cat >"$here/try.py" <<'PYTHON'
import operator
import sys
from typing import Annotated, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.types import Send


class State(TypedDict):
    answers: Annotated[list[int], operator.add]


def by_nodes(count: int) -> list[int]:
    graph = StateGraph(State)
    for number in range(1, count + 1):
        graph.add_node(f"ask_{number}", lambda state, number=number: {"answers": [number]})
        graph.add_edge(START, f"ask_{number}")
        graph.add_edge(f"ask_{number}", END)
    return graph.compile().invoke({"answers": []})["answers"]


def by_sends(count: int) -> list[int]:
    graph = StateGraph(State)
    graph.add_node("ask", lambda sent: {"answers": [sent["number"]]})
    graph.add_conditional_edges(
        START, lambda state: [Send("ask", {"number": n}) for n in range(1, count + 1)], ["ask"]
    )
    return graph.compile().invoke({"answers": []})["answers"]


nine, eleven, sends = by_nodes(9), by_nodes(11), by_sends(11)
print("9 nodes: ", nine)
print("11 nodes:", eleven)
print("11 sends:", sends)
meant = list(range(1, 12))
sys.exit(not (nine == meant[:9] and sends == meant and eleven == [1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
