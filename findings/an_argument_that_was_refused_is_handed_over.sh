#!/usr/bin/env bash
# A task takes a number. It is sent "three", which is refused, as the worker's log says; then the task runs with "three" all the
# same, and its result, "threethree", counts as a success.
#
# Library: taskiq 0.13.0 (InMemoryBroker; the broker's workers read arguments by the same code), pydantic 2.14.4. Its parsing of
# arguments by their annotations is on by default.
# Guess, written down before the run: an argument that does not fit its annotation fails the task, with the error as its result.
# Behaviour: what fits is converted ("3" is 3, a dictionary is the model that it is to be). What does not is logged as a warning
# with its traceback, and handed over as it came. A model with a field missing arrives as a bare dictionary, 3.5 as a float in
# place of an int. So a task that was tried with good arguments never meets anything but its model, and one whose sender is a
# version ahead runs on what no validator let through; is_err is false, nothing is tried again.
# Output seen (what the task says it was given; whether its result is an error):
#   int    3               int 3               False
#   int    three           str three           False
#   int    3.5             float 3.5           False
#   Answer {'points': '3'} Answer points=3     False
#   Answer {'marks': 3}    dict {'marks': 3}   False
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "taskiq==0.13.0" "pydantic==2.14.4"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import logging
import sys

from pydantic import BaseModel
from taskiq import InMemoryBroker

logging.getLogger("taskiq").setLevel(logging.CRITICAL)
broker = InMemoryBroker()


class Answer(BaseModel):
    points: int


@broker.task
async def takes_number(given: int) -> str:
    return f"{type(given).__name__} {given}"


@broker.task
async def takes_answer(given: Answer) -> str:
    return f"{type(given).__name__} {given}"


async def main():
    await broker.startup()
    seen = []
    for name, task, given in (
        ("int", takes_number, "3"),
        ("int", takes_number, "three"),
        ("int", takes_number, 3.5),
        ("Answer", takes_answer, {"points": "3"}),
        ("Answer", takes_answer, {"marks": 3}),
    ):
        result = await (await task.kiq(given)).wait_result(timeout=60)
        seen.append((result.return_value, result.is_err))
        print(f"{name:6} {given!s:15} {result.return_value:19} {result.is_err}")
    await broker.shutdown()
    return seen


told = ["int 3", "str three", "float 3.5", "Answer points=3", "dict {'marks': 3}"]
sys.exit(asyncio.run(main()) != [(what, False) for what in told])
PYTHON
"$here/venv/bin/python" "$here/try.py"
