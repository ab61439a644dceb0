#!/usr/bin/env bash
# A node that asks `settings.store` has that property run when its graph is compiled: before any answer, in branches that never
# run as well. What was put off by a property (a connection, a model's weights, an import) is no longer put off.
#
# Library: langgraph 1.2.22.
# Guess, written down before the run: compile() looks at the nodes' names and edges; what a node's body names is touched when the
# node runs.
# Behaviour: in search of graphs within graphs every attribute path in a node's code is followed from its globals, and followed
# means taken, so properties run. One that fails ends the search in silence, and with it a graph within the same node is not
# found: get_subgraphs() lacks it. Since bytecode is read instead of source text (langchain-ai/langgraph#8569) it is still so.
# Output seen:
#   nodes added:    nothing opened
#   graph compiled: the store, the spare
#   after a run:    the store, the spare, the store
#   graphs within: [['with_a_graph'], []]
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.22" "langchain-core==1.8.3"
cat >"$here/try.py" <<'PYTHON'
import sys
from typing import TypedDict

from langgraph.graph import END, START, StateGraph

opened = []


class Settings:
    @property
    def store(self):
        opened.append("the store")
        return {"plan": "six questions"}

    @property
    def spare(self):
        opened.append("the spare")
        return {}

    @property
    def remote(self):
        raise ConnectionError("no such host")


settings = Settings()


class State(TypedDict):
    answer: str
    local: bool


def with_store(state: State):
    return {"answer": settings.store.get("plan")}


def with_a_branch(state: State):
    if not state["local"]:
        return {"answer": settings.spare.get("plan")}
    return {}


def with_branch_only(state: State):
    return {"answer": "six"}


def with_a_graph(state: State):
    return inner.invoke(state)


def with_a_graph_behind_a_failure(state: State):
    if not state["local"]:
        settings.remote.get("plan")
    return inner.invoke(state)


def graph_of(*nodes):
    graph = StateGraph(State)
    before = START
    for node in nodes:
        graph.add_node(node.__name__, node)
        graph.add_edge(before, node.__name__)
        before = node.__name__
    graph.add_edge(before, END)
    return graph


graph = graph_of(with_store, with_a_branch)
added = list(opened)
compiled = graph.compile()
at_compile = list(opened)
compiled.invoke({"answer": "", "local": True})
print("nodes added:   ", ", ".join(added) or "nothing opened")
print("graph compiled:", ", ".join(at_compile) or "nothing opened")
print("after a run:   ", ", ".join(opened))
inner = graph_of(with_branch_only).compile()
found = [
    [name for name, _ in graph_of(node).compile().get_subgraphs()]
    for node in (with_a_graph, with_a_graph_behind_a_failure)
]
print("graphs within:", found)
as_told = added == [] and at_compile == ["the store", "the spare"] and opened[:3] == [*at_compile, "the store"]
sys.exit(not (as_told and found == [["with_a_graph"], []]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
