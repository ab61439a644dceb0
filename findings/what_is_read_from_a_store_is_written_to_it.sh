#!/usr/bin/env bash
# A node reads what is known of a person, adds a mark to the list for its own prompt, and puts nothing back. In the tests (in
# memory) the mark is in the store from then on, for everybody; with a file it never was. The other way round, a put that was
# forgotten is found by no test.
#
# Libraries: langgraph-checkpoint 4.3.2 (InMemoryStore), langgraph-checkpoint-sqlite 3.1.2 (SqliteStore): one interface.
# Guess, written down before the run: what get returns is a copy of its own, as it must be from a file.
# Behaviour: the store in memory keeps the very dictionary that it was handed, and hands out the same one to whoever asks, by
# get and by search. A change after the put, or after the get, is a change of the store: no updated_at tells of it. What was
# put under two names as one template is one entry: a mark of the first person is one of the second.
# Output seen:
#                                  memory     SQLite
#   put, then add to what was put: [7, 8]     [7]
#   get, then add to what came:    [7, 9]     [7]
#   search, then add:              [7, 9]     [7]
#   one template for two people:   [5]        []
#   updated_at is the same:        True       True
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langgraph-checkpoint==4.3.2" "langgraph-checkpoint-sqlite==3.1.2"
cat >"$here/try.py" <<'PYTHON'
import sys

from langgraph.store.memory import InMemoryStore
from langgraph.store.sqlite import SqliteStore

PEOPLE = ("people",)


def tried(store):
    def marks(key):
        return store.get(PEOPLE, key).value["marks"]

    value = {"marks": [7]}
    store.put(PEOPLE, "put", value)
    value["marks"].append(8)

    store.put(PEOPLE, "get", {"marks": [7]})
    before = store.get(PEOPLE, "get").updated_at
    store.get(PEOPLE, "get").value["marks"].append(9)

    store.put(PEOPLE, "search", {"marks": [7], "kind": "s"})
    store.search(PEOPLE, filter={"kind": "s"})[0].value["marks"].append(9)

    template = {"marks": []}
    store.put(PEOPLE, "first", template)
    store.put(PEOPLE, "second", template)
    store.get(PEOPLE, "first").value["marks"].append(5)
    same = store.get(PEOPLE, "get").updated_at == before
    return [marks("put"), marks("get"), marks("search"), marks("second"), same]


memory = tried(InMemoryStore())
with SqliteStore.from_conn_string(":memory:") as file:
    file.setup()
    sqlite = tried(file)
print(f"{'':30} {'memory':10} SQLite")
for name, left, right in zip(
    (
        "put, then add to what was put:",
        "get, then add to what came:",
        "search, then add:",
        "one template for two people:",
        "updated_at is the same:",
    ),
    memory,
    sqlite,
    strict=True,
):
    print(f"{name:30} {left!s:10} {right}")
sys.exit(not (memory == [[7, 8], [7, 9], [7, 9], [5], True] and sqlite == [[7], [7], [7], [], True]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
