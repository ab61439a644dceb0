#!/usr/bin/env bash
# A graph keeps answers in a list that is declared as one of their base class. Before an interrupt a node sees them whole; after
# it each is a bare base object, and what made it this kind of answer is gone.
#
# Libraries: langgraph 1.2.24, langgraph-checkpoint 4.3.2 (InMemorySaver, its JsonPlusSerializer), pydantic 2.14.4.
# langchain-ai/langgraph#6675 tells of it for messages.
# Guess, written down before the run: the checkpoint keeps the class of each model, so that what is resumed is what was left.
# Behaviour: it keeps the class of the outermost model alone, and writes it with model_dump(), which puts into a field what
# the field's declared class knows. An inner object of a subclass comes back as its base, with no error, since the base is
# valid. Right in every test that does not stop in between. The same list beside the model, in the state itself, comes back
# whole.
# Output seen:
#   before the interrupt: inside the model [Spoken(id=1, text='nine days')]
#   after the interrupt:  inside the model [Answer(id=1)]
#   after the interrupt:  in the state     [Spoken(id=1, text='nine days')]
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph==1.2.24" "langgraph-checkpoint==4.3.2" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import logging
import sys
from typing import TypedDict

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt
from pydantic import BaseModel

logging.disable()
looked = []


class Answer(BaseModel):
    id: int


class Spoken(Answer):
    text: str


class Interview(BaseModel):
    answers: list[Answer]


class State(TypedDict, total=False):
    interview: Interview
    answers: list[Answer]


def hear(state: State) -> State:
    spoken = Spoken(id=1, text="nine days")
    return {"interview": Interview(answers=[spoken]), "answers": [spoken]}


def look(state: State) -> State:
    looked.append((list(state["interview"].answers), list(state["answers"])))
    return {}


def wait(state: State) -> State:
    interrupt("go on?")
    return {}


builder = StateGraph(State)
for before, (name, node) in zip(
    (START, "hear", "first", "wait"), (("hear", hear), ("first", look), ("wait", wait), ("second", look)), strict=True
):
    builder.add_node(name, node)
    builder.add_edge(before, name)
builder.add_edge("second", END)
graph = builder.compile(checkpointer=InMemorySaver())
config = {"configurable": {"thread_id": "a"}}
graph.invoke({}, config)
graph.invoke(Command(resume=True), config)
(inside, _), (inside_after, beside_after) = looked
print("before the interrupt: inside the model", inside)
print("after the interrupt:  inside the model", inside_after)
print("after the interrupt:  in the state    ", beside_after)
whole = [Spoken(id=1, text="nine days")]
sys.exit(not (inside == whole and beside_after == whole and type(inside_after[0]) is Answer))
PYTHON
"$here/venv/bin/python" "$here/try.py"
