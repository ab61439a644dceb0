#!/usr/bin/env bash
# A graph collects answers in a list. Two of its nodes are put into a graph of their own, which is then a node of the first,
# as the guide has it: what was answered before that part is in the list twice from then on, and four times after a second
# such part.
#
# Library: langgraph 1.2.24 (StateGraph, a compiled graph as a node, a list with operator.add as its reducer),
# langgraph-checkpoint 4.3.2. langchain-ai/langgraph#4007 and #3648 ask about it.
# Guess, written down before the run: a field of the same name and reducer is shared by both, so each answer is there once,
# wherever its node stands.
# Behaviour: the part is handed the list as its input, adds to it, and hands all of it back; the graph around adds that to the
# list it already has. What the part's own nodes said is there once, so that a test of the part alone finds nothing, nor one
# of the whole that begins with the part. Marks that are summed up count double. add_messages, by which most guides show it,
# knows messages by their ids and is not troubled.
# Output seen:
#   one graph:       hello, facts, tone, bye
#   a part:          hello, hello, facts, tone, bye
#   a part in a part: hello, hello, hello, facts, tone, bye
#   begins with it:  facts, tone, bye
#   sum of marks:    10 in one graph, 12 with a part
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langgraph-checkpoint==4.3.2"
cat >"$here/try.py" <<'PYTHON'
import operator
import sys
from typing import Annotated, TypedDict

from langgraph.graph import START, StateGraph


class State(TypedDict):
    answers: Annotated[list[str], operator.add]
    marks: Annotated[int, operator.add]


MARKS = {"hello": 2, "facts": 3, "tone": 4, "bye": 1}


def says(word):
    return lambda state: {"answers": [word], "marks": MARKS[word]}


def graph(*steps):
    """The steps one after another: a word is a node that says it, a graph is a node as it is."""
    builder, before = StateGraph(State), START
    for number, step in enumerate(steps):
        builder.add_node(f"step {number}", says(step) if isinstance(step, str) else step)
        builder.add_edge(before, f"step {number}")
        before = f"step {number}"
    return builder.compile()


part = graph("facts", "tone")
cases = {
    "one graph:": graph("hello", "facts", "tone", "bye"),
    "a part:": graph("hello", part, "bye"),
    "a part in a part:": graph("hello", graph(part), "bye"),
    "begins with it:": graph(part, "bye"),
}
results = {name: case.invoke({}) for name, case in cases.items()}
for name, result in results.items():
    print(f"{name:16} {', '.join(result['answers'])}")
sums = results["one graph:"]["marks"], results["a part:"]["marks"]
print(f"{'sum of marks:':16} {sums[0]} in one graph, {sums[1]} with a part")
once = ["hello", "facts", "tone", "bye"]
expected = [once, ["hello", *once], ["hello", "hello", *once], once[1:]]
sys.exit(not ([r["answers"] for r in results.values()] == expected and sums == (10, 12)))
PYTHON
"$here/venv/bin/python" "$here/try.py"
