#!/usr/bin/env bash
# A model in a graph's state, whose field has an alias (as for camelCase JSON) and a default, loses what was set: after a
# resume the field holds its default again.
#
# Libraries: langgraph 1.2.24, langgraph-checkpoint 4.3.2 (InMemorySaver, its JsonPlusSerializer), pydantic 2.14.4.
# Guess: none was written down for this one. It was met when all kinds of values were sent through the serializer to see which
# come back; one would have guessed that an alias, which is about JSON from outside, does not matter here.
# Behaviour: the checkpoint writes the model by the names of its fields and builds it anew by calling the class with these
# names, which a class with aliases does not take (unless it says populate_by_name). Unknown names are ignored, so the default
# stands: nothing is raised. Where the field has no default, the class refuses, and the model is made without any check.
# Output seen:
#   set to 9 of 10; after a resume: left=3
#   with populate_by_name:          left=9
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langgraph-checkpoint==4.3.2" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import logging
import sys
from typing import Any, TypedDict

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt
from pydantic import BaseModel, ConfigDict, Field

logging.disable()


class Plan(BaseModel):
    left: int = Field(default=3, alias="questionsLeft")


class Named(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    left: int = Field(default=3, alias="questionsLeft")


class State(TypedDict, total=False):
    plan: Any
    left: int


def after(kind):
    def set_up(state: State) -> State:
        return {"plan": kind.model_validate_json('{"questionsLeft": 9}')}

    def wait(state: State) -> State:
        interrupt("go on?")
        return {"left": state["plan"].left}

    builder = StateGraph(State)
    builder.add_node("set_up", set_up)
    builder.add_node("wait", wait)
    builder.add_edge(START, "set_up")
    builder.add_edge("set_up", "wait")
    builder.add_edge("wait", END)
    graph = builder.compile(checkpointer=InMemorySaver())
    config = {"configurable": {"thread_id": "a"}}
    graph.invoke({}, config)
    return graph.invoke(Command(resume=True), config)["left"]


plain, named = after(Plan), after(Named)
print(f"set to 9 of 10; after a resume: left={plain}")
print(f"with populate_by_name:          left={named}")
sys.exit((plain, named) != (3, 9))
PYTHON
"$here/venv/bin/python" "$here/try.py"
