#!/usr/bin/env bash
# What a program remembers of a person is asked for without a query, ten at a time. In memory these are the ten oldest entries, in
# a file the ten newest; and in a test, where all are put within a second, both are the oldest.
#
# Libraries: langgraph-checkpoint 4.3.2 (InMemoryStore), langgraph-checkpoint-sqlite 3.1.2 (SqliteStore): one interface, search().
# Guess, written down before the run: both give the same entries in the same order.
# Behaviour: the store in memory has the order of its dictionary, that in a file sorts by the time of the last change, newest
# first, in whole seconds, and equal ones stay as they were put. The limit of ten, which one gets without asking, then
# keeps other entries. Code that was written and tested on one goes on from "who they are" on the other to "what they said
# last".
# Output seen:
#   put at once,         in memory: 0 1 2 3 4 5 6 7 8 9
#   put at once,         in a file: 0 1 2 3 4 5 6 7 8 9
#   put a second apart,  in memory: 0 1 2 3 4 5 6 7 8 9
#   put a second apart,  in a file: 11 10 9 8 7 6 5 4 3 2
#   with a limit of 100, in a file: all 12
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check \
  "langgraph-checkpoint==4.3.2" "langgraph-checkpoint-sqlite==3.1.2"
cat >"$here/try.py" <<'PYTHON'
import sys
import time

from langgraph.store.base import BaseStore
from langgraph.store.memory import InMemoryStore
from langgraph.store.sqlite import SqliteStore

ABOUT = ("about", "ada")


def put(store: BaseStore, apart: float) -> None:
    while not apart and time.time() % 1 > 0.3:  # begin early in a second, so that "at once" is within one
        time.sleep(0.05)
    for number in range(12):
        store.put(ABOUT, f"note {number}", {"number": number})
        time.sleep(apart)


def numbers(store: BaseStore, **more: int) -> list[int]:
    return [item.value["number"] for item in store.search(ABOUT, **more)]


seen = []
for how, apart in (("put at once,", 0), ("put a second apart,", 1.05)):
    memory = InMemoryStore()
    put(memory, apart)
    with SqliteStore.from_conn_string(":memory:") as file:
        file.setup()
        put(file, apart)
        seen += [numbers(memory), numbers(file)]
        everything = sorted(numbers(file, limit=100))
    print(f"{how:20} in memory:", *seen[-2])
    print(f"{how:20} in a file:", *seen[-1])
print("with a limit of 100, in a file: all", len(everything))
oldest, newest = list(range(10)), list(range(11, 1, -1))
sys.exit(not (seen == [oldest, oldest, oldest, newest] and everything == list(range(12))))
PYTHON
"$here/venv/bin/python" "$here/try.py"
