#!/usr/bin/env bash
# A graph keeps the lowest mark of a session: its field begins at 10, the best there is, and takes the smaller of two. At the end
# of a session with 7 and 9 the lowest is 0, which nobody gave; and the list that was to begin with a greeting begins without.
#
# Library: langgraph 1.2.24 (StateGraph with reducers, its state a dataclass or a model of pydantic), pydantic 2.14.4.
# langchain-ai/langgraph#5225 and #6569 tell of it; #4305 says that one has to hand the model in.
# Guess, written down before the run: a default of a field stands until something is set, with a reducer as without one.
# Behaviour: a field with a reducer begins with what its type makes of nothing (int() is 0, list() is empty), and the default is
# not looked at, in both ways to declare a state that has defaults. Without a reducer it stands. To hand in
# the model, with its defaults in it, sends them through the reducer: the list has its greeting, and the lowest is the
# smaller of 0 and 10. The highest, whose default is 0, is right in all of them, which is what one tries. `int | None` cannot
# be made of nothing and begins with the first value.
# Output seen (a greeting by default, then "hello"; the lowest and the highest of 7 and 9):
#   dataclass, from {}:       ['hello']             lowest 0  highest 9  without a reducer 3
#   dataclass, from itself:   ['greeting', 'hello'] lowest 0  highest 9  without a reducer 3
#   pydantic, from {}:        ['hello']             lowest 0  highest 9  without a reducer 3
#   pydantic, from itself:    ['greeting', 'hello'] lowest 0  highest 9  without a reducer 3
#   int | None:               lowest 7
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import operator
import sys
from dataclasses import dataclass, field
from typing import Annotated

from langgraph.graph import START, StateGraph
from pydantic import BaseModel, Field


def smaller(one, other):
    return other if one is None else min(one, other)


def larger(one, other):
    return max(one, other)


@dataclass
class Kept:
    said: Annotated[list, operator.add] = field(default_factory=lambda: ["greeting"])
    lowest: Annotated[int, smaller] = 10
    highest: Annotated[int, larger] = 0
    left: int = 3
    lowest_or_none: Annotated[int | None, smaller] = None


class Model(BaseModel):
    said: Annotated[list, operator.add] = Field(default_factory=lambda: ["greeting"])
    lowest: Annotated[int, smaller] = 10
    highest: Annotated[int, larger] = 0
    left: int = 3
    lowest_or_none: Annotated[int | None, smaller] = None


def session(state, begun):
    """What is kept at the end: said, lowest, highest, what a node sees of a field without a reducer, lowest or None."""
    left = []

    def first(now):
        left.append(now.left)
        return {"said": ["hello"], "lowest": 7, "highest": 7, "lowest_or_none": 7}

    def second(now):
        return {"lowest": 9, "highest": 9, "lowest_or_none": 9}

    graph = StateGraph(state)
    graph.add_node("first", first)
    graph.add_node("second", second)
    graph.add_edge(START, "first")
    graph.add_edge("first", "second")
    kept = graph.compile().invoke(begun)
    return kept["said"], kept["lowest"], kept["highest"], left[0], kept["lowest_or_none"]


seen = {
    "dataclass, from {}:": session(Kept, {}),
    "dataclass, from itself:": session(Kept, Kept()),
    "pydantic, from {}:": session(Model, {}),
    "pydantic, from itself:": session(Model, Model()),
}
for name, (said, lowest, highest, left, _) in seen.items():
    print(f"{name:25} {said!s:21} lowest {lowest}  highest {highest}  without a reducer {left}")
none = {each[-1] for each in seen.values()}
print(f"{'int | None:':25} lowest", *none)
bare, greeted = (["hello"], 0, 9, 3, 7), (["greeting", "hello"], 0, 9, 3, 7)
sys.exit(list(seen.values()) != [bare, greeted, bare, greeted])
PYTHON
"$here/venv/bin/python" "$here/try.py"
